"""Addresses of programme staff: the queue, and each request in it."""

from django.urls import path

from support_requests.views import cases, queue

urlpatterns = [
    path("cases/", queue.support_queue, name="support_queue"),
    path("cases/<int:pk>/", cases.support_case, name="support_case"),
]
