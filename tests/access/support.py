"""Policies of requests for support, and the world of their addresses, which is only made where it is needed.

People beside those of `outcomes`: adviser (who advises on the request of `world.support`), other_adviser (who advises
on nothing there), partner (owner of another member of the consortium that the package is for).
"""

from functools import cached_property

from tests.factories import MembershipFactory
from tests.factories.support import (
    AdviserFactory,
    AssignmentFactory,
    PackageFactory,
    PackageLineFactory,
    SupportRequestFactory,
)

from .outcomes import FORBIDDEN, HIDDEN, OK, PEOPLE, Outcomes, Policy, nobody, only, signed_in

SUPPORT_PEOPLE = ("adviser", "other_adviser", "partner")


class Support:
    """Requests of the organisation: a draft, one that waits, and one with a package for a whole consortium."""

    def __init__(self, organisation, partnering):
        self.organisation = organisation
        self.partnering = partnering

    @cached_property
    def people(self) -> dict:
        """The people beside those of the other addresses."""
        partner = MembershipFactory(organisation=self.partnering.fellow_organisation, role="owner").user
        return {
            "adviser": self.assignment.adviser.person,
            "other_adviser": AdviserFactory().person,
            "partner": partner,
        }

    @cached_property
    def draft(self):
        return SupportRequestFactory(organisation=self.organisation, state="draft")

    @cached_property
    def waiting(self):
        """Sent; no adviser has anything to do with it."""
        return SupportRequestFactory(organisation=self.organisation)

    @cached_property
    def advised(self):
        """Accepted, with a package."""
        return SupportRequestFactory(organisation=self.organisation, state="accepted")

    @cached_property
    def package(self):
        """For the whole consortium."""
        return PackageFactory(request=self.advised, consortium=self.partnering.consortium)

    @cached_property
    def line(self):
        return PackageLineFactory(package=self.package)

    @cached_property
    def assignment(self):
        return AssignmentFactory(line=self.line)


def with_more(said: Outcomes, **more) -> Outcomes:
    """Those of the other addresses, and the people of support: nothing exists for them unless it is said."""
    return said | dict.fromkeys(SUPPORT_PEOPLE, HIDDEN) | more


def on_the_case(**more) -> Outcomes:
    """The people of the organisation that asks, programme staff and the adviser."""
    return with_more(only("viewer", "editor", "owner", "staff"), adviser=OK, **more)


def asking() -> Outcomes:
    """Those who act for the organisation that asks; whoever only sees it may not."""
    return with_more(only("editor", "owner", viewer=FORBIDDEN, staff=FORBIDDEN), adviser=FORBIDDEN)


def of_programme() -> Outcomes:
    """Programme staff, analysts among them, and nobody else."""
    return with_more(only("staff"))


def deciding() -> Outcomes:
    """Triage officers and managers; analysts read."""
    return with_more(only("staff", analyst=FORBIDDEN))


# For POST of a page that only shows: said before anything is looked for, so the same whatever exists
NO_POST = nobody(signed_in() | dict.fromkeys(SUPPORT_PEOPLE, OK))

POLICIES: dict[str, Policy] = {
    "support_request": Policy(get=on_the_case(), post=NO_POST, args=lambda world: [world.support.advised.pk]),
    "support_case": Policy(get=of_programme(), post=NO_POST, args=lambda world: [world.support.waiting.pk]),
    "support_package": Policy(get=on_the_case(partner=OK), post=NO_POST, args=lambda world: [world.support.package.pk]),
    "adviser": Policy(
        get=with_more(only("staff"), adviser=OK),
        post=NO_POST,
        args=lambda world: [world.support.assignment.adviser.pk],
    ),
}

assert not set(SUPPORT_PEOPLE) & set(PEOPLE)
