"""What would come within reach if one's own profile said more."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortia.forms.what_if import WhatIfForm
from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited


@limited("what_if", "40/h/user", methods=("GET", "HEAD"))
@require_safe
def organisation_what_if(request, pk):
    """Asked by address, so that an answer can be kept and gone back to. Nothing of the profile changes."""
    from consortia.what_if.asking import Addition, best_ideas, what_if  # noqa: PLC0415  NumPy is slow to import

    organisation, at = get_object_or_404(Organisation.objects.of(request.user).active(), pk=pk), timezone.now()
    is_asked = any(name in request.GET for name in WhatIfForm.base_fields)
    form = WhatIfForm(request.GET if is_asked else None, organisation=organisation)
    context = {
        "organisation": organisation,
        "form": form,
        "is_asked": is_asked and form.is_valid(),
        "may_edit": request.user.has_perm("mutuals.edit_organisation", organisation),
    }
    if context["is_asked"]:
        addition = Addition(**form.cleaned_data)
        context |= {"addition": addition, "answer": what_if(organisation, addition, at)}
    else:
        services, places = best_ideas(organisation, at)
        context |= {"services": services, "places": places}
    return render(request, "consortia/what_if.html", context)
