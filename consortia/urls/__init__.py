"""Addresses of matching and partnering: a module for each noun."""

from . import (
    bids,
    choosing,
    consortia,
    decisions,
    disclosure,
    key_steps,
    matching,
    members,
    offers,
    proposals,
    risks,
    sharing,
    standing,
    steering,
)

urlpatterns = [
    *matching.urlpatterns,
    *consortia.urlpatterns,
    *standing.urlpatterns,
    *offers.urlpatterns,
    *decisions.urlpatterns,
    *members.urlpatterns,
    *steering.urlpatterns,
    *choosing.urlpatterns,
    *bids.urlpatterns,
    *key_steps.urlpatterns,
    *risks.urlpatterns,
    *proposals.urlpatterns,
    *disclosure.urlpatterns,
    *sharing.urlpatterns,
]
