"""Policies of the queue of requests for support."""

from .outcomes import Policy
from .support import NO_POST, deciding, of_programme

POLICIES: dict[str, Policy] = {
    "support_queue": Policy(get=of_programme(), post=NO_POST),
    "support_assign": Policy(get=NO_POST, post=deciding()),
}
