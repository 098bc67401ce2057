"""What is done with case studies, guides and pilots, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "knowledge_written": "began a page of guidance",
        "knowledge_drafted_from_case": "began a case study from a completed request",
        "knowledge_changed": "changed a page of guidance",
        "knowledge_published": "published a page of guidance",
        "knowledge_withdrawn": "withdrew a page of guidance",
        "knowledge_attachment_added": "added a link or file to a page of guidance",
        "knowledge_attachment_removed": "took a link or file off a page of guidance",
        "knowledge_organisation_listed": "noted that the organisation took part",
        "knowledge_organisation_unlisted": "took an organisation off the list of those who took part",
        "knowledge_consent_asked": "asked whether the organisation may be named",
    },
    by_staff=True,
)
say(
    SUPPORT,
    {
        "knowledge_consent_agreed": "agreed that the organisation is named",
        "knowledge_consent_refused": "refused to have the organisation named",
        "knowledge_consent_taken_back": "took back the consent to be named",
    },
)
things("support_requests.knowledgepage", address=lambda page: page.get_absolute_url())
things(
    "support_requests.knowledgeconsent",
    select=("organisation", "page"),
    address=lambda consent: consent.get_absolute_url(),
)
