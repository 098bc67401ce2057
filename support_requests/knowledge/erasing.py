"""What the erasure of a person's account does to consents that they gave."""

from partnerships_portal.accounts.register import Whose
from support_requests.models import KnowledgeConsent


def forget_in_consents(whose: Whose, at) -> None:
    """The consent is their organisation's and stays, without the name and role that the person gave."""
    KnowledgeConsent.objects.filter(answered_by=whose.person).update(name="", role="", reason="")
