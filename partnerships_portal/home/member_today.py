"""What needs the people of an organisation today."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from commissioners.events.coming import when_in_words
from commissioners.events.pages import own_coming
from commissioners.interest.own import lines, my_interests
from commissioners.models import Opportunity
from consortia.findings import CLOSE, tender_findings
from consortia.models import Consortium, ConsortiumMatch, PartnerMatch, TenderMatch
from consortia.workspace.listing import consortia_of
from mutuals.choices import Kind
from mutuals.models import Organisation, ServiceClaim, ThreePartDefinition
from mutuals.rules import EDITING_ROLES
from support_requests.asking.page import lines as request_lines
from support_requests.asking.page import own
from support_requests.asking.standing import Standing as SupportStanding
from support_requests.models import SupportRequest

from .items import Section, Todo, day
from .standing import Standing

SHOWN = 5
PARTNERS_SHOWN = 3
BEFORE_ADMISSION = (
    "Programme staff look at new organisations first. Until they have, only your own people and they see it, and it "
    "is not matched. Meanwhile fill in the profile."
)
NOTHING_ASKED = "Your organisation has no request that goes on."
PROFILE_IS_FULL = "Your profile has all that matching needs."
Status = ThreePartDefinition.Status


def sections(user, standing: Standing, at) -> list[Section]:
    profile = _profile(user)
    return [
        *([_waiting(standing)] if standing.waiting else []),
        *([Section("Your profile", PROFILE_IS_FULL, profile)] if profile is not None else []),
        *_support(user, standing, at),
        *(_consortia(user) if standing.taking_part else []),
        *(_engaged(user, at) if standing.taking_part else []),
        *(_matching(user, standing, at) if standing.taking_part else []),
    ]


def _engaged(user, at) -> list[Section]:
    """What the organisations are interested in, with what comes next, and the events that the person comes to."""
    interests = list(my_interests(user)[:SHOWN])
    found = lines(interests, user=user, at=at) if interests else []
    todos = [
        Todo(
            line.interest.opportunity.title,
            line.interest.opportunity.get_absolute_url(),
            " ".join(line.dates[0]) if line.dates else line.time_left,
        )
        for line in found
    ]
    coming = [
        Todo(sign_up.event.title, sign_up.event.get_absolute_url(), when_in_words(sign_up.event))
        for sign_up in own_coming(user, at=at)[:SHOWN]
    ]
    interested = Section("What you are interested in", "", todos, reverse("my_interests"), "All that you told buyers")
    events = Section("Events that you come to", "", coming, reverse("event_list"), "All coming events")
    return [section for section in (interested, events) if section.todos]


def _consortia(user) -> list[Section]:
    """The consortia that the person's organisations are in, those that go on first."""
    going_on = consortia_of(user).exclude(state=Consortium.State.DISSOLVED).order_by("-created_at", "-pk")
    todos = [
        Todo(one.name, one.get_absolute_url(), f"{one.get_state_display()}, {len(one.present)} members")
        for one in going_on[:SHOWN]
    ]
    return [Section("Your consortia", "", todos, reverse("consortium_list"), "All your consortia")] if todos else []


def _support(user, standing: Standing, at) -> list[Section]:
    """What the person's organisations have asked the programme for, with the next step of each. Where the menu has no
    room for Support, this leads there also when nothing was asked.
    """
    found = own(user).exclude(state__in=SupportRequest.ENDED)[:SHOWN]
    todos = [Todo(str(line.request), line.url, _support_detail(line.standing)) for line in request_lines(found, at=at)]
    more = "All your requests, and how to ask"
    if not todos and standing.has_support_in_menu:
        return []
    return [Section("Your requests for support", NOTHING_ASKED, todos, reverse("support_home"), more)]


def _support_detail(standing: SupportStanding) -> str:
    who = f" Who has it: {standing.who}." if standing.who else ""
    return f"{standing.state}. {standing.next}{who}"


def _waiting(standing: Standing) -> Section:
    """What happens before an organisation takes part, and what its people can do meanwhile."""
    todos = [
        Todo(
            f"{organisation} is not in the directory yet",
            organisation.get_absolute_url(),
            f"Sent on {day(organisation.created_at)}. {BEFORE_ADMISSION}",
        )
        for organisation in standing.waiting
    ]
    return Section("Waiting for programme staff", "", todos)


def _matching(user, standing: Standing, at) -> list[Section]:
    best = _best(user, standing, at)
    return [
        Section(
            _how_close(best, at),
            "No open opportunity matches your profile yet. We compare again whenever either changes.",
            _matches(best, standing),
            reverse("tender_matches"),
            "All tender matches",
        ),
        Section(
            "Who could make you stronger",
            "No partner is known yet. We compare again whenever a profile changes.",
            _partners(user, standing, at),
            reverse("partner_matches"),
            "All possible partners",
        ),
        *_as_one(user, at),
    ]


