"""`matches` and `partners` print what the owner sees, as JSON and nothing else."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from consortia.matching import running
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sector():
    nursing, therapies, place = ServiceAreaFactory(), ServiceAreaFactory(), LocalAuthorityFactory()
    one = OrganisationFactory(services=[nursing], places=[place])
    other = OrganisationFactory(services=[therapies], places=[place])
    opportunity = OpportunityFactory(services=[nursing, therapies], places=[place])
    running.full_run(at=timezone.now())
    return one, other, opportunity


def printed(capsys, *arguments):
    call_command(*arguments)
    return json.loads(capsys.readouterr().out)


def test_matches_prints_scores_parts_sentences_and_what_is_lacking(sector, capsys):
    one, _, opportunity = sector
    answer = printed(capsys, "matches", "--organisation", str(one.pk), "--json")
    (match,) = answer["matches"]
    assert match["opportunity"] == opportunity.pk
    assert match["low"] <= match["point"] <= match["high"]
    assert set(match["parts"]) == set(match["sentences"]) and len(match["parts"]) == 6
    assert match["lacks"][0].startswith("Services that you do not offer")
    assert match["not_known"] and match["weight_set"] == 1
    assert 0 <= answer["scope"]["need"]["point"] <= 1 and len(answer["scope"]["readiness"]["parts"]) == 4


def test_matches_of_one_opportunity_scores_it_also_outside_the_best(sector, capsys):
    one, _, _ = sector
    added = OpportunityFactory(services=[one.service_claims.get().service_area])
    answer = printed(capsys, "matches", "--organisation", str(one.pk), "--opportunity", str(added.pk), "--json")
    assert [match["opportunity"] for match in answer["matches"]] == [added.pk]


def test_partners_prints_both_directions(sector, capsys):
    one, other, _ = sector
    (partner,) = printed(capsys, "partners", "--organisation", str(one.pk), "--json")["partners"]
    assert partner["partner"] == other.pk
    assert {"brings", "gains", "alignment", "sentences", "alike"} <= set(partner)


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["matches", "--organisation", "999999"], "There is no organisation 999999"),
        (["partners", "--organisation", "999999"], "There is no organisation 999999"),
    ],
)
def test_an_unknown_organisation_is_said_to_be_unknown(db, arguments, says):
    with pytest.raises(CommandError, match=says) as error:
        call_command(*arguments)
    assert error.value.returncode == 1


def test_an_opportunity_that_is_unknown_or_asks_for_nothing_offered_is_said(sector):
    one, _, _ = sector
    with pytest.raises(CommandError, match="There is no live opportunity"):
        call_command("matches", "--organisation", str(one.pk), "--opportunity", "999999")
    foreign = OpportunityFactory(services=[ServiceAreaFactory()])
    with pytest.raises(CommandError, match="offers none of the services"):
        call_command("matches", "--organisation", str(one.pk), "--opportunity", str(foreign.pk))
