"""What a decision of programme staff rests on, as text that can be kept and compared later."""

from dataclasses import dataclass

from django.utils.formats import date_format

from .models import Organisation, ThreePartDefinition
from .three_parts import PARTS

# Fields of an organisation that its verification rests on; a change has it checked again.
RESTS_ON = ("name", "kind", "legal_form", "parent_body", "spun_out_on", "company_number", "charity_number")
LABELS = {
    "name": "Name",
    "kind": "Kind",
    "legal_form": "Legal form",
    "base": "Main office",
    "parent_body": "Public body that it left",
    "spun_out_on": "Left the public sector on",
    "company_number": "Companies House number",
    "charity_number": "Charity number",
    **{part.key: part.question for part in PARTS},
    **{f"{part.key}_evidence": part.evidence for part in PARTS},
}


@dataclass(frozen=True)
class Difference:
    """One thing as it was at a decision and as it is now."""

    key: str
    label: str
    before: str | None  # None: it was not kept at that time
    now: str

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.now


def snapshot(organisation: Organisation, definition: ThreePartDefinition | None = None) -> dict[str, str]:
    """field -> text, for what an admission rests on, and with a definition for what that rests on."""
    base = " ".join(str(part) for part in (organisation.base_postcode, organisation.base_authority) if part)
    kept = {
        "name": organisation.name,
        "kind": organisation.get_kind_display(),
        "legal_form": organisation.get_legal_form_display(),
        "base": base,
        "parent_body": organisation.parent_body,
        "spun_out_on": date_format(organisation.spun_out_on, "j F Y") if organisation.spun_out_on else "",
        "company_number": organisation.company_number,
        "charity_number": organisation.charity_number,
    }
    if definition:
        for part in PARTS:
            answer = getattr(definition, part.key)
            kept[part.key] = "" if answer is None else ("Yes" if answer else "No")
            kept[f"{part.key}_evidence"] = getattr(definition, f"{part.key}_evidence")
    return kept


def differences(before: dict[str, str], now: dict[str, str]) -> list[Difference]:
    """Each thing that is known now beside what it was, in the order of LABELS."""
    return [Difference(key, LABELS[key], before.get(key), now[key]) for key in LABELS if key in now]
