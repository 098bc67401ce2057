"""Policies of what the programme has learnt: published pages are for everyone, drafts for staff alone.

A consent exists for the people of the organisation that is asked, and for staff; no other organisation learns of it.
"""

from tests.factories.knowledge import KnowledgeAttachmentFactory, KnowledgeConsentFactory, KnowledgePageFactory
from tests.factories.support import SupportRequestFactory

from .outcomes import FORBIDDEN, Policy, everyone, nobody, only, signed_in

WRITING = only("staff", analyst=FORBIDDEN)
BY_POST = nobody(signed_in())


def _page(**more):
    return lambda world: [KnowledgePageFactory(**more).pk]


def _consent(state="asked"):
    return lambda world: [KnowledgeConsentFactory(organisation=world.organisation, state=state).pk]


def _file(world) -> list:
    one = KnowledgeAttachmentFactory()
    return [one.page_id, one.pk]


def _completed(world) -> list:
    return [SupportRequestFactory(organisation=world.organisation, state="completed").pk]


OWN = only("viewer", "editor", "owner", "staff")
ANSWERING = OWN | dict.fromkeys(("viewer", "staff", "triage", "analyst"), FORBIDDEN)

POLICIES: dict[str, Policy] = {
    "knowledge_list": Policy(get=everyone()),
    "knowledge_page": Policy(get=everyone(), args=_page()),
    "knowledge_file": Policy(get=everyone(), args=_file),
    "knowledge_desk": Policy(get=only("staff"), post=BY_POST),
    "knowledge_new": Policy(get=WRITING, post=WRITING, args=lambda world: ["guide"]),
    "knowledge_edit": Policy(get=WRITING, post=WRITING, args=_page(state="draft")),
    "knowledge_publish": Policy(get=WRITING, post=WRITING, args=_page(state="draft")),
    "knowledge_withdraw": Policy(get=WRITING, post=WRITING, args=_page()),
    "knowledge_organisations": Policy(get=WRITING, post=WRITING, args=_page(kind="case_study")),
    "knowledge_attachments": Policy(get=WRITING, post=WRITING, args=_page(state="draft")),
    "knowledge_attachment_remove": Policy(
        get=BY_POST, post=WRITING, args=lambda world: [KnowledgeAttachmentFactory().pk]
    ),
    "knowledge_consent": Policy(get=OWN, post=ANSWERING, args=_consent()),
    "knowledge_consent_ask": Policy(get=BY_POST, post=WRITING, args=_consent("refused")),
    "knowledge_unlist": Policy(get=BY_POST, post=WRITING, args=_consent()),
    "knowledge_consent_take_back": Policy(get=BY_POST, post=ANSWERING, args=_consent("agreed")),
    "support_case_study": Policy(get=BY_POST, post=WRITING, args=_completed),
}
