"""The one error that a person sees: what failed and what to do next."""


class Problem(Exception):
    """A failed step. Its text is shown as it is, so it says what to do next."""
