"""Predicates that every app's rules share."""

import rules


@rules.predicate
def is_programme_staff(user) -> bool:
    """A member of the support programme's staff, in any role."""
    return bool(getattr(user, "is_programme_staff", False))


@rules.predicate
def is_triage_officer_or_manager(user) -> bool:
    """Programme staff who decide; analysts only read."""
    return is_programme_staff(user) and user.programme_role in {
        "triage_officer",
        "programme_manager",
    }


@rules.predicate
def is_programme_manager(user) -> bool:
    """Programme staff who answer for the programme: they close and merge organisations."""
    return is_programme_staff(user) and user.programme_role == "programme_manager"


rules.add_perm("accounts.read_audit", is_programme_manager)
