"""Why programme staff read what an organisation keeps from others, and who read it."""

import datetime as dt

from django.conf import settings
from django.db import connection, transaction

from mutuals.models import DeclaredPurpose, Organisation
from partnerships_portal.accounts.audit import record

SAME_READING_MINUTES = 15  # a page that is opened again within this time is one reading

READ = """
INSERT INTO mutuals_reading (at, reader_id, organisation_id, sections, purpose)
SELECT %(at)s, %(reader)s, %(organisation)s, %(sections)s::varchar[], %(purpose)s
WHERE NOT EXISTS (
    SELECT 1 FROM mutuals_reading
    WHERE organisation_id = %(organisation)s AND at > %(since)s AND reader_id = %(reader)s
        AND sections = %(sections)s::varchar[] AND purpose = %(purpose)s
)
"""


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
    """Note that restricted sections of an organisation were shown to somebody not of it; returns whether it was new.

    Call it in the request that shows them. `sections` holds keys of mutuals.visibility.SECTIONS, "definition" or
    "evidence" (files); none: nothing was shown and nothing is noted. `purpose` is one of models.Purpose for programme
    staff, empty for an accepted partner. The same reading within SAME_READING_MINUTES is noted once. One query.
    """
    keys = sorted(sections)
    if not keys:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            READ,
            {
                "at": at,
                "since": at - dt.timedelta(minutes=SAME_READING_MINUTES),
                "reader": reader.pk,
                "organisation": organisation.pk,
                "sections": keys,
                "purpose": purpose,
            },
        )
        return bool(cursor.rowcount)
