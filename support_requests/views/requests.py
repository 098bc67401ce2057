"""Where support begins: what there is, who can ask, one's own requests; and the page of one request."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners.belonging import acts_for_one
from mutuals.models import Organisation
from partnerships_portal.pages import page_of
from support_requests.actions.messages_of_asker import can_write
from support_requests.asking import page, types, who
from support_requests.asking.history import history
from support_requests.asking.standing import standing
from support_requests.belonging import has_agreed_to_advise
from support_requests.delivering.looking import looked_for, without_adviser
from support_requests.forms.writing import ReplyForm
from support_requests.models import Package, SupportMessage, SupportRequest

SHOWN = 20
MESSAGES_SHOWN = 25


@require_safe
def support_home(request):
    """For anyone who is signed in."""
    at = timezone.now()
    found = page_of(Paginator(page.own(request.user), SHOWN), request.GET.get("page"))
    places = who.places_of(request.user)
    context = {
        "page": found,
        "lines": page.lines(found, at=at),
        "places": places,
        "may_ask": any(place.may_ask for place in places),
        "acts_for_body": not places and acts_for_one(request.user),
        "for_buyers": who.FOR_BUYERS,
        "several": len({place.organisation.pk for place in places}) > 1,
        "types": [(kind.label, hint) for kind, hint in types.HINTS.items()],
        "outside_england": who.OUTSIDE_ENGLAND,
        "others": who.OTHERS_WHO_HELP,
    }
    return render(request, "support_requests/requests/home.html", context)


@require_safe
def support_request(request, pk):
    """One request, as its asker, staff and its advisers see it."""
    return render(request, "support_requests/requests/detail.html", shown(request, get_request(request.user, pk)))


def get_request(user, pk) -> SupportRequest:
    """The request, where it exists for the person. Raises Http404."""
    rows = SupportRequest.objects.visible_to(user).defer("organisation__public_search")
    read = ("organisation", "officer", "asked_by", "merged_into__officer")
    return get_object_or_404(rows.select_related(*read), pk=pk)


def _form(user, one: SupportRequest, *, may_ask: bool) -> ReplyForm | None:
    """For whoever may write about the request."""
    if may_ask:
        return ReplyForm() if can_write(one) else None
    return ReplyForm(as_adviser=True) if one.is_open and has_agreed_to_advise(user, one) else None


def _questions(one: SupportRequest, written) -> list[SupportMessage]:
    """What the programme asked since it waits for an answer, the newest first; the last that it asked at least."""
    if one.waiting_since is None:
        return []
    asked = written.filter(request=one, asks_for_more=True)
    return list(asked.filter(written_at__gte=one.waiting_since)) or list(asked[:1])


def _sees(user, other: SupportRequest | None) -> bool:
    return other is not None and SupportRequest.objects.visible_to(user).filter(pk=other.pk).exists()


def shown(request, one: SupportRequest, *, form: ReplyForm | None = None) -> dict:
    """What the page of one request shows the person. `form`: a message that could not be sent."""
    may_ask = request.user.has_perm("support_requests.ask", one.organisation)
    joined = one.merged_requests.filter(organisation=one.organisation_id)
    written = SupportMessage.objects.filter(Q(request=one) | Q(request__in=joined))
    written = written.select_related("written_by", "request").order_by("-pk")
    questions = _questions(one, written) if may_ask else []
    written = written.exclude(pk__in=[question.pk for question in questions])  # they stand above the answer
    package = Package.objects.visible_to(request.user).filter(request=one).first()
    return {
        "form": form or _form(request.user, one, may_ask=may_ask),
        "pointers": one.given_pointers.all() if one.state == SupportRequest.State.DECLINED else [],
        "questions": questions,
        "page": page_of(Paginator(written, MESSAGES_SHOWN), request.GET.get("page")),
        "files": one.files.select_related("file", "added_by"),
        "history": history(one),
        "package": package,
        "looked_for": looked_for(without_adviser(package)) if package else "",
        "sees_merged": _sees(request.user, one.merged_into),
        "case": one,
        "standing": standing(one, at=timezone.now()),
        "answers": page.answers(one),
        "joined_of_others": one.merged_requests.exclude(organisation=one.organisation_id).exists(),
        "evaluations": one.evaluations.filter(organisation=one.organisation_id),
        "joined": joined.filter(pk__in=SupportRequest.objects.visible_to(request.user).values("pk")),
        "context_facts": page.read_context(one),
        "is_own": Organisation.objects.of(request.user).filter(pk=one.organisation_id).exists(),
        "may_ask": may_ask,
        "is_draft": page.is_draft(one),
    }
