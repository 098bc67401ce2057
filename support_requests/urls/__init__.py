"""Addresses of the support programme, under /support/: a module for each noun."""

from . import advisers, cases, evaluation, packages, requests

urlpatterns = [
    *cases.urlpatterns,
    *advisers.urlpatterns,
    *packages.urlpatterns,
    *evaluation.urlpatterns,
    *requests.urlpatterns,
]
