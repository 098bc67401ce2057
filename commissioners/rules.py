"""What the people of commissioning bodies may do.

`commissioners.change_body`, `commissioners.create_opportunity`: ask with the body.
`commissioners.change_opportunity` (joint buyers too), `commissioners.publish_opportunity` (publish, cancel, name
joint buyers: the body that leads alone), `commissioners.leave_opportunity` (a joint buyer takes itself off): ask with
the opportunity.
"""

import rules

from commissioners.models import BodyMembership

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
    """An owner or editor of the body that buys."""
    return opportunity is not None and _edits_for(user, [opportunity.body_id])


@rules.predicate
def is_editor_of_joint_buyer(user, opportunity) -> bool:
    """An owner or editor of a body that buys with it."""
    return opportunity is not None and _edits_for(user, opportunity.joint_buyers.values("pk"))


rules.add_perm("commissioners.change_body", is_editor_of_body)
rules.add_perm("commissioners.create_opportunity", is_editor_of_body)
rules.add_perm("commissioners.change_opportunity", is_editor_of_buyer | is_editor_of_joint_buyer)
rules.add_perm("commissioners.leave_opportunity", is_editor_of_joint_buyer)
rules.add_perm("commissioners.publish_opportunity", is_editor_of_buyer)


def joint_buyers_edited_by(user, opportunity):
    """The joint buyers of which the person is an owner or editor."""
    edited = BodyMembership.objects.filter(user=user, role__in=EDITING_ROLES)
    return opportunity.joint_buyers.filter(pk__in=edited.values("body"))
