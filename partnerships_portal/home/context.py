"""What every template may use."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from partnerships_portal.notifications.troubles import trouble_of

from .navigation import navigation

FOOTER = [
    ("About this service", "about"),
    ("How matching works", "how_matching_works"),
    ("Guides and case studies", "knowledge_list"),
    ("Accessibility", "accessibility"),
    ("Open data", "open_data"),
    ("Privacy", "privacy"),
    ("Cookies", "cookies"),
    ("Terms of use", "terms"),
]


def portal(request):
    """The service's name, whether this is a demonstration, whom to write to, and the links of header and footer."""
    return {
        "service_name": settings.SERVICE_NAME,
        "demo": settings.DEMO,
        "contact_email": settings.CONTACT_EMAIL,
        "navigation": SimpleLazyObject(lambda: navigation(request)),  # e-mails and fragments need no queries
        "address_trouble": SimpleLazyObject(lambda: trouble_of(request.user)),  # asked by the pages that show it
        "footer_links": [(text, reverse(name)) for text, name in FOOTER],
    }
