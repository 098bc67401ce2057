"""Addresses of packages of support."""

from django.urls import path

from support_requests.views import packages

urlpatterns = [
    path("packages/<int:pk>/", packages.support_package, name="support_package"),
]
