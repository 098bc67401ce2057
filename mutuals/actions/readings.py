"""Why programme staff read what an organisation keeps from others, and who read it."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from mutuals.models import DeclaredPurpose, Organisation
from mutuals.viewers import Opening, Viewer
from mutuals.visibility import SECTIONS_BY_KEY
from partnerships_portal.accounts.audit import record

SAME_READING_MINUTES = 15  # a page that is opened again within this time is one reading

READ = """
INSERT INTO mutuals_reading
    (at, reader_id, organisation_id, sections, purpose, reader_for_id, consortium_id, consortium_title)
SELECT %(at)s, %(reader)s, look.organisation, look.sections, look.purpose, look."to", look.consortium, look.title
FROM jsonb_to_recordset(%(looks)s::jsonb) AS look(
    organisation bigint, sections varchar[], purpose varchar, "to" bigint, consortium bigint, title varchar
)
WHERE NOT EXISTS (
    SELECT 1 FROM mutuals_reading same
    WHERE same.organisation_id = look.organisation AND same.at > %(since)s AND same.reader_id = %(reader)s
        AND same.sections = look.sections AND same.purpose = look.purpose
        AND same.consortium_id IS NOT DISTINCT FROM look.consortium
)
"""


@dataclass(frozen=True)
class Look:
    """Restricted sections of one organisation that are shown to somebody not of it.

    `sections` holds keys of mutuals.visibility.SECTIONS, "definition" or "evidence" (files). `purpose` is one of
    models.Purpose for programme staff; for a partner `opening` says through which consortium they are shown.
    """

    organisation_id: int
    sections: tuple[str, ...]
    purpose: str = ""
    opening: Opening | None = None

    def as_json(self) -> dict:
        shown = {"organisation": self.organisation_id, "sections": sorted(self.sections), "purpose": self.purpose}
        through = self.opening
        if through is None:
            return shown | {"title": ""}
        return shown | {"to": through.to, "consortium": through.consortium, "title": through.name}


@transaction.atomic
def declare_purpose(*, organisation: Organisation, purpose: str, note: str, by, at) -> DeclaredPurpose:
    """Open one organisation's restricted sections to a member of programme staff for a working day.

    `purpose` is one of models.Purpose. The same words again while they are live change nothing.
    """
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)  # one declaration at a time
    same = DeclaredPurpose.objects.filter(person=by, organisation=organisation, purpose=purpose, note=note)
    live = same.filter(declared_at__lte=at, expires_at__gt=at).order_by("-declared_at", "-pk").first()
    if live is not None:
        return live
    record(actor=by, action="purpose_declared", target=organisation, at=at, purpose=purpose)
    return DeclaredPurpose.objects.create(
        person=by,
        organisation=organisation,
        purpose=purpose,
        note=note,
        declared_at=at,
        expires_at=at + dt.timedelta(hours=settings.PURPOSE_HOURS),
    )


def log_reading(*, reader, organisation: Organisation, sections, purpose: str = "", at) -> bool:
    """Note one look, as `log_readings` does; returns whether it was new."""
    return bool(log_readings(reader=reader, looks=[Look(organisation.pk, tuple(sections), purpose)], at=at))


def log_readings(*, reader, looks: Iterable[Look], at) -> int:
    """Note what of which organisations was shown to somebody not of them; returns how many looks were new.

    Call it in the request that shows them. A look at no sections is none. The same reading within
    SAME_READING_MINUTES is noted once. One query, or none where there is nothing to note.
    """
    noted = [look.as_json() for look in looks if look.sections]
    if not noted:
        return 0
    since = at - dt.timedelta(minutes=SAME_READING_MINUTES)
    with connection.cursor() as cursor:
        cursor.execute(READ, {"at": at, "since": since, "reader": reader.pk, "looks": json.dumps(noted)})
        return cursor.rowcount


def looks_at(organisation: Organisation, keys, *, viewer: Viewer) -> list[Look]:
    """The looks of a viewer who was shown restricted sections with these keys: with a purpose, or as a partner."""
    purpose = viewer.purposes.get(organisation.pk, "")
    if purpose:
        return [Look(organisation.pk, tuple(keys), purpose)]
    through: dict[Opening, list[str]] = {}
    for key in keys:
        for opening in viewer.openings(SECTIONS_BY_KEY[key], organisation):
            through.setdefault(opening, []).append(key)
    return [Look(organisation.pk, tuple(sections), opening=opening) for opening, sections in through.items()]
