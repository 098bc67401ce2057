"""Addresses of whoever asks for support."""

from django.urls import path

from support_requests.views import asking, requests

urlpatterns = [
    path("", requests.support_home, name="support_home"),
    path("new/", asking.support_new, name="support_new"),
    path("<int:pk>/", requests.support_request, name="support_request"),
    path("<int:pk>/edit/<slug:step>/", asking.support_edit, name="support_edit"),
    path("<int:pk>/context/", asking.support_context, name="support_context"),
    path("<int:pk>/check/", asking.support_check, name="support_check"),
    path("<int:pk>/sent/", asking.support_sent, name="support_sent"),
    path("<int:pk>/discard/", asking.support_discard, name="support_discard"),
]
