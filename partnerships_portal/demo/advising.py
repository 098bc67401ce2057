"""Support that the first Mutual of the demo gets: two advisers, a package that goes on, and one completed."""

import datetime as dt
import uuid
from decimal import Decimal

from django.utils import timezone

from consortia.models import Consortium
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.documents.models import StoredFile
from support_requests.actions import assignments, completing, delivery, time_entries
from support_requests.actions.packages import Line, agree
from support_requests.delivering.years import year_of
from support_requests.models import Adviser, Assignment, Package, SupportBudget, SupportRequest

DAY = dt.timedelta(days=1)
PROGRAMME = "Mutuals Partnerships Support Programme"
ADVISERS = {  # by e-mail address: kind, firm, what they know, days a month
    "adviser.demo@example.org": ("external", "Fennimore and Vale", ["legal", "governance", "model_design"], Decimal(4)),
    "finance.demo@example.org": ("internal", "", ["financial_modelling", "risk_and_benefit", "commercial"], Decimal(6)),
}

OFFICERS = ("triage.demo@example.org",)


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make it for the organisation, unless it is there: as the officer, the advisers and the owner would have."""
    people = {one.email: one for one in User.objects.filter(email__in=[*ADVISERS, *OFFICERS])}
    if len(people) < len(ADVISERS) + len(OFFICERS) or SupportBudget.objects.filter(is_demo=True).exists():
        return
    advisers = {email: _adviser(people[email], email, at) for email in ADVISERS}
    year = year_of(timezone.localdate(at))
    budget = SupportBudget.objects.create(programme=PROGRAMME, year=year, days=Decimal(240), is_demo=True)
    teller = _Teller(organisation, people[OFFICERS[0]], budget, advisers)
    teller.completed(at=at)
    teller.going_on(at=at)


def remove(organisations) -> None:
    """Delete requests of these organisations with all that belongs to them, and the demo's budgets without packages."""
    own = SupportRequest.objects.filter(organisation__in=organisations)
    of_packages = StoredFile.objects.filter(package_file__package__request__in=own)
    of_requests = StoredFile.objects.filter(support_file__request__in=own)
    files = list((of_packages | of_requests).values_list("pk", flat=True))
    while (last := own.filter(merged_requests=None)).exists():
        last.delete()
    StoredFile.objects.filter(pk__in=files).delete()
    SupportBudget.objects.filter(is_demo=True, packages=None).delete()


def _adviser(person: User, email: str, at: dt.datetime) -> Adviser:
    kind, firm, expertise, days = ADVISERS[email]
    known = {"kind": kind, "firm": firm, "expertise": expertise, "days_a_month": days}
    adviser, _ = Adviser.objects.get_or_create(person=person, defaults=known | {"joined_at": at, "is_demo": True})
    return adviser


