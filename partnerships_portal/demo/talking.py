"""Questions and documents of the opportunities of the demonstration's council."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from commissioners.choices import Source, State
from commissioners.models import CommissioningBody, Opportunity, OpportunityDocument, Question
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.documents.actions import remove_file, store_file
from partnerships_portal.documents.models import StoredFile

DAY = dt.timedelta(days=1)
MOST = 3  # opportunities of the council that get some
ASKED = (
    (
        "Would you accept tenders for one district only, if we find partners for the others?",
        "Yes. Say in your tender which districts you would serve. Partners can join until the deadline for tenders.",
    ),
    (
        "Do staff who work in the service today transfer to the new provider?",
        "We expect that some do. Numbers and terms will be in the tender documents; they are not settled yet.",
    ),
    (
        "Can a group of organisations show its experience together, or must each have three years of its own?",
        "Together is enough. Name who brings which experience.",
    ),
)
WAITING = "Is the use of your buildings in the evening part of the price, or charged to the provider?"
SPECIFICATION = (
    "Draft specification, for comment",
    "specification.pdf",
    (
        "Draft specification",
        "What people should notice: someone they know, near where they live, in time.",
        "Please say what would keep a small provider, or several together, from offering this.",
    ),
)
VENUES = ("Buildings that can be used", "buildings.csv", "building,hours a week\nNorth hall,20\nQuay room,35\n")


def ensure(*, body: CommissioningBody, asker: Organisation, at: dt.datetime) -> None:
    """Make them where the council's opportunities have no questions yet: what people did since stays."""
    live = Opportunity.objects.filter(
        body=body, source=Source.PORTAL, state__in=[State.EARLY_ENGAGEMENT, State.OPEN], published_at__lt=at - 5 * DAY
    )
    officer = User.objects.filter(body_memberships__body=body).order_by("pk").first()
    if officer is None or Question.objects.filter(opportunity__body=body).exists():
        return
    person = User.objects.filter(memberships__organisation=asker).order_by("pk").first()
    for opportunity in live.order_by("-published_at", "pk")[:MOST]:
        _ask(opportunity, person, officer, at)
        _put(opportunity, SPECIFICATION[0], SPECIFICATION[1], pdf(SPECIFICATION[2]), officer, at)
        _put(opportunity, VENUES[0], VENUES[1], VENUES[2].encode(), officer, at)


def remove(opportunities) -> None:
    """Delete the documents of these, with their files."""
    documents = OpportunityDocument.objects.filter(opportunity__in=opportunities)
    files = list(StoredFile.objects.filter(opportunity_document__in=documents))
    documents.delete()
    for stored in files:
        remove_file(stored=stored)


def pdf(lines: tuple[str, ...]) -> bytes:
    """A page with these lines, as the smallest PDF that every reader opens. Plain letters only."""
    text = "BT /F1 12 Tf 14 TL 60 760 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    written, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{written}{end}startxref\n{len(written)}\n%%EOF\n".encode("ascii")


def _ask(opportunity, person, officer, at) -> None:
    answered = [
        Question(
            opportunity=opportunity,
            text=text,
            published_text=text,
            answer=answer,
            state=Question.State.ANSWERED,
            asked_at=at - (days + 2) * DAY,
            answered_at=at - days * DAY,
            answered_by=officer,
        )
        for days, (text, answer) in enumerate(ASKED, start=1)
    ]
    waiting = Question(opportunity=opportunity, asked_by=person, text=WAITING, asked_at=at - DAY)
    Question.objects.bulk_create([*answered, waiting])


def _put(opportunity, title: str, name: str, content: bytes, officer, at) -> None:
    stored = store_file(upload=SimpleUploadedFile(name, content), by=officer, at=at - 4 * DAY)
    OpportunityDocument.objects.create(
        opportunity=opportunity, file=stored, title=title, added_at=at - 4 * DAY, added_by=officer
    )
