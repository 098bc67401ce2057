"""Policies of organisations: registering, profiles, checks."""

from .outcomes import (
    FORBIDDEN,
    HIDDEN,
    Policy,
    everyone,
    for_deciding_staff,
    nobody,
    only,
    signed_in,
    signed_in_but_staff,
)

POLICIES: dict[str, Policy] = {
    "organisation_history": Policy(
        get=only("owner"), post=nobody(signed_in()), args=lambda world: [world.organisation.pk]
    ),
    "organisation_detail": Policy(get=everyone(), args=lambda world: [world.organisation.pk]),
    "organisation_register": Policy(get=signed_in_but_staff(), post=signed_in_but_staff()),
    "registration_step": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.registration.pk, "name"]
    ),
    "registration_matches": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.registration.pk]
    ),
    "registration_check": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.registration.pk]
    ),
    "organisation_edit": Policy(
        get=only("editor", "owner", others=FORBIDDEN),
        post=only("editor", "owner", others=FORBIDDEN),
        args=lambda world: [world.organisation.pk, "about"],
    ),
    "organisation_visibility": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("owner", viewer=FORBIDDEN, editor=FORBIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_gaps": Policy(
        get=only("viewer", "editor", "owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_preview": Policy(
        get=only("viewer", "editor", "owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk, "partner"],
    ),
    "claim_evidence_add": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=lambda world: [world.service_claim.pk],
    ),
    "claim_evidence_download": Policy(  # staff are asked why first
        get=only("viewer", "editor", "owner", "staff", analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.evidence.pk],
    ),
    "claim_evidence_remove": Policy(
        get=only("editor", "owner", viewer=FORBIDDEN),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=lambda world: [world.evidence.pk],
    ),
    "purpose_declare": Policy(
        get=for_deciding_staff(), post=for_deciding_staff(), args=lambda world: [world.organisation.pk]
    ),
    "organisation_readings": Policy(
        get=only("owner", "staff", viewer=FORBIDDEN, editor=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_definition": Policy(
        get=only("viewer", "editor", "owner", "staff"),
        post=only("editor", "owner", viewer=FORBIDDEN, staff=FORBIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_admission": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "service_claim_verify": Policy(
        get=nobody(signed_in()), post=for_deciding_staff(), args=lambda world: [world.service_claim.pk]
    ),
    "verification_queue": Policy(get=only("staff"), post=nobody(signed_in())),
    "admission_decide": Policy(
        get=only("staff"), post=for_deciding_staff(), args=lambda world: [world.organisation.pk]
    ),
    "verification_decide": Policy(
        get=only("staff"), post=for_deciding_staff(), args=lambda world: [world.definition.pk]
    ),
}
