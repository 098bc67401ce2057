"""Organisations, their profiles, the people who act for them, and what the directory searches."""

from .comparing import SavedComparison
from .definitions import ThreePartDefinition, VerificationDecision
from .directory import DirectoryEntry
from .joining import JoinRequest, MembershipInvitation
from .memberships import Membership
from .organisations import Network, Organisation, OrganisationQuerySet
from .readings import DeclaredPurpose, Purpose, Reading
from .registrations import Registration
from .services import ServiceClaim
from .showing import OPENS_FILES, ClaimEvidence, SocialOutcome

__all__ = [
    "OPENS_FILES",
    "ClaimEvidence",
    "DeclaredPurpose",
    "DirectoryEntry",
    "JoinRequest",
    "Membership",
    "MembershipInvitation",
    "Network",
    "Organisation",
    "OrganisationQuerySet",
    "Purpose",
    "Reading",
    "Registration",
    "SavedComparison",
    "ServiceClaim",
    "SocialOutcome",
    "ThreePartDefinition",
    "VerificationDecision",
]
