"""Moves between states: one conditional UPDATE, so that two people deciding at once cannot both win."""


class NotPossible(Exception):
    """The thing is no longer in a state from which this can be done. The message says what to do next."""


def move(thing, *, field: str, to, transitions, **changes) -> None:
    """Set `field` of `thing` to `to`, and `changes` with it, if the database's state of it may lead there.

    `transitions` maps each state to the set of states that may follow.
    Raises NotPossible if another person was quicker or the move is not allowed.
    """
    sources = [state for state, following in transitions.items() if to in following]
    moved = (
        type(thing)._default_manager.filter(pk=thing.pk, **{f"{field}__in": sources}).update(**{field: to}, **changes)
    )
    if not moved:
        raise NotPossible(f"This can no longer be done: reload the page to see how “{thing}” stands now.")
    for name, value in {field: to, **changes}.items():
        setattr(thing, name, value)
