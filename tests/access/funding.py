"""Policies of funding: rounds are read by anyone who is signed in, applications by their organisation and staff."""

from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

from .outcomes import FORBIDDEN, OK, Policy, nobody, only, signed_in
from .support import NO_POST, SUPPORT_PEOPLE, deciding, with_more

EVERYONE = signed_in() | dict.fromkeys(SUPPORT_PEOPLE, OK)
OF_THE_APPLICANT = with_more(only("viewer", "editor", "owner", "staff"))
APPLYING = with_more(only("editor", "owner", viewer=FORBIDDEN, staff=FORBIDDEN))
WRITING = with_more(only("editor", "owner", viewer=FORBIDDEN))  # staff see nothing of a draft
MANAGING = with_more(only("staff", triage=FORBIDDEN, analyst=FORBIDDEN))
MANAGING_SHOWN = dict.fromkeys(EVERYONE, FORBIDDEN) | {"anonymous": EVERYONE["anonymous"], "staff": OK}
# The people of the organisation that applies read of it, and do not decide
JUDGING = deciding() | dict.fromkeys(("viewer", "editor", "owner"), FORBIDDEN)


def sent(world) -> list:
    return [FundingApplicationFactory(organisation=world.organisation, round__state="closed").pk]


def draft(world) -> list:
    return [FundingApplicationFactory(organisation=world.organisation, state="draft").pk]


def decided(world) -> list:
    return [FundingApplicationFactory(organisation=world.organisation, state="offered", round__state="closed").pk]


def published(world) -> list:
    return [FundingRoundFactory().pk]


def unpublished(world) -> list:
    return [FundingRoundFactory(state="draft").pk]


POLICIES: dict[str, Policy] = {
    "funding_round_list": Policy(get=EVERYONE, post=NO_POST),
    "funding_round_new": Policy(get=MANAGING, post=MANAGING),
    "funding_round": Policy(get=EVERYONE, post=nobody(EVERYONE), args=published),
    "funding_round_edit": Policy(get=MANAGING, post=MANAGING, args=unpublished),
    "funding_round_publish": Policy(get=MANAGING, post=MANAGING, args=unpublished),
    "funding_round_close": Policy(get=MANAGING_SHOWN, post=MANAGING_SHOWN, args=published),
    "funding_apply": Policy(
        get=with_more(only("editor", "owner", viewer=FORBIDDEN)),
        post=with_more(only("editor", "owner", viewer=FORBIDDEN)),
        args=lambda world: [*published(world), world.organisation.pk],
    ),
    "funding_application": Policy(get=OF_THE_APPLICANT, post=NO_POST, args=sent),
    "funding_application_edit": Policy(get=WRITING, post=WRITING, args=draft),
    "funding_application_check": Policy(get=WRITING, post=WRITING, args=draft),
    "funding_application_withdraw": Policy(get=APPLYING, post=APPLYING, args=sent),
    "funding_letter": Policy(get=OF_THE_APPLICANT, post=NO_POST, args=decided),
    "funding_assess": Policy(get=JUDGING, post=JUDGING, args=sent),
    "funding_decide": Policy(get=JUDGING, post=JUDGING, args=sent),
}
