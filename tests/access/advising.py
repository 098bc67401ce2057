"""Policies of advisers, packages and budgets."""

from tests.factories.delivery import (
    AdviserConflictFactory,
    AdviserInvitationFactory,
    MilestoneFactory,
    PackageFileFactory,
    PackageSessionFactory,
    TimeEntryFactory,
)
from tests.factories.support import SupportBudgetFactory

from .outcomes import FORBIDDEN, HIDDEN, OK, Outcomes, Policy, only
from .support import NO_POST, of_programme, on_the_case, with_more


def package(world) -> list:
    return [(world.support.assignment and world.support.package).pk]


def line(world) -> list:
    return [*package(world), world.support.line.pk]


def officers() -> Outcomes:
    """Officers alone; whoever else sees the package is told that they may not."""
    told = dict.fromkeys(("viewer", "editor", "owner", "analyst"), FORBIDDEN)
    return with_more(only("staff", **told), adviser=FORBIDDEN, partner=FORBIDDEN)


def delivering() -> Outcomes:
    """Officers, and the advisers who help with it."""
    return officers() | {"adviser": OK}


def adding() -> Outcomes:
    """The same, and those who act for the organisation that asked."""
    return delivering() | {"editor": OK, "owner": OK}


def managers() -> Outcomes:
    return with_more(only("staff", triage=FORBIDDEN, analyst=FORBIDDEN))


def milestone(world) -> list:
    return [*package(world), MilestoneFactory(package=world.support.package).pk]


def session(world) -> list:
    return [*package(world), PackageSessionFactory(package=world.support.package).pk]


def file(world) -> list:
    return [*package(world), PackageFileFactory(package=world.support.package).pk]


def entry(world) -> list:
    return [*package(world), TimeEntryFactory(assignment=world.support.assignment).pk]


def an_adviser(world) -> list:
    return [world.support.assignment.adviser.pk]


def conflict(world) -> list:
    """One that the adviser entered."""
    adviser = world.support.assignment.adviser
    return [*an_adviser(world), AdviserConflictFactory(adviser=adviser, said_by=adviser.person).pk]


def assignment(world) -> list:
    return [*package(world), world.support.assignment.pk]


FOR_ADVISERS = with_more(only(), adviser=OK, other_adviser=OK)
OF_ADVISER_AND_OFFICERS = with_more(only("staff", analyst=FORBIDDEN), adviser=OK)
ANSWERING = with_more(only(staff=FORBIDDEN), adviser=OK)

POLICIES: dict[str, Policy] = {
    "package_begin": Policy(get=NO_POST, post=officers(), args=package),
    "package_complete": Policy(get=officers(), post=officers(), args=package),
    "line_add": Policy(get=officers(), post=officers(), args=package),
    "line_remove": Policy(get=officers(), post=officers(), args=line),
    "line_ask": Policy(get=officers(), post=officers(), args=line),
    "line_days": Policy(get=officers(), post=officers(), args=line),
    "assignment_take_off": Policy(get=officers(), post=officers(), args=assignment),
    "milestone_add": Policy(get=delivering(), post=delivering(), args=package),
    "milestone_change": Policy(get=delivering(), post=delivering(), args=milestone),
    "milestone_mark": Policy(get=NO_POST, post=delivering(), args=milestone),
    "milestone_remove": Policy(get=delivering(), post=delivering(), args=milestone),
    "session_add": Policy(get=delivering(), post=delivering(), args=package),
    "session_change": Policy(get=delivering(), post=delivering(), args=session),
    "session_remove": Policy(get=delivering(), post=delivering(), args=session),
    "time_add": Policy(get=delivering(), post=delivering(), args=package),
    "time_remove": Policy(get=officers(), post=officers(), args=entry),
    "package_file_add": Policy(get=adding(), post=adding(), args=package),
    "package_file": Policy(get=on_the_case(partner=OK), post=NO_POST, args=file),
    "package_file_remove": Policy(get=officers(), post=officers(), args=file),
    "assignment_answer": Policy(get=ANSWERING, post=ANSWERING, args=lambda world: [world.support.assignment.pk]),
    "budget_list": Policy(get=of_programme(), post=NO_POST),
    "budget_add": Policy(get=managers(), post=managers()),
    "budget_change": Policy(get=managers(), post=managers(), args=lambda world: [SupportBudgetFactory().pk]),
    "consortium_support": Policy(
        get=with_more(only("viewer", "editor", "owner"), partner=OK),
        post=NO_POST,
        args=lambda world: [world.support.package.consortium_id],
    ),
    "advising_home": Policy(get=FOR_ADVISERS, post=NO_POST),
    "adviser_invitation": Policy(
        get=with_more(only("stranger", "staff", triage=HIDDEN, analyst=HIDDEN)),
        post=with_more(only("stranger", staff=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN)),
        args=lambda world: [AdviserInvitationFactory(email=world.people["stranger"].email).pk],
    ),
    "adviser_list": Policy(get=of_programme(), post=NO_POST),
    "adviser_invite": Policy(get=managers(), post=managers()),
    "adviser_invitation_withdraw": Policy(
        get=NO_POST, post=managers(), args=lambda world: [AdviserInvitationFactory().pk]
    ),
    "adviser_change": Policy(get=managers() | {"adviser": OK}, post=managers() | {"adviser": OK}, args=an_adviser),
    "adviser_leave": Policy(
        get=managers() | {"adviser": FORBIDDEN}, post=managers() | {"adviser": FORBIDDEN}, args=an_adviser
    ),
    "adviser_conflict_add": Policy(get=OF_ADVISER_AND_OFFICERS, post=OF_ADVISER_AND_OFFICERS, args=an_adviser),
    "adviser_conflict_end": Policy(get=NO_POST, post=OF_ADVISER_AND_OFFICERS, args=conflict),
}
