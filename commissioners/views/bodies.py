"""What the people of a commissioning body see and write about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import bodies
from commissioners.bodies import own_opportunities
from commissioners.forms.bodies import PrioritiesForm

from .access import get_body


@require_http_methods(["GET", "HEAD", "POST"])
def body_edit(request, pk):
    """Publish priorities."""
    body = get_body(request.user, pk, to="change_body")
    form = PrioritiesForm(request.POST if request.method == "POST" else None, body=body)
    if request.method == "POST" and form.is_valid():
        bodies.save_priorities(body=body, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Your priorities are published.")
        return redirect(body)
    context = {"form": form, "body": body, "back_url": body.get_absolute_url()}
    return render(request, "commissioners/body_edit.html", context)


@require_safe
def my_opportunities(request):
    """The opportunities of the bodies that the person acts for, drafts first."""
    context = own_opportunities(user=request.user, at=timezone.now(), page=request.GET.get("page"))
    return render(request, "commissioners/my_opportunities.html", context)
