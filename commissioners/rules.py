"""What the people of commissioning bodies may do.

`commissioners.change_body`, `commissioners.create_opportunity`: ask with the body.
`commissioners.change_opportunity` (joint buyers too), `commissioners.publish_opportunity` (publish, cancel, ask
joint buyers: the body that leads alone), `commissioners.leave_opportunity` (a joint buyer takes itself off): ask with
the opportunity. Whoever edits for a body that has claimed an imported opportunity is an editor of its buyer.
`commissioners.claim_opportunity` (somebody may say that it is their body's own): ask with the opportunity.
`commissioners.express_interest`, `commissioners.sign_up` (for an event): ask with the organisation.
`commissioners.read_claims` (programme staff: claims, and how the feed of notices stands), `commissioners.watch_feed`
(those who see to it that it goes on); `commissioners.decide_claim`: ask with the claim, or without one for the
whole queue. `commissioners.read_forming_times` (programme staff), `commissioners.change_forming_times` (programme
managers): the weeks that partnerships take to form.
`commissioners.answer_joint_buyer_request`: ask with the request.
`commissioners.read_qualifying`, `commissioners.answer_qualifying` (what an organisation says of itself about reserved
contracts): ask with the organisation. `commissioners.read_service_lists` (programme staff),
`commissioners.enter_service_lists` (programme managers): lists of services from the law.
`commissioners.read_people`, `manage_people`, `leave_body`, `decide_requests_of_body`: ask with the body;
`decide_body_request`: with the request to act for a body; `read_body_requests`, `decide_body_requests`: with nothing.
"""

import rules

from commissioners.choices import Source
from commissioners.models import BodyMembership, Opportunity
from mutuals.rules import edits, is_of, is_signed_in
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.roles import has_active_owner
from partnerships_portal.accounts.rules import is_programme_manager, is_programme_staff, is_triage_officer_or_manager

EDITING_ROLES = (BodyMembership.Role.OWNER, BodyMembership.Role.EDITOR)


def _edits_for(user, bodies) -> bool:
    return (
        user.is_authenticated
        and BodyMembership.objects.filter(user=user, body__in=bodies, role__in=EDITING_ROLES).exists()
    )


@rules.predicate
def is_editor_of_body(user, body) -> bool:
    """An owner or editor of the body itself."""
    return body is not None and _edits_for(user, [body.pk])


@rules.predicate
def is_editor_of_buyer(user, opportunity) -> bool:
    """An owner or editor of the body that buys, or of the one that has claimed what was imported."""
    return opportunity is not None and _edits_for(user, [opportunity.body_id, opportunity.claimed_by_id])


@rules.predicate
def is_editor_of_joint_buyer(user, opportunity) -> bool:
    """An owner or editor of a body that buys with it."""
    return opportunity is not None and _edits_for(user, opportunity.joint_buyers.values("pk"))


@rules.predicate
def acts_for_buyer(user, opportunity) -> bool:
    """Acts, in any role, for a body that buys the opportunity, alone or jointly, or has claimed it. One query."""
    return opportunity is not None and Opportunity.objects.bought_by(user).filter(pk=opportunity.pk).exists()


@rules.predicate
def edits_for_a_body(user, opportunity) -> bool:
    """An owner or editor of any body."""
    return user.is_authenticated and BodyMembership.objects.filter(user=user, role__in=EDITING_ROLES).exists()


@rules.predicate
def is_imported(user, opportunity) -> bool:
    """It came from a notice. What was posted here has its buyer."""
    return opportunity is not None and opportunity.source != Source.PORTAL


@rules.predicate
def is_of_claiming_body(user, claim) -> bool:
    """Acts for the body that claims, in any role: asked without a claim, no."""
    return claim is not None and BodyMembership.objects.filter(user=user, body=claim.body_id).exists()


@rules.predicate
def is_editor_of_body_asked(user, request) -> bool:
    """An owner or editor of the body that is asked to buy with another."""
    return request is not None and _edits_for(user, [request.body_id])


