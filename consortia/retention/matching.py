"""How long what people asked of matching is kept."""

import datetime as dt

from consortia.models import Exposure, FairnessMeasure, SplitLook, TeamSearch
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

LOOKS = Period(days=2 * 365, words="2 years")

TEAMS = Period(days=365, words="1 year")

MEASURES = Period(days=2 * 365, words="2 years")

EXPOSURES = Period(days=400, words="400 days")


@rule("looks at who could bid for a split", LOOKS)
def delete_old_looks(at: dt.datetime) -> int:
    return delete_in_chunks(SplitLook.objects.filter(looked_at__lte=LOOKS.before(at)))


@rule("teams that were asked for", TEAMS)
def delete_old_teams(at: dt.datetime) -> int:
    return delete_in_chunks(TeamSearch.objects.filter(asked_at__lte=TEAMS.before(at)))


@rule("how often organisations were suggested on a day", EXPOSURES)
def delete_old_exposures(at: dt.datetime) -> int:
    return delete_in_chunks(Exposure.objects.filter(day__lte=EXPOSURES.before(at)))


@rule("measures of fairness", MEASURES)
def delete_old_measures(at: dt.datetime) -> int:
    return delete_in_chunks(FairnessMeasure.objects.filter(measured_at__lte=MEASURES.before(at)))