def _as_one(user, at) -> list[Section]:
    """What fits consortia that stay together, where the person is in one."""
    live = Opportunity.objects.visible_to(user).live(at)
    mine = Consortium.objects.visible_to(user).matched()
    best = ConsortiumMatch.objects.filter(consortium__in=mine, opportunity__in=live, point__gte=CLOSE)
    best = best.select_related("opportunity", "consortium").defer("opportunity__search", "opportunity__description")
    todos = [
        Todo(
            match.opportunity.title,
            reverse("consortium_match", args=[match.consortium_id, match.opportunity_id]),
            f"As one with your partners: {match.consortium}",
            match,
        )
        for match in best.order_by("-point", "-low", "opportunity_id", "consortium_id")[:SHOWN]
    ]
    more = reverse("consortium_list")
    return [Section("What fits your consortia", "", todos, more, "All your consortia")] if todos else []


def _profile(user) -> list[Todo] | None:
    """What keeps the organisations from being found or verified; None for people who may not change a profile."""
    mine = (
        Organisation.objects.visible_to(user)
        .filter(memberships__user=user, memberships__role__in=EDITING_ROLES, closed_at=None)
        .select_related("definition")
        .annotate(
            has_services=Exists(ServiceClaim.objects.filter(organisation=OuterRef("pk"))),
            has_places=Exists(Organisation.places.through.objects.filter(organisation=OuterRef("pk"))),
        )
    )
    organisations = list(mine)
    return [todo for organisation in organisations for todo in _gaps(organisation)] if organisations else None


def _gaps(organisation) -> list[Todo]:
    name, todos = organisation.name, []

    def edit(section):
        return reverse("organisation_edit", args=[organisation.pk, section])

    if not organisation.has_services:
        todos.append(
            Todo(f"Add the services that {name} delivers", edit("services"), "Without them nothing can be matched.")
        )
    if not organisation.has_places and not organisation.is_national:
        todos.append(
            Todo(f"Add the places that {name} serves", edit("places"), "Matching compares them with each tender's.")
        )
    if organisation.turnover_band is None:
        todos.append(
            Todo(f"Add the turnover band of {name}", edit("size"), "Without it we cannot say how well your size fits.")
        )
    return [*todos, *_definition(organisation)]


def _definition(organisation) -> list[Todo]:
    if organisation.is_mutual or organisation.kind != Kind.MUTUAL:
        return []
    definition = getattr(organisation, "definition", None)
    status = definition.status if definition else Status.DRAFT
    url = reverse("organisation_definition", args=[organisation.pk])
    if status == Status.DRAFT:
        return [Todo(f"Ask for {organisation.name} to be verified as a Mutual", url, "Three questions, with evidence.")]
    return []


def _best(user, standing: Standing, at) -> list[TenderMatch]:
    live = Opportunity.objects.visible_to(user).live(at)
    mine = [one.pk for one in standing.taking_part]
    best = TenderMatch.objects.suggested(at).filter(organisation__in=mine, opportunity__in=live)
    best = best.select_related("opportunity__body", "organisation", "weight_set")
    return list(best.order_by("-point", "-low", "opportunity_id", "organisation_id")[:SHOWN])


def _how_close(best: list[TenderMatch], at) -> str:
    """The heading over the best matches, which does not praise what is far away."""
    if best and not tender_findings(best[0].organisation, best[:1], at)[0].is_close:
        return "No close match yet. The nearest are:"
    return "Your best tender matches"


def _matches(best: list[TenderMatch], standing: Standing) -> list[Todo]:
    several = len(standing.taking_part) > 1
    return [
        Todo(
            match.opportunity.title,
            _match_url(match, several),
            _match_detail(match, several),
            match,
        )
        for match in best
    ]


def _match_url(match, several: bool) -> str:
    """Where the reasons stand."""
    url = reverse("opportunity_match", args=[match.opportunity_id])
    return f"{url}?organisation={match.organisation_id}" if several else url


def _match_detail(match, several: bool) -> str:
    deadline = match.opportunity.submission_deadline
    when = f"tenders by {day(deadline)}" if deadline else match.opportunity.get_state_display().lower()
    return ", ".join([str(match.opportunity.body), when] + ([f"for {match.organisation}"] if several else []))


def _partners(user, standing: Standing, at) -> list[Todo]:
    there = Organisation.objects.visible_to(user).active()
    mine = [one.pk for one in standing.taking_part]
    best = PartnerMatch.objects.suggested(at).filter(organisation__in=mine, partner__in=there)
    best = best.select_related("partner", "organisation").order_by("-point", "-low", "partner_id", "organisation_id")[
        :PARTNERS_SHOWN
    ]
    several = len(standing.taking_part) > 1
    return [
        Todo(
            match.partner.name,
            match.partner.get_absolute_url(),
            match.partner.kind_in_words + (f", for {match.organisation}" if several else ""),
            match,
            "Together",
        )
        for match in best
    ]
