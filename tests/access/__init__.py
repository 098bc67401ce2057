"""Who may reach which address: one policy for every URL name. `tests/test_access.py` sweeps them all.

A new URL needs a line in the module of its part. Each policy says how to build the address from the world of the sweep,
and what each person gets for GET and POST (`outcomes.py`).
"""

from . import (
    accounts,
    awards,
    claims,
    commissioners,
    consortia,
    decisions,
    directory,
    events,
    fairness,
    interest,
    joining,
    law,
    open_data,
    openness,
    organisations,
    partnering,
    people,
    runs,
    standing,
    suggestions,
    talking,
    teams,
    timetable,
)

PARTS = (
    standing,
    accounts,
    claims,
    consortia,
    teams,
    directory,
    joining,
    organisations,
    people,
    runs,
    commissioners,
    law,
    open_data,
    openness,
    talking,
    timetable,
    awards,
    interest,
    events,
    suggestions,
    fairness,
    partnering,
    decisions,
)
POLICIES = {name: policy for part in PARTS for name, policy in part.POLICIES.items()}
