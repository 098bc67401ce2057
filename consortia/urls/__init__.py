"""Addresses of matching and partnering: a module for each noun."""

from . import consortia, decisions, matching, standing

urlpatterns = [
    *matching.urlpatterns,
    *consortia.urlpatterns,
    *decisions.urlpatterns,
    *standing.urlpatterns,
]
