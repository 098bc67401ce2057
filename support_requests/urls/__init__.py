"""Addresses of the support programme, under /support/: a module for each noun."""

from . import advisers, cases, evaluation, funding, knowledge, packages, queue, requests, service_levels

urlpatterns = [
    *queue.urlpatterns,
    *cases.urlpatterns,
    *advisers.urlpatterns,
    *packages.urlpatterns,
    *evaluation.urlpatterns,
    *knowledge.urlpatterns,
    *funding.urlpatterns,
    *requests.urlpatterns,
    *service_levels.urlpatterns,
]
