"""The guide with which a new portal begins, for commissioners: general, and true of every installation.

Its statements are those of the report *Partnerships for Better Public Services* (May 2018), its companion page, and of
the law as it is in 2026. Staff change or withdraw it as any other page.
"""

import datetime as dt
import uuid

from django.db import migrations
from django.utils import timezone

KEY = uuid.UUID("0b1c5a66-8a0e-4f0e-9c4f-7a6f0f5f2d33")
TEXT = """A public service mutual has left the public sector, goes on delivering public services with a positive social impact in mind, and gives its staff a significant degree of influence or control. About 120 were known in England in 2018. Just over half of them worked in health and social care; the others in services for children and young people, education, culture and leisure, probation, employment advice and more.

Why it matters to whoever buys

The social value of a Mutual is not an extra that a contract has to ask for: delivering public services for a positive social impact is part of what it is, and those who deliver the service have a say in how it is run. What that is worth in your place is for you to ask and for each provider to show: let them describe it in their own words and say how they measure it.

What you can do

Be open to consortia, and say so early. Mutuals that partner can offer more places, more services and more capacity together than each of them alone, but forming a partnership takes time. A pipeline notice, a notice of early engagement or a market event gives them that time.

Ask what small balance sheets can answer. Questions about turnover and guarantees that only the largest can meet leave out those whom you may want to hear from.

Think of pilots. A small beginning shows what works before everything is bought.

Use the law that there is. The Public Services (Social Value) Act 2012 asks you to consider social value before you buy. Central government bodies are asked to give it at least 10 % of the weight (PPN 002). Some contracts for light touch services can be reserved for public service mutuals under section 33 of the Procurement Act 2023, for up to five years; a Mutual in this portal need not meet its tests.

Look after the partnership between you and the provider. Commissioners told the report that it matters as much as the partnership among providers.

Where this is from

Partnerships for Better Public Services, May 2018, and the law as it stood in 2026. This is general guidance, not legal advice."""
SUMMARY = (
    "What public service mutuals are, why their social value matters to whoever buys, and what commissioners can do so "
    "that they can bid, alone and together."
)


def add(apps, schema_editor):
    at = timezone.now()
    apps.get_model("support_requests", "KnowledgePage").objects.create(
        form_key=KEY,
        kind="guide",
        state="published",
        title="The social value of Mutuals: a guide for commissioners",
        summary=SUMMARY,
        text=TEXT,
        audience="commissioners",
        topics=["section_33", "social_value", "consortia"],
        review_by=at.date() + dt.timedelta(days=365),
        changed_at=at,
        published_at=at,
    )


def take_away(apps, schema_editor):
    apps.get_model("support_requests", "KnowledgePage").objects.filter(form_key=KEY).delete()


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0010_knowledge")]

    operations = [migrations.RunPython(add, take_away)]
