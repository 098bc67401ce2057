"""Invitations to organisations: what organisations and bodies share, said of organisations."""

from functools import partial

from mutuals.joining import KIND
from partnerships_portal.joining import invitations

invite = partial(invitations.invite, KIND)
send_again = partial(invitations.send_again, KIND)
withdraw = partial(invitations.withdraw, KIND)
accept = partial(invitations.accept, KIND)
decline = partial(invitations.decline, KIND)
expire_overdue = partial(invitations.expire_overdue, KIND)
forget_links = partial(invitations.forget_links, KIND)
