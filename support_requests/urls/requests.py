"""Addresses of whoever asks for support."""

from django.urls import path

from support_requests.views import requests

urlpatterns = [
    path("<int:pk>/", requests.support_request, name="support_request"),
]
