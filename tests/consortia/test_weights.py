import copy

import pytest

from consortia.matching.weights import DEFAULT, problems, validated


def changed(group, name, number):
    values = copy.deepcopy(DEFAULT)
    values[group][name] = number
    return values


def test_the_default_weight_set_can_be_published():
    assert validated(DEFAULT) == DEFAULT


@pytest.mark.parametrize(
    "group", ["fit", "need", "readiness", "brings", "fit_geography", "fit_size", "fit_commissioner", "fit_history"]
)
def test_weights_of_a_result_add_up_to_one(group):
    assert sum(DEFAULT[group].values()) == pytest.approx(1)
    first = next(iter(DEFAULT[group]))
    assert "add up to 1" in problems(changed(group, first, 0.99))[0]


@pytest.mark.parametrize("number", [-0.1, "0.5", None, True, float("nan"), float("inf")])
def test_what_is_no_weight_is_refused(number):
    assert "as a number, 0 or more" in problems(changed("fit", "size", number))[0]


@pytest.mark.parametrize(
    "group, name, number, says",
    [
        ("openness", "accepted", 1.2, "from 0 to 1"),
        ("constants", "neighbour", 1.5, "from 0 to 1"),
        ("constants", "crowd", 0, "above 0"),
        ("constants", "load_idle", 1.1, "no greater than"),
    ],
)
def test_constants_out_of_range_are_refused(group, name, number, says):
    assert says in problems(changed(group, name, number))[0]


def test_missing_and_surplus_names_are_refused():
    without = {name: group for name, group in DEFAULT.items() if name != "need"}
    assert "Give “need” exactly these names" in problems(without)[0]
    assert "no such group" in problems({**DEFAULT, "luck": {}})[0]
    with pytest.raises(ValueError, match="exactly these names"):
        validated(without)
