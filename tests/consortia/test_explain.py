"""Promises of the sentences about what is not known. Pure."""

from consortia.matching.explain import FROM_AWARDS, not_known, not_shown
from consortia.matching.scope_reasons import NEED, need_reasons
from consortia.matching.unknown import BIT


def test_nobody_is_asked_to_enter_what_only_awards_tell():
    bits = BIT["capacity"] | BIT["history"] | BIT["joint_bids"]
    for said in (not_known(bits, 0.2, 0.6), not_shown(bits, 0.2, 0.6)):
        assert "capacity and volume of work" in said[0] and FROM_AWARDS in said
        assert "past contracts and joint bids" not in " ".join(said)


def test_what_only_awards_tell_still_explains_the_range():
    assert not_known(BIT["history"], 0.2, 0.6) == [FROM_AWARDS, "Knowing more could move this score between 20 and 60."]


def test_a_sentence_and_its_sign_agree():
    for value in (0.0, 0.2, 0.349, 0.35, 0.5, 0.599, 0.6, 0.8, 1.0):
        reasons = need_reasons({name: [value] * 3 for name in NEED})
        [competition] = [one for one in reasons if one.determinant == "competition"]
        assert ("a crowded market" in competition.text) == (competition.leaning == "for")
        assert (competition.verdict == "much to gain") == (competition.leaning == "for")
        assert (competition.verdict == "little to gain") == (competition.leaning == "against")


def test_what_cannot_be_seen_of_a_partner_is_told_without_blame():
    bits = BIT["partner_history"] | BIT["partner_turnover"]
    assert not_shown(bits, 0.2, 0.6) == [
        "You cannot see yet: turnover.",
        "Most organisations show this only once you are partners, so it is left open: past contracts and joint bids.",
        "Knowing more could move this score between 20 and 60.",
    ]
    assert not_shown(bits, 0.4, 0.4) == []
