"""What confidentiality agreements and releases hold about people."""

from django.db.models import Q

from consortia.retention import disclosure as retention
from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare

MEMBERS = "The people of the members of the consortium"

declare(
    Holding(
        model="consortia.AgreementAcceptance",
        fields=("accepted_by", "name", "role"),
        given=("name", "role", "accepted_at"),
        group=DEEDS,
        what="Confidentiality agreements that you accepted for your organisation, with your name and role",
        why="So that the members can show who agreed for whom, if anybody ever disputes it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=retention.SIGNATURES,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(accepted_by=whose.person),
        on_erasure="Kept with the name and role that you typed: a promise between organisations is worth nothing if "
        "nobody can tell who made it",
    ),
    Holding(
        model="consortia.ConfidentialityAgreement",
        fields=("put_forward_by", "withdrawn_by"),
        given=("version", "put_forward_at", "withdrawn_at"),
        group=DEEDS,
        what="Confidentiality agreements that you put forward for your organisation, or withdrew",
        why="So that the members know who did",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept="As long as the record of the consortium",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(put_forward_by=whose.person) | Q(withdrawn_by=whose.person),
    ),
    Holding(
        model="consortia.SectionRelease",
        fields=("released_by", "taken_back_by"),
        given=("section", "released_at", "taken_back_at"),
        group=DEEDS,
        what="Sections of your organisation’s profile that you released to partners, or took back",
        why="So that your organisation knows who did",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by=MEMBERS,
        kept=retention.TAKEN_BACK,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(released_by=whose.person) | Q(taken_back_by=whose.person),
    ),
)
