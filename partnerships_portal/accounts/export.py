"""What the portal holds about one person, from the register: to be read on a page, and to be taken away."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from . import register
from .erasure import whose_is
from .models import User
from .register import Holding, Whose


@dataclass(frozen=True)
class Held:
    """What is held of one kind: how much, or the rows themselves, each as [(label, name of the field, value)]."""

    holding: Holding
    count: int
    rows: tuple[tuple[tuple[str, str, object], ...], ...] = ()


def summary(person: User) -> dict[str, list[Held]]:
    """Group -> how much is held of each kind, those of which there is something; one query a kind."""
    whose = whose_is(person)
    counted = [Held(holding, holding.rows(whose).count()) for holding in _given()]
    return _grouped(held for held in counted if held.count)


def everything(person: User) -> dict[str, list[Held]]:
    """Group -> all rows of each kind."""
    whose = whose_is(person)
    return _grouped(held for holding in _given() if (held := _held(holding, whose)).count)


def archive(person: User, *, at: dt.datetime) -> bytes:
    """A zip file of two files that say the same: one to read, one for machines."""
    groups = everything(person)
    not_given = [holding for holding in register.holdings() if holding.not_given]
    context = {"groups": groups, "not_given": not_given, "person": person, "at": at}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("what-we-hold-about-me.html", render_to_string("account/data_export.html", context))
        zipped.writestr("what-we-hold-about-me.json", _as_json(groups, at))
    return file.getvalue()


def _given() -> list[Holding]:
    return [holding for holding in register.holdings() if holding.model and holding.mine and not holding.not_given]


def _grouped(all_held: Iterable[Held]) -> dict[str, list[Held]]:
    groups: dict[str, list[Held]] = {}
    for held in all_held:
        groups.setdefault(held.holding.group, []).append(held)
    return groups


def _held(holding: Holding, whose: Whose) -> Held:
    model = holding.model_class()
    fields = [model._meta.get_field(name) for name in (holding.given or holding.fields)]
    related = [field.name for field in fields if isinstance(field, models.ForeignKey)]
    many = [field.name for field in fields if field.many_to_many]
    rows = holding.rows(whose).select_related(*related).prefetch_related(*many).order_by("pk")
    given = tuple(tuple((_label(field), field.name, _value(row, field)) for field in fields) for row in rows)
    return Held(holding, len(given), given)


def _label(field) -> str:
    words = str(getattr(field, "verbose_name", field.name))
    return words[:1].upper() + words[1:]


def _value(row, field):
    """What a person can read: names for things, words for choices."""
    if field.many_to_many:
        return [str(each) for each in getattr(row, field.name).all()]
    if getattr(field, "choices", None):
        return getattr(row, f"get_{field.name}_display")()
    value = getattr(row, field.name)
    return str(value) if isinstance(value, models.Model) else value


def _as_json(groups: dict[str, list[Held]], at: dt.datetime) -> str:
    said = {
        group: [
            {
                "what": held.holding.what,
                "why": held.holding.why,
                "kept": str(held.holding.kept),
                "rows": [{name: value for _, name, value in row} for row in held.rows],
            }
            for held in all_held
        ]
        for group, all_held in groups.items()
    }
    return json.dumps({"made_at": at, "data": said}, default=_plain, ensure_ascii=False, indent=2)


def _plain(value) -> str:
    return value.isoformat() if isinstance(value, dt.datetime | dt.date) else str(value)


def in_words(value) -> str:
    """A value as the page and the file to read show it."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {in_words(each)}" for key, each in value.items())
    return str(value)
