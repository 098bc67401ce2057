"""Addresses of the support programme, under /support/: a module for each noun."""

from . import advisers, cases, evaluation, packages, queue, requests, service_levels

urlpatterns = [
    *queue.urlpatterns,
    *cases.urlpatterns,
    *advisers.urlpatterns,
    *packages.urlpatterns,
    *evaluation.urlpatterns,
    *requests.urlpatterns,
    *service_levels.urlpatterns,
]
