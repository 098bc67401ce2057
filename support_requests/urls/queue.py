"""Addresses of the queue, and of giving requests from it."""

from django.urls import path

from support_requests.views import queue, saved_views

urlpatterns = [
    path("cases/", queue.support_queue, name="support_queue"),
    path("cases/give/", queue.support_assign, name="support_assign"),
    path("cases/views/", saved_views.support_view_save, name="support_view_save"),
    path("cases/views/<int:pk>/", saved_views.support_view, name="support_view"),
    path("cases/views/<int:pk>/delete/", saved_views.support_view_delete, name="support_view_delete"),
]
