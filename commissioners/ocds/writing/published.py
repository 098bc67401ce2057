"""What is published of an opportunity: everything that a release is made of, and nothing that is not public.

Where a field holds a row (`facts`), only its columns are read; whoever makes these reads the database.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Body:
    """A public buyer; identifiers as (scheme, number)."""

    name: str
    identifiers: tuple[tuple[str, str], ...] = ()
    buyer_class: str = ""
    website: str = ""


@dataclass(frozen=True)
class Term:
    """A service or a place, by code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Delivery:
    """What is delivered, and where; no places and not nationwide: not said."""

    services: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()  # regions, then districts
    is_nationwide: bool = False


@dataclass(frozen=True)
class PublishedLot:
    """A lot: `facts` has its columns, from number and title to outcome and outcome_reason."""

    facts: Any
    delivery: Delivery


@dataclass(frozen=True)
class Supplier:
    """Who won; `identifier` is scheme and number as published."""

    name: str
    identifier: str = ""
    is_small: bool | None = None
    is_voluntary: bool | None = None
    is_lead: bool | None = None  # of several that won together


@dataclass(frozen=True)
class PublishedAward:
    """A contract awarded. Money in pounds without VAT; `lots` are their numbers."""

    reference: str
    title: str
    awarded_on: dt.date | None
    value: Decimal | None
    lots: tuple[str, ...]
    delivery: Delivery
    suppliers: tuple[Supplier, ...]
    is_joint: bool | None = None
    bids_received: int | None = None
    voluntary_bids_received: int | None = None
    standstill_ends_on: dt.date | None = None
    entered_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    may_extend_to: dt.date | None = None
    relied_on_section_33: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Amendment:
    """A change after publication: which version it made, what changed, and why if that was said."""

    at: dt.datetime
    version: int | None
    changed: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Enquiry:
    """An answered question, in the buyer's wording. Of when it was asked the day only; of who asked nothing."""

    number: str
    asked_on: dt.date
    text: str
    answer: str
    answered_at: dt.datetime


@dataclass(frozen=True)
class Document:
    """A file that the buyer put on the opportunity, at a public address."""

    number: str
    title: str
    url: str
    content_type: str
    published_at: dt.datetime


@dataclass(frozen=True)
class Related:
    """Another process, or a notice, about the same procurement: by its ocid, by its page, or by both."""

    ocid: str = ""
    url: str = ""


@dataclass(frozen=True)
class Published:
    """An opportunity that is public. `facts` has its columns; `page` is its address in the portal."""

    ocid: str
    facts: Any
    page: str
    buyer: Body
    joint_buyers: tuple[Body, ...]
    lots: tuple[PublishedLot, ...]
    awards: tuple[PublishedAward, ...]
    amendments: tuple[Amendment, ...]
    related: tuple[Related, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    documents: tuple[Document, ...] = ()
