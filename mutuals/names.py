"""Names of organisations, as they compare: two that differ only in how they are written have one key."""

from django.db.models import Func, TextField


class NameKey(Func):
    """What is left of a name without case, accents, punctuation, "the" and endings such as Ltd or CIC.

    Computed by the database, which keeps an index of it (migration 0005): any script, also after bulk copies.
    Empty for a name of nothing else, such as "CIC Ltd": compare no empty keys.
    """

    function = "mutuals_name_key"
    arity = 1
    output_field = TextField()
