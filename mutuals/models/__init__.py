"""Organisations, their profiles, the people who act for them, and what the directory searches."""

from .definitions import ThreePartDefinition
from .directory import DirectoryEntry
from .memberships import Membership
from .organisations import Network, Organisation, OrganisationQuerySet
from .services import ServiceClaim

__all__ = [
    "DirectoryEntry",
    "Membership",
    "Network",
    "Organisation",
    "OrganisationQuerySet",
    "ServiceClaim",
    "ThreePartDefinition",
]
