"""An opportunity in sections, each saved by itself."""

from .base import SectionForm
from .dates import DatesForm
from .law import LawForm
from .money import MoneyForm
from .what import WhatForm

SECTIONS: dict[str, tuple[str, type[SectionForm]]] = {
    "what": ("What you want to buy", WhatForm),
    "money": ("Money", MoneyForm),
    "dates": ("Dates", DatesForm),
    "law": ("Law and route", LawForm),
}
