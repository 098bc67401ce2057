"""Pages where an organisation decides about its own suggestions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.models import Opportunity
from consortia.actions import suggestions
from consortia.control.choices import choices_of, set_asides
from consortia.control.naming import found_by_name
from consortia.forms.suggestions import MutedForm, PartnerAsideForm, SetAsideForm, SuggestedForm
from consortia.models import MutedReason, NotSuggested, Rival, SetAside
from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited
from partnerships_portal.pages import number_in, page_of

PAGE_SIZE = 20
ASK_AND_DO = ["GET", "HEAD", "POST"]
deciding = limited("suggestions", "120/h/user")  # each decision has one or two organisations matched again


def _own(user, pk) -> Organisation:
    """One of the person's organisations that takes part, or 404."""
    return get_object_or_404(Organisation.objects.of(user).active().defer("public_search"), pk=pk)


def _deciding(user, pk) -> Organisation:
    """The same; 403 for those of its people who only read."""
    organisation = _own(user, pk)
    if not user.has_perm("consortia.decide_suggestions", organisation):
        raise PermissionDenied
    return organisation


@require_safe
def suggestion_choices(request, pk):
    """All that was decided, with a way back for each."""
    organisation = _own(request.user, pk)
    page = page_of(Paginator(set_asides(organisation, timezone.now()), PAGE_SIZE), request.GET.get("page"))
    context = {
        "organisation": organisation,
        "page": page,
        "choices": choices_of(organisation),
        "may_decide": request.user.has_perm("consortia.decide_suggestions", organisation),
    }
    return render(request, "consortia/suggestion_choices.html", context)


@deciding
@require_http_methods(ASK_AND_DO)
def tender_set_aside(request, pk, opportunity_pk):
    """Asks why an opportunity is not for them, then suggests it no more."""
    organisation, at = _deciding(request.user, pk), timezone.now()
    visible = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    opportunity = get_object_or_404(visible, pk=opportunity_pk)
    form = SetAsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = suggestions.set_aside(
            organisation=organisation,
            opportunity=opportunity,
            cause=form.cause,
            until=form.until(at),
            by=request.user,
            at=at,
        )
        return redirect(f"{reverse('organisation_matches', args=[pk])}?set_aside={done.pk}")
    context = {"organisation": organisation, "form": form, "what": opportunity.title}
    return render(
        request, "consortia/set_aside.html", context | {"back_url": reverse("organisation_matches", args=[pk])}
    )


@deciding
@require_http_methods(ASK_AND_DO)
def partner_set_aside(request, pk, partner_pk):
    """Asks why a possible partner is not for them, then suggests it no more; a rival is kept apart both ways."""
    organisation, at = _deciding(request.user, pk), timezone.now()
    others = Organisation.objects.visible_to(request.user).active().exclude(pk=organisation.pk).defer("public_search")
    partner = get_object_or_404(others, pk=partner_pk)
    form = PartnerAsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.is_rival:
            return _named(request, organisation, partner, at)
        done = suggestions.set_aside(
            organisation=organisation, partner=partner, cause=form.cause, until=form.until(at), by=request.user, at=at
        )
        return redirect(f"{reverse('organisation_partners', args=[pk])}?set_aside={done.pk}")
    context = {"organisation": organisation, "form": form, "what": partner.name}
    return render(
        request, "consortia/set_aside.html", context | {"back_url": reverse("organisation_partners", args=[pk])}
    )


@deciding
@require_POST
def suggest_again(request, pk, set_aside_pk):
    """Takes back what was set aside; a second press changes nothing."""
    organisation = _deciding(request.user, pk)
    found = SetAside.objects.filter(organisation=organisation, pk=set_aside_pk).first()
    if found is not None:
        suggestions.suggest_again(set_aside=found, by=request.user, at=timezone.now())
        messages.success(request, f"“{found.opportunity or found.partner}” can be suggested to you again.")
    return redirect(_back(request, pk))


def _back(request, pk) -> str:
    lists = {"matches": "organisation_matches", "partners": "organisation_partners"}
    return reverse(lists.get(request.POST.get("then", ""), "suggestion_choices"), args=[pk])


@deciding
@require_http_methods(ASK_AND_DO)
def rival_name(request, pk):
    """Finds an organisation by its name, then keeps the two apart."""
    organisation = _deciding(request.user, pk)
    others = Organisation.objects.visible_to(request.user).active().exclude(pk=organisation.pk).defer("public_search")
    if request.method == "POST":
        rival = others.filter(pk=number_in(request.POST.get("organisation", ""))).first()
        if rival is None:
            raise Http404
        return _named(request, organisation, rival, timezone.now())
    asked = request.GET.get("name", "").replace("\0", "").strip()  # the database takes no NUL
    context = {"organisation": organisation, "asked": asked, "is_asked": "name" in request.GET}
    found = found_by_name(others, asked) if asked else []
    return render(request, "consortia/rival_name.html", context | {"found": found})


def _named(request, organisation, rival, at):
    suggestions.name_rival(organisation=organisation, rival=rival, by=request.user, at=at)
    messages.success(request, f"{rival} and you are not suggested to each other. They are not told.")
    return redirect("suggestion_choices", organisation.pk)


@deciding
@require_POST
def rival_forget(request, pk, rival_pk):
    """Takes the name back; a second press changes nothing."""
    organisation = _deciding(request.user, pk)
    found = Rival.objects.filter(organisation=organisation, pk=rival_pk).select_related("rival").first()
    if found is not None:
        suggestions.forget_rival(rival=found, by=request.user, at=timezone.now())
        messages.success(request, f"{found.rival} may be suggested to you again.")
    return redirect("suggestion_choices", pk)


@deciding
@require_http_methods(ASK_AND_DO)
def reasons_mute(request, pk):
    """Which reasons are not to be read."""
    organisation = _deciding(request.user, pk)
    muted = MutedReason.objects.filter(organisation=organisation).values_list("determinant", flat=True)
    form = MutedForm(request.POST if request.method == "POST" else None, initial={"muted": list(muted)})
    if request.method == "POST" and form.is_valid():
        determinants = set(form.cleaned_data["muted"])
        suggestions.mute(organisation=organisation, determinants=determinants, by=request.user, at=timezone.now())
        messages.success(request, "Your choice of reasons is kept.")
        return redirect("suggestion_choices", pk)
    return render(request, "consortia/suggestion_choice.html", _asking(organisation, form, "Mute reasons"))


@deciding
@require_http_methods(ASK_AND_DO)
def being_suggested(request, pk):
    """Whether the organisation is suggested to others."""
    organisation = _deciding(request.user, pk)
    now = "no" if NotSuggested.objects.filter(organisation=organisation).exists() else "yes"
    form = SuggestedForm(request.POST if request.method == "POST" else None, initial={"suggested": now})
    if request.method == "POST" and form.is_valid():
        suggested = form.cleaned_data["suggested"] == "yes"
        suggestions.be_suggested(organisation=organisation, suggested=suggested, by=request.user, at=timezone.now())
        said = "can be suggested to others" if suggested else "is not suggested to others any more"
        messages.success(request, f"{organisation} {said}.")
        return redirect("suggestion_choices", pk)
    return render(request, "consortia/suggestion_choice.html", _asking(organisation, form, "Being suggested"))


def _asking(organisation, form, title: str) -> dict:
    back_url = reverse("suggestion_choices", args=[organisation.pk])
    return {"organisation": organisation, "form": form, "title": title, "back_url": back_url}
