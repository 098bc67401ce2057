"""Policies of asking for support: a draft exists for the people of its organisation alone, and its viewers only see."""

from tests.factories.support import SupportFileFactory

from .outcomes import FORBIDDEN, OK, Outcomes, Policy, only, signed_in
from .support import NO_POST, SUPPORT_PEOPLE, asking, on_the_case, with_more


def _draft(world) -> list:
    return [world.support.draft.pk]


def _sent(world) -> list:
    return [world.support.advised.pk]


def _file(world) -> list:
    """A file that the asker added, in a request with an adviser."""
    kept = SupportFileFactory(request=world.support.advised)
    return [kept.request_id, kept.pk]


def who_writes() -> Outcomes:
    """The draft of the organisation."""
    return with_more(only("editor", "owner", viewer=FORBIDDEN))


def everyone_signed_in() -> Outcomes:
    return signed_in() | dict.fromkeys(SUPPORT_PEOPLE, OK)


POLICIES: dict[str, Policy] = {
    "support_home": Policy(get=everyone_signed_in(), post=NO_POST),
    "support_new": Policy(get=everyone_signed_in(), post=everyone_signed_in()),
    "support_edit": Policy(
        get=who_writes(), post=who_writes(), args=lambda world: [world.support.draft.pk, "happening"]
    ),
    "support_context": Policy(get=who_writes(), post=who_writes(), args=_draft),
    "support_stop_sharing": Policy(get=asking(), post=asking(), args=_sent),
    "support_check": Policy(get=who_writes(), post=who_writes(), args=_draft),
    "support_discard": Policy(get=who_writes(), post=who_writes(), args=_draft),
    "support_sent": Policy(get=asking(), post=NO_POST, args=_sent),
    "support_reply": Policy(get=NO_POST, post=asking() | {"adviser": OK}, args=_sent),
    "support_withdraw": Policy(get=asking(), post=asking(), args=_sent),
    "support_files": Policy(get=asking(), post=asking(), args=_sent),
    "support_file": Policy(get=on_the_case(), post=NO_POST, args=_file),
    "support_file_remove": Policy(get=asking(), post=asking(), args=_file),
}
