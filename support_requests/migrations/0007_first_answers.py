"""Words and places with which a new portal begins: managers change them on the page of reply templates and pointers."""

import uuid

from django.db import migrations
from django.utils import timezone

# Names from which the keys are made, so that going back takes away exactly these
SPACE = uuid.UUID("5f0c6b1e-3f3f-4b53-9f0b-6a1f64f1c7d2")

TEMPLATES = {
    "We have your request": """Dear {name},

Thank you for asking the programme for support with “{request}”. I look after it from now on. You will hear from us by {decision by} whether we can accept it.

Write here whenever something changes for {organisation}.

{officer}""",
    "We need to know more": """Dear {name},

Before we can decide on “{request}”, we need to know a little more:

- What has to be agreed or sent in, and on which day?
- Who else takes part, and have they agreed to?
- What have you tried or asked already?

Answer here. The clock stands still until you do, so nothing is lost by taking the time that you need.

{officer}""",
    "Can we talk?": """Dear {name},

A short call would help us to understand what {organisation} needs. Which times would suit you this week or next, and who should be there?

{officer}""",
    "We need a little longer": """Dear {name},

We need a little longer with “{request}” than we said. I am sorry about that. It is still with me, and there is nothing that you have to do.

{officer}""",
}
POINTERS = {
    "Offers and requests of other organisations": (
        "/offers/",
        "Organisations that offer to help, share or partner, and what they look for",
    ),
    "Organisations in the directory": ("/organisations/", "Possible partners, by place, service and size"),
    "Opportunities": ("/opportunities/", "What commissioning bodies plan to buy, with their early engagement"),
    "Business support helpline of the government": (
        "https://www.gov.uk/business-support-helpline",
        "Free advice for organisations in England on starting, funding and growing",
    ),
    "Find legal advice": ("https://www.gov.uk/find-legal-advice", "Where to find a solicitor or free legal advice"),
}


def key_of(title):
    return uuid.uuid5(SPACE, title)


def add(apps, schema_editor):
    at = timezone.now()
    template = apps.get_model("support_requests", "ReplyTemplate")
    pointer = apps.get_model("support_requests", "Pointer")
    template.objects.bulk_create(
        template(title=title, text=text, changed_at=at, form_key=key_of(title)) for title, text in TEMPLATES.items()
    )
    pointer.objects.bulk_create(
        pointer(title=title, url=url, about=about, changed_at=at, form_key=key_of(title))
        for title, (url, about) in POINTERS.items()
    )


def take_away(apps, schema_editor):
    for name, titles in (("ReplyTemplate", TEMPLATES), ("Pointer", POINTERS)):
        apps.get_model("support_requests", name).objects.filter(form_key__in=map(key_of, titles)).delete()


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0006_evaluation")]

    operations = [migrations.RunPython(add, take_away)]
