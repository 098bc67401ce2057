"""What programme staff look after: what waits for a decision, and what is kept right by hand."""

from decimal import Decimal

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.timezone import localdate

from commissioners.choices import ServiceListKind
from commissioners.models import BodyRequest, CommissioningBody, FormingTime, OpportunityClaim, ServiceList
from commissioners.people import for_staff
from commissioners.syncing.standing import standing
from consortia.matching.weight_sets import published
from consortia.models import MatchRun, Overlap, PartnerOffer
from mutuals import verifying
from support_requests.delivering.budgets import views_of
from support_requests.delivering.years import in_days, year_of
from support_requests.models import Adviser, SupportBudget, SupportRequest
from support_requests.officers import has_nobody

from .items import Section, Todo, day


def sections(user, at) -> list[Section]:
    """The parts of the page, each with the places that this member of programme staff may open.

    A constant number of queries.
    """
    parts = [
        Section("Waiting for a decision", "Nothing here is yours to read.", _queues(user, at)),
        Section("Kept by programme staff", "Nothing here is yours to read.", _kept(user, at)),
    ]
    return [part for part in parts if part.todos]


def _queues(user, at) -> list[Todo]:
    todos = []
    if user.has_perm("support_requests.read_queue"):
        todos.append(_support(user))
    if user.has_perm("mutuals.read_verifications"):
        queue = reverse("verification_queue")
        todos += [
            _queue("New organisations", f"{queue}?list=new", verifying.admissions(user)),
            _queue("Answers to the definition of a Mutual", f"{queue}?list=definitions", verifying.definitions(user)),
            _queue("Mutuals to be checked again", f"{queue}?list=again", verifying.rechecks(user, at)),
        ]
    if user.has_perm("commissioners.read_body_requests"):
        asking = for_staff(BodyRequest.objects.visible_to(user).waiting())
        todos.append(_queue("People who ask to act for a public body", reverse("body_request_queue"), asking))
    if user.has_perm("commissioners.read_claims"):
        claims = OpportunityClaim.objects.visible_to(user).waiting()
        todos.append(_queue("Claims of imported opportunities", reverse("claim_list"), claims))
    if user.has_perm("consortia.read_offer_reviews"):
        offers = PartnerOffer.objects.waiting()
        todos.append(_queue("Offers and requests to partners", reverse("offer_review_list"), offers))
    return todos


def _support(user) -> Todo:
    requests = SupportRequest.objects.visible_to(user).undecided().filter(waiting_since=None)
    found = requests.aggregate(all=Count("pk"), free=Count("pk", filter=has_nobody()))
    detail = f"{found['all']:,} waiting" if found["all"] else "None waiting"
    if found["free"]:
        detail += f", nobody has {found['free']:,} of them"
    return Todo("Requests for support", reverse("support_queue"), detail)


def _queue(text: str, url: str, waiting) -> Todo:
    number = waiting.count()
    return Todo(text, url, f"{number:,} waiting" if number else "None waiting")


def _kept(user, at) -> list[Todo]:
    todos = []
    if user.has_perm("commissioners.manage_bodies"):
        number = CommissioningBody.objects.visible_to(user).listed().count()
        detail = f"{number:,} on the list. Correct, merge and hand over from the page of each"
        todos.append(Todo("Public bodies", reverse("body_list"), detail))
    if user.has_perm("commissioners.read_claims"):
        todos.append(Todo("Live notices", reverse("live_notices"), _feed(at)))
    if user.has_perm("commissioners.read_forming_times"):
        number = FormingTime.objects.count()
        detail = f"{number} set by programme staff" if number else "As they were at first"
        todos.append(Todo("Weeks that partnerships take to form", reverse("forming_times"), detail))
    todos += _of_support(user, at)
    if user.has_perm("consortia.read_weights"):
        in_force = published()
        detail = f"Version {in_force.version} is in force" if in_force else "None published yet"
        todos.append(Todo("Weights of matching", reverse("weight_sets"), detail))
    if user.has_perm("commissioners.read_service_lists"):
        entered = ServiceList.objects.order_by().values("kind").distinct().count()
        detail = f"{entered} of {len(ServiceListKind)} entered"
        todos.append(Todo("Lists of services from the law", reverse("service_lists"), detail))
    if user.has_perm("consortia.read_runs"):
        todos.append(Todo("Matching runs", reverse("match_runs"), _matching()))
    if user.has_perm("consortia.read_overlaps"):
        number = Overlap.objects.visible_to(user).open().count()
        detail = f"{number:,} now" if number else "None now"
        todos.append(Todo("Organisations in two bids for the same lot", reverse("overlap_list"), detail))
    if user.has_perm("accounts.read_audit"):
        todos.append(Todo("Audit", reverse("audit_log"), "Who did what, and when"))
    return todos


def _of_support(user, at) -> list[Todo]:
    """How requests are answered, who helps, how many days there are, and what came of it."""
    todos = []
    if user.has_perm("support_requests.read_queue"):
        detail = "By when requests for support are answered, and how many were kept"
        todos.append(Todo("Service levels", reverse("service_levels"), detail))
        detail = "Rounds in which organisations apply for money of the programme"
        todos.append(Todo("Funding rounds", reverse("funding_round_list"), detail))
        detail = "What officers begin messages with, and where those who are declined can turn"
        todos.append(Todo("Reply templates and pointers", reverse("support_answers"), detail))
        todos += _advising(user, at)
    if user.has_perm("support_requests.read_evaluation"):
        detail = "What changed for those who were supported, and how many answered"
        todos.append(Todo("Evaluation of support", reverse("support_evaluation"), detail))
    if user.has_perm("support_requests.read_knowledge_desk"):
        detail = "Guides, tools and pilots: drafts, what is published, who may be named"
        todos.append(Todo("Guides and case studies", reverse("knowledge_desk"), detail))
    return todos


def _advising(user, at) -> list[Todo]:
    number = Adviser.objects.visible_to(user).working().count()
    budgets = views_of(SupportBudget.objects.filter(year=year_of(localdate(at))))
    left = sum((one.left for one in budgets), Decimal(0))
    return [
        Todo("Advisers", reverse("adviser_list"), f"{number:,} advise" if number else "None yet"),
        Todo("Budgets of days", reverse("budget_list"), f"{in_days(left)} left this year"),
    ]


def _matching() -> str:
    """When everything was last matched with everything."""
    if MatchRun.objects.unfinished().exists():
        return "Everything is being matched"
    last = MatchRun.objects.filter(state=MatchRun.State.DONE).aggregate(at=Max("finished_at"))["at"]
    return f"Everything was last matched on {day(last)}" if last else "Everything was never matched yet"


def _feed(at) -> str:
    """How the feed stands, in a few words."""
    now = standing(at)
    if not now.is_on:
        return "Off"
    if now.silent_since:
        return f"Not read to the end since {day(now.silent_since)}"
    heard = now.state.succeeded_at if now.state else None
    return f"Last read to the end on {day(heard)}" if heard else "Not read yet"
