"""The organisation's side of reserved contracts: for its own people, under its address."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions import qualifying
from commissioners.forms.qualifying import ContractForm, TestsForm, VersionForm
from commissioners.legal.own import answers_of, check_page, own_page
from commissioners.legal.reading import RELATED
from commissioners.models import Opportunity
from mutuals.models import Organisation
from partnerships_portal.accounts.transitions import NotPossible


def _organisation(user, pk, *, to: str) -> Organisation:
    """The organisation, or 404; 403 where the person may not do `to` for it."""
    organisation = get_object_or_404(Organisation.objects.visible_to(user).defer("public_search"), pk=pk)
    if not user.has_perm(f"commissioners.{to}", organisation):
        raise PermissionDenied
    return organisation


@require_safe
def reserved_contracts(request, pk):
    """The tests, the contracts, and for which reserved opportunities the organisation would qualify."""
    organisation = _organisation(request.user, pk, to="read_qualifying")
    return render(request, "commissioners/qualifying_detail.html", own_page(organisation, user=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def qualifying_tests(request, pk):
    """Answer the tests."""
    organisation = _organisation(request.user, pk, to="answer_qualifying")
    form = TestsForm(request.POST or None, answers=answers_of(organisation))
    if request.method == "POST" and form.is_valid() and _tests_saved(form, organisation, request.user):
        messages.success(request, "Your answers are saved.")
        return redirect("reserved_contracts", pk)
    return render(request, "commissioners/qualifying_tests.html", {"organisation": organisation, "form": form})


def _tests_saved(form, organisation, user) -> bool:
    return _done(form, organisation, lambda **said: qualifying.answer_tests(values=form.values, **said), user)


@require_http_methods(["GET", "HEAD", "POST"])
def reserved_contract_edit(request, pk, contract_pk=None):
    """Add a reserved contract, or change one."""
    organisation = _organisation(request.user, pk, to="answer_qualifying")
    contract = get_object_or_404(organisation.reserved_contracts, pk=contract_pk) if contract_pk else None
    form = ContractForm(request.POST or None, answers=answers_of(organisation), contract=contract)
    if request.method == "POST" and form.is_valid() and _contract_saved(form, organisation, contract, request.user):
        messages.success(request, "The contract is saved.")
        return redirect("reserved_contracts", pk)
    context = {"organisation": organisation, "form": form, "contract": contract}
    return render(request, "commissioners/reserved_contract_form.html", context)


def _contract_saved(form, organisation, contract, user) -> bool:
    def save(**said):
        services = form.cleaned_data["services"]
        qualifying.save_contract(contract=contract, values=form.values, services=services, **said)

    return _done(form, organisation, save, user)


@require_http_methods(["GET", "HEAD", "POST"])
def reserved_contract_remove(request, pk, contract_pk):
    """Take a contract off the list."""
    organisation = _organisation(request.user, pk, to="answer_qualifying")
    contract = get_object_or_404(organisation.reserved_contracts.select_related("organisation"), pk=contract_pk)
    if request.method == "POST":
        qualifying.remove_contract(contract=contract, by=request.user, at=timezone.now())
        messages.success(request, "The contract is removed.")
        return redirect("reserved_contracts", pk)
    context = {"organisation": organisation, "contract": contract}
    return render(request, "commissioners/reserved_contract_remove.html", context)


@require_POST
def reserved_contracts_state(request, pk):
    """Say that the list is whole."""
    organisation = _organisation(request.user, pk, to="answer_qualifying")
    form = VersionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Open this page again before you say that the list is whole.")
    elif _done(form, organisation, lambda **said: qualifying.state_whole_list(**said), request.user):
        messages.success(request, "You said that this is the whole list.")
    else:
        messages.error(request, str(form.non_field_errors()[0]))
    return redirect("reserved_contracts", pk)


@require_safe
def reserved_contract_check(request, pk, opportunity_pk):
    """Would the organisation qualify for this opportunity?"""
    organisation = _organisation(request.user, pk, to="read_qualifying")
    opportunities = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    opportunity = get_object_or_404(
        opportunities.prefetch_related(*RELATED, "lots__services").filter(reserved_for__contains=["mutuals"]),
        pk=opportunity_pk,
    )
    return render(request, "commissioners/qualifying_check.html", check_page(organisation, opportunity))


def _done(form, organisation, act, user) -> bool:
    """Whether the action could be done; otherwise the form says why, and names the version that stands now."""
    try:
        act(organisation=organisation, version=form.cleaned_data["version"], by=user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        form.data = form.data.copy()
        answers = answers_of(organisation)
        form.data["version"] = answers.version if answers else 0
        return False
    return True