class _Teller:
    """Tells what the officer and the advisers did for one organisation."""

    def __init__(self, organisation: Organisation, officer: User, budget: SupportBudget, advisers: dict):
        self.organisation, self.officer, self.budget = organisation, officer, budget
        self.lawyer, self.analyst = advisers.values()
        owners = User.objects.filter(memberships__organisation=organisation, memberships__role="owner")
        self.owner = owners.order_by("pk").first() or officer

    def completed(self, *, at: dt.datetime) -> None:
        """Advice on a model, that ended with an agreement."""
        case = self._case(
            "Which partnership model to choose",
            "Three of us want to bid together next year, and nobody wants to be liable for the others.",
            ["model_design", "legal"],
            at=at - 150 * DAY,
        )
        lines = [
            Line("model_design", Decimal(2), "Compare an alliance with a company"),
            Line("legal", Decimal(3), "Draft what the members sign"),
        ]
        package = self._package(case, lines, "An arrangement that all three can sign.", at=at - 145 * DAY)
        for number, line in enumerate(package.lines.all()):
            helping = self._helping(line, self.lawyer, at=at - 143 * DAY)
            self._worked(
                helping, "1.5", "Workshop, and what came of it" if not number else "Two drafts", at - 120 * DAY
            )
        outcome = "The three members signed an alliance agreement, and have bid together once."
        told = {line.pk: completing.LineSaid(is_done=True) for line in package.lines.all()}
        lessons = "Asking the commissioner about liability first would have saved a draft."
        completing.complete(
            request=case, outcome=outcome, lines=told, lessons=lessons, by=self.officer, at=at - 60 * DAY
        )

    def going_on(self, *, at: dt.datetime) -> None:
        """A package for a whole consortium where there is one: one adviser helps, one is asked, one line is open."""
        case = self._case(
            "Costs and governance of our youth partnership",
            "We agree on what to do together, and not on who pays for what when the work grows.",
            ["financial_modelling", "governance", "facilitation"],
            at=at - 30 * DAY,
        )
        lines = [
            Line("financial_modelling", Decimal(4), "A model of costs with three sizes of contract"),
            Line("governance", Decimal("2.5"), "Terms of the steering group"),
            Line("facilitation", Decimal(1), "A day on shared values"),
        ]
        consortia = Consortium.objects.filter(is_demo=True, members__organisation=self.organisation)
        together = consortia.exclude(state=Consortium.State.DISSOLVED).order_by("pk").first()
        package = self._package(case, lines, "Figures that all members trust.", consortium=together, at=at - 25 * DAY)
        costs, governance, _ = package.lines.all()
        helping = self._helping(costs, self.analyst, at=at - 22 * DAY)
        asked = at - 2 * DAY
        assignments.ask(line=governance, adviser=self.lawyer, by=self.officer, at=asked)
        self._worked(helping, "1.25", "Read the accounts of all members", at - 15 * DAY)
        self._steps(package, at=at)

    def _steps(self, package: Package, *, at: dt.datetime) -> None:
        given = {"package": package, "by": self.analyst.person}
        today = timezone.localdate(at)
        first = delivery.add_milestone(
            what="All members hand in their figures", due_on=today - 10 * DAY, at=at - 20 * DAY, **given
        )
        delivery.add_milestone(
            what="Members agree on one size to plan for", due_on=today + 20 * DAY, at=at - DAY, **given
        )
        delivery.mark_milestone(milestone=first, is_done=True, by=self.analyst.person, at=at - 12 * DAY)
        for what, days, notes in (
            ("First look at the figures", -12, "Two of three sizes pay for themselves. The smallest does not."),
            ("Workshop: who pays for what", 9, ""),
        ):
            values = {"what": what, "held_on": today + days * DAY, "place": "Video call", "notes": notes}
            values["who_came"] = "Finance leads of all members"
            delivery.add_session(values=values, form_key=uuid.uuid4(), at=at - 13 * DAY, **given)

    def _case(self, title: str, happening: str, types: list[str], *, at: dt.datetime) -> SupportRequest:
        return SupportRequest.objects.create(
            organisation=self.organisation,
            asked_by=self.owner,
            state=SupportRequest.State.ACCEPTED,
            title=title,
            happening=happening,
            support_types=types,
            created_at=at,
            changed_at=at,
            submitted_at=at,
            first_reply_due_at=at + 3 * DAY,
            first_replied_at=at + DAY,
            decision_due_at=at + 14 * DAY,
            form_key=uuid.uuid4(),
            officer=self.officer,
            officer_since=at + DAY,
            decided_by=self.officer,
            decided_at=at + 5 * DAY,
            is_demo=True,
        )

    def _package(self, case: SupportRequest, lines: list[Line], summary: str, *, consortium=None, at) -> Package:
        given = {"budget": self.budget, "lines": lines, "summary": summary, "consortium": consortium}
        return agree(request=case, **given, by=self.officer, at=at)

    def _helping(self, line, adviser: Adviser, *, at: dt.datetime) -> Assignment:
        asked = assignments.ask(line=line, adviser=adviser, by=self.officer, at=at)
        assignments.accept(assignment=asked, by=adviser.person, at=at + DAY)
        asked.refresh_from_db()
        return asked

    def _worked(self, assignment: Assignment, days: str, what: str, at: dt.datetime) -> None:
        time_entries.enter_time(
            assignment=assignment,
            days=Decimal(days),
            worked_on_day=timezone.localdate(at),
            what=what,
            form_key=uuid.uuid4(),
            by=assignment.adviser.person,
            at=at,
        )
