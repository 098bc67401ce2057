"""The page of a person's own account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships_portal.accounts import actions, second_factor
from partnerships_portal.accounts.forms import NameForm


@require_http_methods(["GET", "HEAD", "POST"])
def your_account(request):
    """What belongs to the account, each with its way to change it."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_name(person=request.user, name=form.cleaned_data["name"], by=request.user, at=timezone.now())
        messages.success(request, "Your name is changed.")
        return redirect("your_account")
    context = {"form": form, "second_step": second_factor.in_words(request.user)}
    return render(request, "account/your_account.html", context)
