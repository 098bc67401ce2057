"""What the members of a consortium of the demonstration write to each other, keep together and have to do."""

import datetime as dt
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count
from django.utils import timezone

from consortia.models import (
    Consortium,
    ConsortiumMember,
    ConsortiumMessage,
    SharedAction,
    SharedDocument,
    SharedVersion,
)
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.documents.actions import remove_file, store_file
from partnerships_portal.documents.models import StoredFile

from .talking import pdf

DAY = dt.timedelta(days=1)
MESSAGES = (  # days ago, subject, text
    (
        12,
        "First meeting",
        "Thank you all for coming. The minutes are with the documents. We meet again in three weeks.",
    ),
    (6, "Who talks to the council", "They asked whom to ring.\n\nShall it be one of us, or all three in turn?"),
    (5, "Who talks to the council", "One of us is easier for them. We can do it until the summer, then somebody else."),
    (1, "Visit to the youth clubs", "Wednesday suits most. Who can bring two of the young people?"),
)
VERSIONS = (  # days ago, what is new, lines of the file
    (10, "First draft, for discussion", ("Partnership agreement, draft 1", "Who we are, and what each brings.")),
    (
        3,
        "With what we said about staff and about leaving",
        ("Partnership agreement, draft 2", "Who we are, what each brings, staff, and how one of us can leave."),
    ),
)
MINUTES = ("Minutes of the first meeting", "minutes.pdf", ("Minutes", "We agreed to meet every three weeks."))
DONE, OWN, OTHERS, ASKED, FREE = range(5)
ACTIONS = (  # whose, what, days until it is due
    (DONE, "Send everybody the minutes", -6),
    (OWN, "Ask our lawyer to read the draft agreement", 2),
    (OTHERS, "Find a date for the visit to the youth clubs", -1),
    (ASKED, "List the buildings that we could share in the evening", 9),
    (FREE, "Find out what insurance each of us has", None),
)


def ensure(*, member: Organisation, at: dt.datetime) -> None:
    """Make them in the largest active consortium of the organisation, where nobody has written yet."""
    own = Consortium.objects.filter(state=Consortium.State.ACTIVE, members__organisation=member, is_demo=True)
    consortium = own.annotate(size=Count("members__consortium__members")).order_by("-size", "pk").first()
    person = User.objects.filter(memberships__organisation=member).order_by("pk").first()
    if consortium is None or person is None or consortium.messages.exists():
        return
    present = ConsortiumMember.objects.present().filter(consortium=consortium).select_related("organisation")
    seats = sorted(present, key=lambda seat: (seat.organisation_id != member.pk, seat.pk))
    people = {
        seat.pk: User.objects.filter(memberships__organisation=seat.organisation).order_by("pk").first() or person
        for seat in seats
    }
    _write(seats, people, at)
    _keep("Partnership agreement", "agreement.pdf", VERSIONS, seats, people, at)
    title, name, lines = MINUTES
    _keep(title, name, ((11, "", lines),), seats, people, at)
    _plan(consortium, seats, people, at)


def remove(consortia) -> None:
    """Delete the documents of these, with their files."""
    versions = SharedVersion.objects.filter(document__consortium__in=consortia)
    files = list(StoredFile.objects.filter(shared_version__in=versions))
    versions.delete()
    for stored in files:
        remove_file(stored=stored)


def _write(seats: list[ConsortiumMember], people: dict, at: dt.datetime) -> None:
    for number, (days, subject, text) in enumerate(MESSAGES):
        seat = seats[(number + 1) % len(seats)]
        ConsortiumMessage.objects.create(
            consortium_id=seat.consortium_id,
            member=seat,
            subject=subject,
            text=text,
            written_by=people[seat.pk],
            written_at=at - days * DAY,
            form_key=uuid.uuid4(),
        )


def _keep(title: str, name: str, versions, seats: list[ConsortiumMember], people: dict, at: dt.datetime) -> None:
    made = {"title": title, "created_at": at - versions[0][0] * DAY}
    document = SharedDocument.objects.create(consortium_id=seats[0].consortium_id, **made)
    for number, (days, note, lines) in enumerate(versions, start=1):
        seat, added_at = seats[number % len(seats)], at - days * DAY
        by = people[seat.pk]
        SharedVersion.objects.create(
            document=document,
            number=number,
            member=seat,
            file=store_file(upload=SimpleUploadedFile(name, pdf(lines)), by=by, at=added_at),
            note=note,
            added_by=by,
            added_at=added_at,
            form_key=uuid.uuid4(),
        )


def _plan(consortium: Consortium, seats: list[ConsortiumMember], people: dict, at: dt.datetime) -> None:
    own, other, since = seats[0], seats[-1], at - 8 * DAY
    for whose, what, days in ACTIONS:
        holder = {DONE: own, OWN: own, OTHERS: other, ASKED: own}.get(whose)
        by = people[(own if whose == OWN else other).pk]
        action = SharedAction(consortium=consortium, what=what, changed_at=since, changed_by=by)
        action.changed_for = (own if whose == OWN else other).organisation
        action.due_on = timezone.localdate(at + days * DAY) if days is not None else None
        if holder:
            action.owner, action.asked_at = holder.organisation, since
        if holder and whose != ASKED:
            action.accepted_at, action.accepted_by = since, people[holder.pk]
        if whose == DONE:
            action.done_at, action.done_by, action.done_for = at - 7 * DAY, people[own.pk], own.organisation
        action.save()