@rules.predicate
def takes_part(user, organisation) -> bool:
    """The organisation is in the directory and not closed."""
    return organisation is not None and organisation.is_active


@rules.predicate
def is_of_body(user, body) -> bool:
    """Acts for the body, in any role."""
    return body is not None and user.is_authenticated and BodyMembership.objects.filter(user=user, body=body).exists()


@rules.predicate
def owns_body(user, body) -> bool:
    """An owner of the body."""
    if body is None or not user.is_authenticated:
        return False
    return BodyMembership.objects.filter(user=user, body=body, role=BodyMembership.Role.OWNER).exists()


@rules.predicate
def has_no_owner(user, body) -> bool:
    """Nobody who can sign in decides for the body; so it is for one that is not there yet."""
    return body is None or not has_active_owner(body)


@rules.predicate
def asked_it(user, request) -> bool:
    """The request is the person's own."""
    return request is not None and request.person_id == user.pk


decides_for_body = owns_body | (is_triage_officer_or_manager & has_no_owner & ~is_of_body)


@rules.predicate
def decides_for_body_asked(user, request) -> bool:
    """Decides for the body that the request asks for."""
    return request is not None and decides_for_body(user, request.body)


rules.add_perm("commissioners.change_body", is_editor_of_body)
rules.add_perm("commissioners.manage_bodies", is_programme_manager)
# who acts for a body
rules.add_perm("commissioners.ask_to_act_for_body", is_signed_in & ~is_programme_staff)
rules.add_perm("commissioners.read_people", is_of_body | is_triage_officer_or_manager)
rules.add_perm("commissioners.manage_people", owns_body)
rules.add_perm("commissioners.leave_body", is_of_body)
rules.add_perm("commissioners.read_body_requests", is_programme_staff)
rules.add_perm("commissioners.decide_body_requests", is_triage_officer_or_manager)
rules.add_perm("commissioners.decide_requests_of_body", decides_for_body)
rules.add_perm("commissioners.decide_body_request", decides_for_body_asked & ~asked_it)
rules.add_perm("commissioners.create_opportunity", is_editor_of_body)
rules.add_perm("commissioners.change_opportunity", is_editor_of_buyer | is_editor_of_joint_buyer)
rules.add_perm("commissioners.leave_opportunity", is_editor_of_joint_buyer)
rules.add_perm("commissioners.publish_opportunity", is_editor_of_buyer)
rules.add_perm("commissioners.read_forming_times", is_programme_staff)
rules.add_perm("commissioners.change_forming_times", is_programme_manager)
rules.add_perm("commissioners.claim_opportunity", edits_for_a_body & is_imported & ~is_editor_of_buyer)
rules.add_perm("commissioners.read_claims", is_programme_staff)
rules.add_perm("commissioners.watch_feed", is_programme_manager)
rules.add_perm("commissioners.decide_claim", is_triage_officer_or_manager & ~is_of_claiming_body)
rules.add_perm("commissioners.answer_joint_buyer_request", is_editor_of_body_asked)
rules.add_perm("commissioners.express_interest", edits & takes_part)
rules.add_perm("commissioners.sign_up", is_of & takes_part)
rules.add_perm("commissioners.read_qualifying", is_of)
rules.add_perm("commissioners.answer_qualifying", edits)
rules.add_perm("commissioners.read_service_lists", is_programme_staff)
rules.add_perm("commissioners.enter_service_lists", is_programme_manager)


def joint_buyers_edited_by(user, opportunity):
    """The joint buyers of which the person is an owner or editor."""
    edited = BodyMembership.objects.filter(user=user, role__in=EDITING_ROLES)
    return opportunity.joint_buyers.filter(pk__in=edited.values("body"))


def editors_of(body):
    """The people who can act for the body: its owners and editors who can still sign in."""
    editing = BodyMembership.objects.filter(body=body, role__in=EDITING_ROLES)
    return User.objects.filter(is_active=True, pk__in=editing.values("user"))
