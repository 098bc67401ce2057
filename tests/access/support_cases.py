"""Policies of the pages of one request for programme staff: officers act, analysts read, nobody else knows of them."""

from tests.factories.answers import PointerFactory, ReplyTemplateFactory
from tests.factories.support import SupportFileFactory

from .outcomes import FORBIDDEN, Outcomes, Policy, only
from .support import NO_POST, deciding, of_programme, with_more


def waiting(world) -> list:
    return [world.support.waiting.pk]


def programme_file(world) -> list:
    return [world.support.waiting.pk, SupportFileFactory(request=world.support.waiting, side="programme").pk]


def pair(world) -> list:
    return [world.support.waiting.pk, world.support.advised.pk]


def managing() -> Outcomes:
    """Programme managers; officers and analysts read what they keep."""
    return with_more(only("staff", triage=FORBIDDEN, analyst=FORBIDDEN))


def kept(factory):
    return lambda world: [factory().pk]


ACTS = ("support_case_stop_waiting", "support_case_take", "support_case_put_back", "support_case_priority_back")

POLICIES: dict[str, Policy] = {
    "support_case_messages": Policy(get=of_programme(), post=deciding(), args=waiting),
    "support_case_files": Policy(get=deciding(), post=deciding(), args=waiting),
    "support_case_file_remove": Policy(get=deciding(), post=deciding(), args=programme_file),
    "support_case_notes": Policy(get=of_programme(), post=deciding(), args=waiting),
    "support_case_history": Policy(get=of_programme(), post=NO_POST, args=waiting),
    "support_case_hand_over": Policy(get=deciding(), post=deciding(), args=waiting),
    "support_case_related": Policy(get=of_programme(), post=NO_POST, args=waiting),
    "support_case_beside": Policy(get=of_programme(), post=deciding(), args=pair),
    "support_case_priority": Policy(get=deciding(), post=deciding(), args=waiting),
    "support_case_accept": Policy(get=deciding(), post=deciding(), args=waiting),
    "support_case_decline": Policy(get=deciding(), post=deciding(), args=waiting),
    **{name: Policy(get=NO_POST, post=deciding(), args=waiting) for name in ACTS},
    "support_answers": Policy(get=of_programme(), post=NO_POST),
    "support_reply_template_add": Policy(get=managing(), post=managing()),
    "support_pointer_add": Policy(get=managing(), post=managing()),
    "support_reply_template": Policy(get=managing(), post=managing(), args=kept(ReplyTemplateFactory)),
    "support_pointer": Policy(get=managing(), post=managing(), args=kept(PointerFactory)),
    "support_reply_template_retire": Policy(get=managing(), post=managing(), args=kept(ReplyTemplateFactory)),
    "support_pointer_retire": Policy(get=managing(), post=managing(), args=kept(PointerFactory)),
}
