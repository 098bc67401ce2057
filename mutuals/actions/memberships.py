"""Who acts for an organisation: what organisations and bodies share, said of organisations."""

from functools import partial

from mutuals.joining import KIND
from partnerships_portal.joining import memberships

give_role = partial(memberships.give_role, KIND)
change_role = partial(memberships.change_role, KIND)
remove_member = partial(memberships.remove_member, KIND)
leave = partial(memberships.leave, KIND)
settle = partial(memberships.settle, KIND)
