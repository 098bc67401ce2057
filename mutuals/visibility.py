"""Who sees which section of a profile. Each section has one level, chosen by the organisation."""

from dataclasses import dataclass

from django.db import models


class Visibility(models.IntegerChoices):
    """How far a section is shown, from everyone to the programme alone."""

    PUBLIC = 0, "Everyone"
    SIGNED_IN = 1, "Signed-in organisations"
    PARTNERS = 2, "Accepted partners only"
    PROGRAMME = 3, "The programme only"


@dataclass(frozen=True)
class Section:
    """A group of profile fields that are shown or kept together."""

    key: str
    title: str
    fields: tuple[str, ...]
    default: Visibility

    @property
    def column(self) -> str:
        """The column of Organisation that holds the chosen level."""
        return f"visibility_{self.key}"


SECTIONS = (
    Section(
        "about",
        "About the organisation",
        (
            "legal_form",
            "summary",
            "website",
            "base_postcode",
            "base_authority",
            "founded_on",
            "spun_out_on",
            "parent_body",
            "company_number",
            "charity_number",
        ),
        Visibility.PUBLIC,
    ),
    Section("services", "Services", ("service_claims",), Visibility.PUBLIC),
    Section("places", "Places", ("places", "is_national", "national_evidence"), Visibility.PUBLIC),
    Section("social_value", "Social value", ("social_value", "outcomes"), Visibility.PUBLIC),
    Section("size", "Size", ("turnover_band", "staff_band"), Visibility.SIGNED_IN),
    Section(
        "ways_of_working",
        "Values and ways of working",
        ("values", "pace_of_decisions", "governance", "safeguarding"),
        Visibility.SIGNED_IN,
    ),
    Section(
        "partnering",
        "Partnering",
        ("partnering_experience", "offers", "looks_for", "networks"),
        Visibility.SIGNED_IN,
    ),
    Section("finances", "Exact figures", ("turnover", "staff"), Visibility.PARTNERS),
    Section("capacity", "Capacity", ("capacity", "volume_of_work"), Visibility.PARTNERS),
    Section("history", "Risk and past bids", ("risk_appetite", "past_bids"), Visibility.PARTNERS),
)
SECTIONS_BY_KEY = {section.key: section for section in SECTIONS}
