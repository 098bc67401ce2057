"""Every address of the portal. Each app lists its own; `tests/test_access.py` holds a policy for each."""

from django.urls import include, path

from . import health
from .accounts.views import audit_log

handler429 = "partnerships_portal.accounts.limits.too_many"  # asked for by allauth

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("partnerships_portal.accounts.urls")),
    path("audit/", audit_log, name="audit_log"),
    path("account/", include("allauth.urls")),
    path("", include("commissioners.urls")),
    path("", include("consortia.urls")),
    path("", include("support_requests.urls.of_consortia")),
    path("support/", include("support_requests.urls")),
    path("", include("partnerships_portal.notifications.urls")),
    path("", include("mutuals.urls")),
    path("", include("partnerships_portal.home.urls")),
]
