"""Test objects in a line. Only what a test says is special; the rest is plain."""

from .accounts import PASSWORD, NotificationFactory, UserFactory
from .awards import AwardFactory, ReviewFactory
from .claims import ImportedOpportunityFactory, OpportunityClaimFactory
from .commissioners import BodyFactory, BodyMembershipFactory, JointBuyerRequestFactory, OpportunityFactory
from .consortia import (
    BidFactory,
    ConsortiumFactory,
    PartnerMatchFactory,
    RivalFactory,
    SetAsideFactory,
    TenderMatchFactory,
    WeightSetFactory,
)
from .engaging import EngagementEventFactory, EventSignUpFactory, InterestFactory, JointInterestFactory
from .joining import (
    BodyInvitationFactory,
    BodyRequestFactory,
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
)
from .organisations import (
    ClaimEvidenceFactory,
    DefinitionFactory,
    OrganisationFactory,
    RegistrationFactory,
    SavedComparisonFactory,
    ServiceClaimFactory,
    StoredFileFactory,
)
from .reference import LocalAuthorityFactory, RegionFactory, ServiceAreaFactory
from .standing import ConsortiumMatchFactory, StandingConsortiumFactory
from .talking import FollowingFactory, OpportunityDocumentFactory, QuestionFactory

__all__ = [
    "PASSWORD",
    "AwardFactory",
    "BidFactory",
    "BodyFactory",
    "BodyInvitationFactory",
    "BodyMembershipFactory",
    "BodyRequestFactory",
    "ClaimEvidenceFactory",
    "ConsortiumFactory",
    "ConsortiumMatchFactory",
    "DefinitionFactory",
    "EngagementEventFactory",
    "EventSignUpFactory",
    "FollowingFactory",
    "ImportedOpportunityFactory",
    "InterestFactory",
    "InvitationFactory",
    "JoinRequestFactory",
    "JointBuyerRequestFactory",
    "JointInterestFactory",
    "LocalAuthorityFactory",
    "MembershipFactory",
    "NotificationFactory",
    "OpportunityClaimFactory",
    "OpportunityDocumentFactory",
    "OpportunityFactory",
    "OrganisationFactory",
    "PartnerMatchFactory",
    "QuestionFactory",
    "RegionFactory",
    "RegistrationFactory",
    "ReviewFactory",
    "RivalFactory",
    "SavedComparisonFactory",
    "ServiceAreaFactory",
    "ServiceClaimFactory",
    "SetAsideFactory",
    "StandingConsortiumFactory",
    "StoredFileFactory",
    "TenderMatchFactory",
    "UserFactory",
    "WeightSetFactory",
]
