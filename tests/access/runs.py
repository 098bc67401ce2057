"""Policies of full matchings."""

from .outcomes import Policy, for_deciding_staff, nobody, only, signed_in

POLICIES: dict[str, Policy] = {
    "match_runs": Policy(get=only("staff"), post=nobody(signed_in())),
    "match_run_start": Policy(get=for_deciding_staff(), post=for_deciding_staff()),
}
