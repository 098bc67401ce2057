"""Addresses of the directory, of organisations and of their verification."""

from django.urls import path

from .views import definitions, directory, organisations, readings

urlpatterns = [
    path("organisations/", directory.organisation_list, name="organisation_list"),
    path("organisations/map/", directory.organisation_map, name="organisation_map"),
    path("organisations/new/", organisations.organisation_create, name="organisation_create"),
    path("organisations/<int:pk>/", organisations.organisation_detail, name="organisation_detail"),
    path("organisations/<int:pk>/edit/<slug:section>/", organisations.organisation_edit, name="organisation_edit"),
    path("organisations/<int:pk>/purpose/", readings.purpose_declare, name="purpose_declare"),
    path("organisations/<int:pk>/readers/", readings.organisation_readings, name="organisation_readings"),
    path("organisations/<int:pk>/definition/", definitions.organisation_definition, name="organisation_definition"),
    path("service-claims/<int:pk>/verify/", organisations.service_claim_verify, name="service_claim_verify"),
    path("verification/", definitions.verification_queue, name="verification_queue"),
    path("verification/<int:pk>/", definitions.verification_decide, name="verification_decide"),
]
