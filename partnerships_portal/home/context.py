"""What every template may use."""

from django.conf import settings


def portal(request):
    """The service's name and whether this is a demonstration."""
    return {"service_name": settings.SERVICE_NAME, "demo": settings.DEMO}
