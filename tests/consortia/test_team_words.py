"""The grid of a team and the sentences about its members, from plain values."""

from consortia.teams.cells import Cells
from consortia.teams.grid import covered_in_words, gap_sentences, grid
from consortia.teams.roles import Ways, alignment, band_in_words, money, role
from consortia.teams.shown import Candidate

NURSING, THERAPIES = 1, 2


def cells(districts: int = 3, regions: int = 1) -> Cells:
    """Nursing in every district and therapies in the first two."""
    names = {100 + number: f"District {number + 1}" for number in range(districts)}
    asked = [(NURSING, pk) for pk in names] + [(THERAPIES, pk) for pk in list(names)[:2]]
    of = {pk: f"Region {number % regions + 1}" for number, pk in enumerate(names)}
    return Cells({NURSING: "Nursing", THERAPIES: "Therapies"}, names, of, tuple(asked))


def test_a_place_where_a_service_is_not_asked_is_no_gap():
    table = grid(cells(), {7: 0b00111}, {7: ("A", "Harrowmere")})
    assert [[cell.is_asked for cell in row.cells] for row in table.rows] == [[True, True], [True, True], [True, False]]
    assert [row.cells[1].left for row in table.rows] == ["Nobody", "Nobody", ""]
    assert [mark.letter for mark in table.rows[0].cells[0].marks] == ["A"]


def test_many_districts_are_counted_by_region():
    asked = cells(districts=30, regions=3)
    table = grid(asked, {7: (1 << 25) - 1}, {7: ("A", "Harrowmere")})
    assert table.by_region and [row.place for row in table.rows] == ["Region 1", "Region 2", "Region 3"]
    first = table.rows[0].cells[0]
    assert (first.marks[0].number, first.left) == (9, "Nobody in 1 of 10")


def test_gaps_name_services_and_places():
    assert gap_sentences(cells(), [1, 3, 4]) == (
        "Nobody here offers Nursing in District 2.",
        "Nobody here offers Therapies in any of the 2 places asked.",
    )


def test_cover_is_told_by_place():
    assert covered_in_words(cells(), 0b01111) == "Nursing everywhere it is asked, and Therapies in District 1"


def test_each_role_says_what_the_team_would_lack_without_the_member():
    team = {
        1: Candidate(1, 0b00111, True, band=2, years=10.0),
        2: Candidate(2, 0b11001, True, band=None, years=None),
        3: Candidate(3, 0b00001, True, band=4, years=2.0),
    }
    said = {pk: role(one, team, cells(), 6_000_000) for pk, one in team.items()}
    assert said[1] == (
        "The only member that offers Nursing in District 2 and District 3; "
        "adds at least £1 million of turnover a year towards the £6 million asked."
    )
    assert said[2] == "The only member that offers Therapies everywhere it is asked."
    assert said[3] == (
        "Offers Nursing in District 1, as others here do; "
        "adds at least £5 million of turnover a year towards the £6 million asked."
    )


def test_who_alone_may_lead_is_told_so():
    team = {1: Candidate(1, 1, True, band=3, years=4.0), 2: Candidate(2, 2, True, band=3, years=1.0)}
    assert role(team[1], team, cells(), 4_000_000).endswith("the only member that may lead.")
    assert "lead" not in role(team[2], team, cells(), 4_000_000)


def test_turnover_is_told_certain_and_possible():
    members = [Candidate(1, 1, band=1), Candidate(2, 1, band=None)]
    assert money(members, 2_000_000).sentence == (
        "Together at least £250,000 a year. 1 member does not show turnover. "
        "It may reach the £2 million asked: exact figures would tell."
    )
    assert money(members[:1], 2_000_000).sentence.endswith("That is short of the £2 million asked.")
    assert (band_in_words(0), band_in_words(8)) == ("under £250,000", "£100 million or more")


def test_ways_of_working_are_compared_only_where_they_are_shown():
    alike = Ways("One", ("prevention", "quality"), 3, 3, 2)
    said = alignment([alike, Ways("Two", ("prevention",), 5, 3, 2), Ways("Three")])
    assert said == (
        "The 2 that show values chose: Prevention first.",
        "Pace of decisions: 2 of 4 steps apart: talk about it early.",
        "Governance: alike, for the 2 that show it.",
        "Three does not show values or ways of working.",
    )
