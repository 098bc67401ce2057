"""Lists of services from the law: read by programme staff, entered by programme managers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions.service_lists import enter
from commissioners.choices import ServiceListKind
from commissioners.forms.service_lists import ServiceListForm
from commissioners.models import ServiceList
from partnerships_portal.accounts.transitions import NotPossible

from .access import must


@require_safe
def service_lists(request):
    """Every list of each kind, newest first."""
    must(request.user, "read_service_lists", seen_with="read_service_lists")
    rows = list(ServiceList.objects.select_related("entered_by"))
    kinds = [(kind, [row for row in rows if row.kind == kind]) for kind in ServiceListKind]
    may_enter = request.user.has_perm("commissioners.enter_service_lists")
    return render(request, "commissioners/service_lists.html", {"kinds": kinds, "may_enter": may_enter})


@require_http_methods(["GET", "HEAD", "POST"])
def service_list_create(request, kind):
    """Type or paste the codes, check them, save."""
    must(request.user, "enter_service_lists", seen_with="read_service_lists")
    if kind not in ServiceListKind.values:
        raise Http404
    form = ServiceListForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "kind": ServiceListKind(kind)}
    step = request.POST.get("step", "")
    if form.is_bound and form.is_valid() and step != "change":
        if step == "save" and _entered(form, kind, request.user):
            messages.success(request, "The list is entered. Answers are made from it at once.")
            return redirect("service_lists")
        if form.is_valid() and step != "save":
            context |= {"asked": form.cleaned_data, "typed": _typed(request.POST, form)}
            return render(request, "commissioners/service_list_check.html", context)
    return render(request, "commissioners/service_list_create.html", context)


def _typed(posted, form) -> list[tuple[str, str]]:
    """What was typed, by the names of the inputs: a date has three."""
    return [(name, posted[name]) for name in posted if any(name.startswith(field) for field in form.fields)]


def _entered(form, kind: str, user) -> bool:
    try:
        enter(kind=kind, by=user, at=timezone.now(), **form.cleaned_data)
    except NotPossible as refusal:
        form.add_error("valid_from", str(refusal))
        return False
    return True
