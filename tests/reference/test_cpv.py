"""CPV codes as notices carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal.reference.cpv import TABLE, services_of_cpv, services_of_cpvs
from partnerships_portal.reference.services import GROUP_OF, GROUPS

cpv_codes = st.from_regex(r"[0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    ("code", "services"),
    [
        ("92511000", ("libraries",)),
        ("92521100", ("museums",)),  # museum exhibitions: the branch of museums
        ("92512100", ()),  # destruction of archives, cut out of the branch of archives
        ("92500000", ("culture-and-leisure",)),
        ("92610000", ("leisure-centres",)),
        ("85000000", ("health", "social-care")),
        ("85200000", ()),  # veterinary
        ("85300000", ("social-care",)),
        ("85311300", ("children-and-young-people",)),
        ("85312110", ("early-years",)),
        ("85323000", ("health",)),
        ("85141200", ("community-nursing",)),
        ("85142100", ("community-therapies",)),
        ("75231240", ("probation",)),
        ("75231220", ("other",)),  # prisoner escort
        ("79611000", ("employment-support",)),
        ("71315400", ("building-control",)),
        ("71315410", ()),
        ("80340000", ("send-support",)),
        ("80660000", ()),  # training in military electronic systems
        ("98000000", ("other",)),
        ("98380000", ()),  # kennels are in the same division and are no public service of ours
        ("45000000", ()),
    ],
)
def test_the_longest_branch_of_a_code_decides(code, services):
    assert services_of_cpv(code) == services


def test_the_check_digit_does_not_matter():
    assert services_of_cpv(" 92511000-6 ") == ("libraries",)


@pytest.mark.parametrize("code", ["", None, "8532300", "853230001", "health", "٨٥٣٢٣٠٠٠"])
def test_what_is_no_cpv_code_is_refused_and_reported(code):
    with pytest.raises(ValueError, match="is not a CPV code"):
        services_of_cpv(code)
    assert services_of_cpvs([code]).unreadable == (code,)


def test_a_finer_code_speaks_for_its_branch():
    found = services_of_cpvs(["85000000", "85311300", "45000000"])
    assert found.services == {"children-and-young-people"}
    assert found.outside == ("45000000",)


def test_a_group_adds_nothing_beside_its_own_sub_area():
    assert services_of_cpvs(["85100000", "85323000", "85141200"]).services == {"community-nursing"}


def test_a_notice_about_roads_is_outside_public_services():
    found = services_of_cpvs(["45233161", "34921100"])
    assert not found.services
    assert found.outside == ("45233161", "34921100")


@given(cpv_codes)
def test_every_code_names_known_service_areas_or_none(code):
    assert all(service in GROUP_OF or service in GROUPS for service in services_of_cpv(code))


@given(st.lists(cpv_codes, max_size=6))
def test_the_order_of_codes_does_not_matter(codes):
    assert services_of_cpvs(codes).services == services_of_cpvs(codes[::-1]).services


@given(st.lists(st.sampled_from(["85000000", "85300000", "85311300", "92511000", "45000000", "80000000"])))
def test_no_code_names_more_than_it_says(codes):
    allowed = {service for code in codes for service in services_of_cpv(code)}
    assert services_of_cpvs(codes).services <= allowed


def test_each_line_of_the_table_is_there_once():
    branches = [line.split()[0] for line in TABLE.strip().splitlines()]
    assert len(set(branches)) == len(branches)
    assert all(2 <= len(branch) <= 8 for branch in branches)
