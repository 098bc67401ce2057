"""Addresses of whoever asks for support."""

from django.urls import path

from support_requests.views import asking, requests, writing

urlpatterns = [
    path("", requests.support_home, name="support_home"),
    path("new/", asking.support_new, name="support_new"),
    path("<int:pk>/", requests.support_request, name="support_request"),
    path("<int:pk>/edit/<slug:step>/", asking.support_edit, name="support_edit"),
    path("<int:pk>/context/", asking.support_context, name="support_context"),
    path("<int:pk>/context/stop/", asking.support_stop_sharing, name="support_stop_sharing"),
    path("<int:pk>/check/", asking.support_check, name="support_check"),
    path("<int:pk>/sent/", asking.support_sent, name="support_sent"),
    path("<int:pk>/discard/", asking.support_discard, name="support_discard"),
    path("<int:pk>/reply/", writing.support_reply, name="support_reply"),
    path("<int:pk>/withdraw/", writing.support_withdraw, name="support_withdraw"),
    path("<int:pk>/files/", writing.support_files, name="support_files"),
    path("<int:pk>/files/<int:file_pk>/", writing.support_file, name="support_file"),
    path("<int:pk>/files/<int:file_pk>/remove/", writing.support_file_remove, name="support_file_remove"),
]
