"""Addresses of the queue, and of giving requests from it."""

from django.urls import path

from support_requests.views import queue

urlpatterns = [
    path("cases/", queue.support_queue, name="support_queue"),
    path("cases/give/", queue.support_assign, name="support_assign"),
]
