"""Promises of the sentences about what is not known. Pure."""

from consortia.matching.explain import FROM_AWARDS, not_known, not_shown
from consortia.matching.unknown import BIT


def test_nobody_is_asked_to_enter_what_only_awards_tell():
    bits = BIT["capacity"] | BIT["history"] | BIT["joint_bids"]
    for said in (not_known(bits, 0.2, 0.6), not_shown(bits, 0.2, 0.6)):
        assert "capacity and volume of work" in said[0] and FROM_AWARDS in said
        assert "past contracts and joint bids" not in " ".join(said)


def test_what_only_awards_tell_still_explains_the_range():
    assert not_known(BIT["history"], 0.2, 0.6) == [FROM_AWARDS, "Knowing more could move this score between 20 and 60."]
