"""Members whose legal form locks what they own, as far as everyone can see it. To be asked, not to be taken as said."""

from collections.abc import Iterable

from mutuals.choices import Kind, LegalForm
from mutuals.models import Organisation
from mutuals.visibility import Visibility

LOCKED: dict[str, str] = {
    LegalForm.CIC_GUARANTEE: "a community interest company",
    LegalForm.CIC_SHARES: "a community interest company",
    LegalForm.CIO: "a charitable incorporated organisation",
}


def with_an_asset_lock(organisations: Iterable[Organisation]) -> list[tuple[Organisation, str]]:
    """Those members, each with what it is. Only what the organisation shows to everyone is read."""
    found = ((organisation, _form_of(organisation)) for organisation in organisations)
    return [(organisation, form) for organisation, form in found if form]


def _form_of(organisation: Organisation) -> str:
    if organisation.kind == Kind.CHARITY:
        return "a charity"
    if organisation.visibility_about != Visibility.PUBLIC:
        return ""
    return LOCKED.get(organisation.legal_form, "a registered charity" if organisation.charity_number else "")
