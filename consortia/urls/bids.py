"""Addresses of bids, of lessons, and of what keeps bids apart."""

from django.urls import path

from consortia.views import bid_outcomes, bids, consortium_bids

urlpatterns = [
    path("bids/", bids.your_bids, name="your_bids"),
    path("bids/<int:pk>/", bids.bid, name="bid"),
    path("bids/<int:pk>/contribution/", bids.bid_contribution, name="bid_contribution"),
    path("bids/<int:pk>/step-out/", bids.bid_step_out, name="bid_step_out"),
    path("bids/<int:pk>/submit/", bids.bid_submit, name="bid_submit"),
    path("bids/<int:pk>/withdraw/", bids.bid_withdraw, name="bid_withdraw"),
    path("bids/<int:pk>/outcome/", bid_outcomes.bid_outcome, name="bid_outcome"),
    path("bids/<int:pk>/outcome/correct/", bid_outcomes.bid_outcome_correct, name="bid_outcome_correct"),
    path("bids/<int:pk>/feedback/", bid_outcomes.bid_feedback, name="bid_feedback"),
    path("bids/<int:pk>/lessons/", bid_outcomes.bid_lessons, name="bid_lessons"),
    path("bids/<int:pk>/lessons/share/", bid_outcomes.lesson_share, name="lesson_share"),
    path("lessons/", bid_outcomes.lesson_list, name="lesson_list"),
    path("lessons/<int:pk>/take-back/", bid_outcomes.lesson_take_back, name="lesson_take_back"),
    path("opportunities/<int:pk>/bid/", bids.bid_intend, name="bid_intend"),
    path("consortia/<int:pk>/bids/", consortium_bids.consortium_bids, name="consortium_bids"),
    path("consortia/<int:pk>/registration/", consortium_bids.consortium_registration, name="consortium_registration"),
    path(
        "consortia/<int:pk>/registration.csv",
        consortium_bids.consortium_registration_csv,
        name="consortium_registration_csv",
    ),
    path("programme/same-lot/", consortium_bids.overlap_list, name="overlap_list"),
]
