"""Who sees an organisation's page, and how it looks to them: for its own people."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mutuals import actions
from mutuals.forms import VisibilityForm
from mutuals.gaps import gaps_of
from mutuals.models import Organisation
from mutuals.profile import profile_of, who_sees_what
from mutuals.viewers import EYES, eyes_of


def _own(user, pk) -> Organisation:
    """The organisation, for its own people; for everybody else these pages do not exist."""
    own = Organisation.objects.of(user).select_related("base_authority").defer("public_search")
    return get_object_or_404(own, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_visibility(request, pk):
    """Owners choose who sees each section; the others of the organisation read what they chose."""
    organisation = _own(request.user, pk)
    if not request.user.has_perm("mutuals.choose_visibility", organisation):
        if request.method == "POST":
            raise PermissionDenied
        rows = who_sees_what(organisation)
        return render(request, "mutuals/organisation_visibility.html", {"organisation": organisation, "rows": rows})
    form = VisibilityForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if form.is_bound and form.is_valid():
        try:
            changed = form.save(by=request.user, at=timezone.now())
        except actions.ChangedMeanwhile as error:
            form.meet(_own(request.user, pk), error)
        else:
            _say(request, changed)
            return redirect("organisation_visibility", organisation.pk)
    return render(request, "mutuals/organisation_visibility.html", {"organisation": organisation, "form": form})


def _say(request, changed: list[str]) -> None:
    if changed:
        messages.success(request, f"Saved, and in force at once. {'. '.join(changed)}.")
    else:
        messages.info(request, "Nothing was changed.")


@require_safe
def organisation_gaps(request, pk):
    """What is missing, what it would improve, and where to say it."""
    organisation = _own(request.user, pk)
    context = {
        "organisation": organisation,
        "gaps": gaps_of(organisation),
        "may_edit": request.user.has_perm("mutuals.edit_organisation", organisation),
    }
    return render(request, "mutuals/organisation_gaps.html", context)


@require_safe
def organisation_preview(request, pk, eyes):
    """Exactly the page that somebody else gets."""
    organisation = _own(request.user, pk)
    if eyes not in EYES:
        raise Http404
    context = {
        "organisation": organisation,
        "profile": profile_of(organisation, viewer=eyes_of(eyes, organisation.pk), user=AnonymousUser()),
        "eyes": eyes,
        "all_eyes": EYES.items(),
        "who": EYES[eyes],
    }
    return render(request, "mutuals/organisation_preview.html", context)
