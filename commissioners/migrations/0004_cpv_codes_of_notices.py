"""The CPV codes of opportunities that were imported before these were kept, from the notices that are still here."""

import re

from django.db import migrations

CODE = re.compile(r"([0-9]{8})(-[0-9])?")


def _dicts(thing):
    return [each for each in thing if isinstance(each, dict)] if isinstance(thing, list) else []


def _codes(holder):
    """CPV codes of an item, or of what holds items."""
    given = _dicts(holder.get("additionalClassifications"))
    if isinstance(holder.get("classification"), dict):
        given.append(holder["classification"])
    for each in given:
        scheme, code = str(each.get("scheme") or "").upper(), CODE.fullmatch(str(each.get("id") or "").strip())
        if code and (scheme.startswith("CPV") or not scheme):
            yield code[1]


def codes_of(raw) -> set[str]:
    """Eight-digit codes of the tender of a release; of its awards where the tender names none."""
    tender = raw.get("tender") if isinstance(raw.get("tender"), dict) else {}
    of_tender = {code for holder in (tender, *_dicts(tender.get("items"))) for code in _codes(holder)}
    if of_tender:
        return of_tender
    return {code for award in _dicts(raw.get("awards")) for item in _dicts(award.get("items")) for code in _codes(item)}


def fill(apps, schema_editor):
    """As an import would have: remembered as imported, so that the next one may bring them up to date."""
    Opportunity = apps.get_model("commissioners", "Opportunity")
    Notice = apps.get_model("commissioners", "Notice")
    found: dict[int, set[str]] = {}
    notices = Notice.objects.exclude(opportunity=None).values_list("opportunity", "raw")
    for pk, raw in notices.iterator(chunk_size=500):
        if isinstance(raw, dict):
            found.setdefault(pk, set()).update(codes_of(raw))
    rows = Opportunity.objects.filter(pk__in=[pk for pk, codes in found.items() if codes], cpv_codes=[])
    for opportunity in rows.only("imported", "cpv_codes").iterator(chunk_size=500):
        opportunity.cpv_codes = sorted(found[opportunity.pk])
        opportunity.imported = {**opportunity.imported, "cpv_codes": opportunity.cpv_codes}
        opportunity.save(update_fields=["cpv_codes", "imported"])


def forget(apps, schema_editor):
    """What was imported is forgotten; what a person entered stays."""
    Opportunity = apps.get_model("commissioners", "Opportunity")
    rows = Opportunity.objects.filter(imported__has_key="cpv_codes")
    for opportunity in rows.only("imported", "cpv_codes").iterator(chunk_size=500):
        written = opportunity.imported.pop("cpv_codes")
        if opportunity.cpv_codes == written:
            opportunity.cpv_codes = []
        opportunity.save(update_fields=["cpv_codes", "imported"])


class Migration(migrations.Migration):
    dependencies = [("commissioners", "0003_from_intention_to_award_and_after")]

    operations = [migrations.RunPython(fill, forget)]
