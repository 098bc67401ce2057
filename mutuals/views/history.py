"""What was done around an organisation, for its owners."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mutuals import history
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import words
from partnerships_portal.accounts.audit.reading import entries
from partnerships_portal.accounts.forms import HistoryFilter
from partnerships_portal.pages import page_of

PAGE_SIZE = 50
KINDS = (words.PROFILE, words.PEOPLE, words.CHECKS)


@require_safe
def organisation_history(request, pk):
    """Who did what when, newest first. Programme staff act as the programme, not by name."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).defer("public_search"), pk=pk)
    if not request.user.has_perm("mutuals.read_history", organisation):
        raise Http404
    form = HistoryFilter(request.GET, people=history.people_in(organisation), kinds=KINDS)
    events = history.filtered(history.events_of(organisation), **form.chosen()).select_related("actor")
    page = page_of(Paginator(events, PAGE_SIZE), request.GET.get("page"))
    context = {
        "organisation": organisation,
        "form": form,
        "page": page,
        "entries": entries(list(page), reader=request.user, names_of_staff=False, with_targets=False),
    }
    return render(request, "mutuals/organisation_history.html", context)
