"""What an organisation says of itself about reserved contracts. Raises NotPossible where somebody else was quicker."""

from django.db import transaction

from commissioners.models import CommissioningBody, QualifyingAnswers, ReservedContract
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

MEANWHILE = (
    "Someone else changed this while you were writing. Compare what you typed with how it stands now, then save again."
)


@transaction.atomic
def answer_tests(*, organisation, values: dict, version: int, by, at) -> QualifyingAnswers:
    """Keep answers by name of the field. `version`: the one that the person looked at, 0 before the first answer.

    Saying the same again changes nothing.
    """
    answers = _held(organisation, version=version, by=by, at=at)
    changed = [name for name, value in values.items() if getattr(answers, name) != value]
    if changed:
        for name in changed:
            setattr(answers, name, values[name])
        _save(answers, by=by, at=at)
        record(actor=by, action="qualifying_answered", target=organisation, at=at, fields=changed)
    return answers


@transaction.atomic
def state_whole_list(*, organisation, version: int, by, at) -> QualifyingAnswers:
    """Say that the reserved contracts entered are all that the organisation won."""
    answers = _held(organisation, version=version, by=by, at=at)
    answers.stated_contracts_at = at
    _save(answers, by=by, at=at)
    record(actor=by, action="reserved_contracts_stated", target=organisation, at=at)
    return answers


@transaction.atomic
def save_contract(
    *, organisation, contract: ReservedContract | None, values: dict, services, version: int, by, at
) -> ReservedContract:
    """Add a reserved contract, or change it where `contract` is given. A name that is a body's here means that body."""
    answers = _held(organisation, version=version, by=by, at=at)
    is_new = contract is None
    contract = contract or ReservedContract(organisation=organisation, added_at=at, added_by=by)
    for name, value in values.items():
        setattr(contract, name, value)
    contract.body = contract.body or _body_called(contract.body_name)
    contract.save()
    contract.services.set(services)
    _save(answers, by=by, at=at)
    action = "reserved_contract_added" if is_new else "reserved_contract_changed"
    record(actor=by, action=action, target=organisation, at=at, body=contract.body_name)
    return contract


@transaction.atomic
def remove_contract(*, contract: ReservedContract, by, at) -> None:
    """Take a reserved contract off the list. Whoever did so already, it is gone."""
    answers = QualifyingAnswers.objects.select_for_update().filter(organisation=contract.organisation_id).first()
    removed, _ = ReservedContract.objects.filter(pk=contract.pk).delete()
    if removed:
        if answers:
            _save(answers, by=by, at=at)
        record(
            actor=by,
            action="reserved_contract_removed",
            target=contract.organisation,
            at=at,
            body=contract.body_name,
        )


def _held(organisation, *, version: int, by, at) -> QualifyingAnswers:
    """The answers, held until the transaction ends; begun where there are none."""
    answers, is_new = QualifyingAnswers.objects.select_for_update().get_or_create(
        organisation=organisation, defaults={"answered_at": at, "answered_by": by}
    )
    if version != (0 if is_new else answers.version):
        raise NotPossible(MEANWHILE)
    return answers


def _save(answers: QualifyingAnswers, *, by, at) -> None:
    answers.version += 1
    answers.answered_at, answers.answered_by = at, by
    answers.save()


def _body_called(name: str) -> CommissioningBody | None:
    found = CommissioningBody.objects.listed().filter(name__iexact=name.strip())[:2]
    return found[0] if len(found) == 1 else None
