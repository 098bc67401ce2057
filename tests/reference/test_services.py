from partnerships_portal.reference.services import GROUPS, SUB_AREAS, service_rows


def test_six_groups_have_at_least_six_sub_areas_each():
    assert len(GROUPS) == 6
    assert SUB_AREAS.keys() == GROUPS.keys()
    assert all(len(areas) >= 6 for areas in SUB_AREAS.values())


def test_every_code_and_every_name_is_there_once():
    rows = service_rows()
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)
    assert [row[3] for row in rows] == list(range(1, len(rows) + 1))
