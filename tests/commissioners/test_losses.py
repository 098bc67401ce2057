"""The promise that nothing of an opportunity is lost on its way out and back without being said.

Every column of an opportunity, a lot, an award and a supplier is compared by check_round_trip, or stands here with what
carries it or with the words by which the page about open data tells that it is lost.
"""

import pytest

from commissioners.importing.opportunities import FIELDS, STATEMENT
from commissioners.models import Award, AwardSupplier, Lot, Opportunity
from commissioners.publishing.losses import LOST, ONLY_OURS
from commissioners.publishing.round_trip import AWARD_FIELDS, LOT_FIELDS, SUPPLIER_FIELDS

# compared by round_trip.picture beside the plain columns
COMPARED = {
    Opportunity: {*FIELDS, *STATEMENT, "state", "body", "ocid", "joint_buyers"},
    Lot: {*LOT_FIELDS, "number", "opportunity", "services", "places", "regions"},
    Award: {*AWARD_FIELDS, "award_reference", "opportunity", "lots", "services", "places", "regions"},
    AwardSupplier: {*SUPPLIER_FIELDS, "award"},
}
# follows from what is compared, or says nothing about the procurement
DERIVED = {
    Opportunity: {"id", "search", "imported", "updated_at", "is_demo"},
    Lot: {"id"},
    Award: {"id", "body", "ocid", "is_demo"},
    AwardSupplier: {"id"},
}
# lost: a part of the words that tell it
TOLD = {
    Opportunity: {
        "created_by": "who did what",
        "created_at": "when a draft was begun",
        "version": "versions begin again at 1",
        "claimed_by": "which body has claimed",
        "superseded_by": "that a buyer posted the same here as well",
        "interest_shown_to": "to whom the interest list is shown",
    },
    Lot: {},
    Award: {
        "created_by": "who did what",
        "version": "versions begin again at 1",
        "announced_at": "when an award was made public here",
    },
    AwardSupplier: {"organisation": "which organisation of the directory a supplier is"},
}


@pytest.mark.parametrize("model", list(COMPARED))
def test_every_column_is_compared_derived_or_said_to_be_lost(model):
    columns = {field.name for field in model._meta.get_fields() if field.concrete}
    assert columns == COMPARED[model] | DERIVED[model] | set(TOLD[model])


@pytest.mark.parametrize("words", sorted({words for told in TOLD.values() for words in told.values()}))
def test_what_is_lost_is_said_on_the_page(words):
    assert any(words in line for line in LOST), words


@pytest.mark.parametrize("words", ["reserved for public service mutuals", "standstill", "lessons", "social value"])
def test_what_only_the_extension_carries_is_said_on_the_page(words):
    assert any(words in line for line in ONLY_OURS), words
