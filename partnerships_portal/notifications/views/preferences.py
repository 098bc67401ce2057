"""How messages reach a person: how soon, whether at all, and whether the address works."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications import actions
from partnerships_portal.notifications.forms import PreferencesForm
from partnerships_portal.notifications.kinds import ALL_SUMMARIES, CATEGORIES
from partnerships_portal.notifications.marks import read_unsubscribe_token


@require_http_methods(["GET", "HEAD", "POST"])
def message_preferences(request):
    """How soon e-mails of each category come."""
    categories = actions.categories_for(request.user)
    form = PreferencesForm(
        request.POST or None,
        categories=[each for each in categories if not each.is_fixed],
        frequencies=actions.frequencies_of(request.user),
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(person=request.user, frequencies=form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Your choices are saved.")
        return redirect("message_preferences")
    fixed = [each for each in categories if each.is_fixed]
    return render(request, "notifications/preferences_edit.html", {"form": form, "fixed": fixed})


@csrf_exempt  # mail programs post here by themselves, signed in nowhere (RFC 8058); the token says who and what
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Turn off what an e-mail was about. Looking at the page changes nothing: mail scanners open every link."""
    read = read_unsubscribe_token(token)
    if read is None or not (read[1] == ALL_SUMMARIES or read[1] in CATEGORIES):
        raise Http404("The link is not one of ours")
    person_id, what = read
    if request.method == "POST":
        person = User.objects.filter(pk=person_id).first()
        if person:  # an account that is gone gets no e-mails either
            actions.stop(person=person, what=what, at=timezone.now())
    context = {"category": CATEGORIES.get(what), "is_done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)


@require_POST
def address_try_again(request):
    """The person says that the address works again."""
    if actions.try_again(person=request.user, by=request.user, at=timezone.now()):
        messages.success(request, f"We write to {request.user.email} again from the next message on.")
    return redirect("inbox")
