"""Addresses of consortia and their workspaces."""

from django.urls import path

from consortia.views import consortia

urlpatterns = [
    path("consortia/", consortia.consortium_list, name="consortium_list"),
    path("consortia/<int:pk>/", consortia.consortium, name="consortium"),
    path("consortia/<int:pk>/history/", consortia.consortium_history, name="consortium_history"),
]
