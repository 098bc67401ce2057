"""Who acts for a commissioning body: what organisations and bodies share, said of bodies."""

from functools import partial

from commissioners.joining import KIND
from partnerships_portal.joining import memberships

give_role = partial(memberships.give_role, KIND)
remove_member = partial(memberships.remove_member, KIND)
settle = partial(memberships.settle, KIND)
