"""Addresses of case studies, guides, templates, tools and pilots. None of them carries a name."""

from django.urls import path

from support_requests.views import knowledge, knowledge_attachments, knowledge_consents, knowledge_desk

ROOM, ONE, CONSENT = "knowledge/", "knowledge/<int:pk>/", "knowledge/consents/<int:pk>/"

urlpatterns = [
    path(ROOM, knowledge.knowledge_list, name="knowledge_list"),
    path(f"{ROOM}all/", knowledge_desk.knowledge_desk, name="knowledge_desk"),
    path(f"{ROOM}new/<slug:kind>/", knowledge_desk.knowledge_new, name="knowledge_new"),
    path(ONE, knowledge.knowledge_page, name="knowledge_page"),
    path(f"{ONE}files/<int:attachment_pk>/", knowledge.knowledge_file, name="knowledge_file"),
    path(f"{ONE}edit/", knowledge_desk.knowledge_edit, name="knowledge_edit"),
    path(f"{ONE}publish/", knowledge_desk.knowledge_publish, name="knowledge_publish"),
    path(f"{ONE}withdraw/", knowledge_desk.knowledge_withdraw, name="knowledge_withdraw"),
    path(f"{ONE}organisations/", knowledge_consents.knowledge_organisations, name="knowledge_organisations"),
    path(f"{ONE}attachments/", knowledge_attachments.knowledge_attachments, name="knowledge_attachments"),
    path(
        f"{ROOM}attachments/<int:pk>/remove/",
        knowledge_attachments.knowledge_attachment_remove,
        name="knowledge_attachment_remove",
    ),
    path(CONSENT, knowledge_consents.knowledge_consent, name="knowledge_consent"),
    path(f"{CONSENT}ask/", knowledge_consents.knowledge_consent_ask, name="knowledge_consent_ask"),
    path(f"{CONSENT}remove/", knowledge_consents.knowledge_unlist, name="knowledge_unlist"),
    path(f"{CONSENT}take-back/", knowledge_consents.knowledge_consent_take_back, name="knowledge_consent_take_back"),
    path("cases/<int:pk>/case-study/", knowledge_desk.support_case_study, name="support_case_study"),
]
