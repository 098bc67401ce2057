"""Addresses of matching and partnering: a module for each noun."""

from . import bids, choosing, consortia, decisions, matching, offers, standing

urlpatterns = [
    *matching.urlpatterns,
    *consortia.urlpatterns,
    *standing.urlpatterns,
    *offers.urlpatterns,
    *decisions.urlpatterns,
    *choosing.urlpatterns,
    *bids.urlpatterns,
]
