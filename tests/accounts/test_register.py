"""Promises about the register of personal data: nothing about people is kept that is not in it."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from partnerships_portal.accounts import register, tidying
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.register import Erasure, Period

LOOKS_PERSONAL = re.compile(
    r"(^|_)(names?|e?mail|phone|mobile|telephone|address|message|note|ip|user_agent|postcode|birth)"
)


def looks_personal(field) -> bool:
    """Points to a person, holds an address, or is called like something that a person has."""
    if getattr(field, "remote_field", None) and field.related_model is User:
        return True
    return isinstance(field, models.EmailField | models.GenericIPAddressField) or bool(
        LOOKS_PERSONAL.search(field.name)
    )


def own_fields(model):
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def test_every_field_that_may_be_about_a_person_is_declared():
    found = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in own_fields(model)
        if looks_personal(field)
        and not (field.many_to_many and field.remote_field.through._meta.auto_created)  # its table is listed itself
    }
    missing = sorted(f"{model}.{name}" for model, name in found - register.declared_fields())
    assert not missing, f"declare in personal_data.py of the app what, why and how long: {', '.join(missing)}"


def test_nothing_is_declared_that_is_not_there():
    for model, name in register.declared_fields():
        if model:
            try:
                apps.get_model(model)._meta.get_field(name)
            except (LookupError, FieldDoesNotExist):
                pytest.fail(f"{model}.{name} is declared and not there")


@pytest.mark.parametrize("holding", register.holdings(), ids=lambda holding: f"{holding.model} {holding.what[:40]}")
def test_every_entry_says_how_one_is_given_it_or_why_not_and_what_erasure_does(holding):
    assert bool(holding.mine) != bool(holding.not_given)
    if holding.erasure is Erasure.DELETED:
        assert holding.mine or holding.erase
    if holding.erasure is Erasure.REPLACED:
        assert holding.erase, "somebody has to replace it"


def test_every_period_of_the_register_is_applied_by_a_rule():
    applied = {rule.period for rule in tidying.rules()}
    for holding in register.holdings():
        if isinstance(holding.kept, Period):
            assert holding.kept in applied, holding.what


def test_what_a_person_is_given_names_nobody_else():
    for holding in register.holdings():
        if not holding.mine:
            continue
        for name in holding.given or holding.fields:
            field = holding.model_class()._meta.get_field(name)
            assert field.related_model is not User, f"{holding.model}.{name} would show another person"
