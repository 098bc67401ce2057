"""What an officer should look at again before an award is made public. Nothing here stops them. Pure."""

from commissioners.plain_words import day, money


def hints(values: dict, lots, winners, *, suggested_standstill=None) -> list[str]:
    """A sentence for each thing that does not add up. `lots` are those that the award is for."""
    return [
        *_value_hints(values, lots),
        *_standstill_hints(values, suggested_standstill),
        *_bid_hints(values),
        *_term_hints(values, lots),
        *_lead_hints(winners),
    ]


def _value_hints(values, lots) -> list[str]:
    known = [lot.value for lot in lots if lot.value is not None]
    value = values.get("value")
    if value is None:
        return ["You have not said what the contract is worth. Providers learn most from the value."]
    if len(known) < len(lots) or not known or sum(known) == value:
        return []
    more = "more" if value > sum(known) else "less"
    return [f"The award, {money(value)}, is {more} than the value of what it is for, {money(sum(known))}."]


def _standstill_hints(values, suggested) -> list[str]:
    ends, signed = values.get("standstill_ends_on"), values.get("entered_on")
    found = []
    if ends and suggested and ends < suggested:
        found.append(
            f"The standstill that you gave ends before {day(suggested)}, the shortest that the law knows here."
        )
    if ends and signed and signed <= ends:
        found.append(f"The contract is said to be signed on {day(signed)}, before the standstill has ended.")
    return found


def _bid_hints(values) -> list[str]:
    if values.get("bids_received") == 0:
        return ["You say that no bids were received, and that a contract was awarded."]
    return []


def _term_hints(values, lots) -> list[str]:
    start, expected = values.get("starts_on"), {lot.starts_on for lot in lots if lot.starts_on}
    if start and len(expected) == 1 and start not in expected:
        return [f"The contract starts on {day(start)}; you had announced {day(expected.pop())}."]
    return []


def _lead_hints(winners) -> list[str]:
    if len(winners) > 1 and not any(each.is_lead for each in winners):
        return ["Several won together and none of them is said to lead. That is right for an alliance."]
    return []
