"""What a request can be about, and exactly what staff and advisers would read of it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from commissioners.models import Interest, Opportunity
from consortia.models import BidParticipant, Consortium, ConsortiumMember, Proposal
from mutuals.models import Organisation
from partnerships_portal.pages import number_in
from support_requests.models import SupportRequest

SHOWN = 25  # of each kind, to choose from
KINDS = ("consortium", "proposal", "opportunity")
Thing = Consortium | Proposal | Opportunity
Facts = list[list[str]]  # [[what, value], ...]


@dataclass(frozen=True)
class About:
    """One thing that a request can be about."""

    kind: str
    thing: Thing

    @property
    def key(self) -> str:
        """As forms and addresses name it: "consortium-5"."""
        return f"{self.kind}-{self.thing.pk}"

    @property
    def words(self) -> str:
        return f"{self.kind.capitalize()}: {self.thing}"


def there(user, organisation: Organisation) -> dict:
    """By kind, what exists for the person and is a matter of the organisation: nothing else can be carried along.

    A consortium that it is in, a proposal that it made or was asked by, an opportunity that the person can see.
    """
    seats = ConsortiumMember.objects.present().filter(organisation=organisation)
    proposals = Proposal.objects.visible_to(user).filter(
        Q(proposer=organisation) | Q(invitations__organisation=organisation, sent_at__isnull=False)
    )
    return {
        "consortium": Consortium.objects.visible_to(user).filter(pk__in=seats.values("consortium")),
        "proposal": Proposal.objects.filter(pk__in=proposals.values("pk")),
        "opportunity": Opportunity.objects.visible_to(user).defer("search"),
    }


def choices(user, organisation: Organisation, *, with_key: str = "") -> list[About]:
    """Consortia and proposals of the organisation, the newest first, opportunities that it is interested in or bids
    for, and the one with this key: four queries at most."""
    found = there(user, organisation)
    interests = Interest.objects.filter(organisation=organisation, withdrawn_at=None).values("opportunity")
    bids = BidParticipant.objects.filter(organisation=organisation).values("bid__opportunity")
    wanted = found["opportunity"].filter(Q(pk__in=interests) | Q(pk__in=bids))
    rows = [
        *_few(
            "consortium", found["consortium"].exclude(state=Consortium.State.DISSOLVED).order_by("-created_at", "-pk")
        ),
        *_few("proposal", found["proposal"].order_by("-created_at", "-pk")),
        *_few("opportunity", wanted.order_by("title", "pk")),
    ]
    given = one(user, organisation, with_key)
    return rows if given is None or given in rows else [given, *rows]


def _few(kind: str, rows) -> list[About]:
    return [About(kind, row) for row in rows[:SHOWN]]


def one(user, organisation: Organisation, key: str) -> About | None:
    """What the key names ("consortium-5"); None where it does not exist for the person and the organisation."""
    kind, _, number = key.partition("-")
    pk = number_in(number)
    if kind not in KINDS or pk is None:
        return None
    thing = there(user, organisation)[kind].filter(pk=pk).first()
    return About(kind, thing) if thing is not None else None


def asked_in(data) -> str:
    """The key of what an address brings along: ?consortium=5, ?proposal=5 or ?opportunity=5; "" for nothing."""
    return next((f"{kind}-{data[kind]}" for kind in KINDS if data.get(kind)), "")


def key_of(request: SupportRequest) -> str:
    """The key of what a request is about; "" for nothing."""
    return next((f"{kind}-{pk}" for kind in KINDS if (pk := getattr(request, f"{kind}_id"))), "")


def fields_of(about: About | None) -> dict:
    """The columns of a request that say what it is about."""
    return {kind: about.thing if about and about.kind == kind else None for kind in KINDS}


def facts_of(about: About, organisation: Organisation) -> Facts:
    """Word for word what staff and advisers would read of it: never messages, answers, costs or documents."""
    match about.thing:
        case Consortium() as consortium:
            rows = _of_consortium(consortium)
        case Proposal() as proposal:
            rows = _of_proposal(proposal, organisation)
        case opportunity:
            rows = _of_opportunity(opportunity)
    return [[what, value] for what, value in rows if value]


def _of_consortium(consortium: Consortium) -> list[tuple[str, str]]:
    members = consortium.members.present().select_related("organisation").order_by("organisation__name", "pk")
    names = [f"{one.organisation} ({one.get_role_display().lower()})" for one in members]
    return [
        ("Consortium", f"{consortium} ({consortium.get_state_display().lower()})"),
        ("Its purpose", consortium.purpose),
        ("Its members", ", ".join(names)),
        ("Partnership model agreed", consortium.get_partnership_model_display() or "None yet"),
        *(_of_opportunity(consortium.opportunity) if consortium.opportunity else []),
    ]


def _of_proposal(proposal: Proposal, organisation: Organisation) -> list[tuple[str, str]]:
    """Of the answers only what the organisation knows: those to its own proposal, or the one that it gave."""
    asked = proposal.invitations.select_related("organisation").order_by("pk")
    if proposal.proposer_id != organisation.pk:
        asked = asked.filter(organisation=organisation)
    answers = [f"{one.name}: {one.get_state_display().lower()}" for one in asked]
    return [
        ("Proposal", f"{proposal} ({proposal.get_state_display().lower()})"),
        ("Proposed by", str(proposal.proposer)),
        ("Asked, and what was answered", ", ".join(answers)),
        *(_of_opportunity(proposal.opportunity) if proposal.opportunity else []),
    ]


def _of_opportunity(opportunity: Opportunity) -> list[tuple[str, str]]:
    deadline = opportunity.submission_deadline
    local = timezone.localtime(deadline) if deadline else None
    return [
        ("Opportunity", f"{opportunity.title} ({opportunity.get_state_display().lower()})"),
        ("Its buyer", str(opportunity.body)),
        ("Bids are due", f"{local.day} {local:%B %Y}" if local else ""),
    ]
