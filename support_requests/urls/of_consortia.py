"""Addresses under those of consortia."""

from django.urls import path

from support_requests.views import joint

urlpatterns = [
    path("consortia/<int:pk>/support/", joint.consortium_support, name="consortium_support"),
]
