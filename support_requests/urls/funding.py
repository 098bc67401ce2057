"""Addresses of funding rounds and applications."""

from django.urls import path

from support_requests.views import funding_applications, funding_deciding, funding_rounds

urlpatterns = [
    path("funding/", funding_rounds.funding_round_list, name="funding_round_list"),
    path("funding/new/", funding_rounds.funding_round_new, name="funding_round_new"),
    path("funding/<int:pk>/", funding_rounds.funding_round, name="funding_round"),
    path("funding/<int:pk>/edit/", funding_rounds.funding_round_edit, name="funding_round_edit"),
    path("funding/<int:pk>/publish/", funding_rounds.funding_round_publish, name="funding_round_publish"),
    path("funding/<int:pk>/close/", funding_rounds.funding_round_close, name="funding_round_close"),
    path("funding/<int:pk>/apply/<int:organisation_pk>/", funding_applications.funding_apply, name="funding_apply"),
    path("funding/applications/<int:pk>/", funding_applications.funding_application, name="funding_application"),
    path(
        "funding/applications/<int:pk>/edit/",
        funding_applications.funding_application_edit,
        name="funding_application_edit",
    ),
    path(
        "funding/applications/<int:pk>/check/",
        funding_applications.funding_application_check,
        name="funding_application_check",
    ),
    path(
        "funding/applications/<int:pk>/withdraw/",
        funding_applications.funding_application_withdraw,
        name="funding_application_withdraw",
    ),
    path("funding/applications/<int:pk>/letter/", funding_applications.funding_letter, name="funding_letter"),
    path("funding/applications/<int:pk>/assess/", funding_deciding.funding_assess, name="funding_assess"),
    path("funding/applications/<int:pk>/decide/", funding_deciding.funding_decide, name="funding_decide"),
]
