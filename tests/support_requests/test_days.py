"""Days of work as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from support_requests.forms.days import DaysField
from support_requests.forms.deciding import DaysField as PackageDays


@pytest.mark.parametrize("field", [DaysField(what="Days"), PackageDays(what="Days")])
@pytest.mark.parametrize("typed", ["9" * 30, "-1", "1.3", "1e400", "NaN", "x", "2027 1"])
def test_days_that_cannot_be_are_refused_in_words(field, typed):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert all(message.startswith("Days: enter") for message in refused.value.messages)


@pytest.mark.parametrize("field", [DaysField(what="Days"), PackageDays(what="Days")])
def test_quarters_are_taken(field):
    assert field.clean("2.25") == Decimal("2.25")
