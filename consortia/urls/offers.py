"""Addresses of offers to partners, of answers to them, and of their queue."""

from django.urls import path

from consortia.views import offer_answers, offer_reviews, offer_writing, offers

urlpatterns = [
    path("offers/", offers.offer_list, name="offer_list"),
    path("offers/mine/", offers.my_offers, name="my_offers"),
    path("offers/new/<int:organisation_pk>/", offer_writing.offer_new, name="offer_new"),
    path("offers/<int:pk>/", offers.offer_detail, name="offer_detail"),
    path("offers/<int:pk>/edit/<slug:step>/", offer_writing.offer_edit, name="offer_edit"),
    path("offers/<int:pk>/check/", offer_writing.offer_check, name="offer_check"),
    path("offers/<int:pk>/take-back/", offer_writing.offer_take_back, name="offer_take_back"),
    path("offers/<int:pk>/delete/", offer_writing.offer_discard, name="offer_discard"),
    path("offers/<int:pk>/close/", offer_writing.offer_close, name="offer_close"),
    path("offers/<int:pk>/renew/", offer_writing.offer_renew, name="offer_renew"),
    path("offers/<int:pk>/answer/", offer_answers.offer_answer, name="offer_answer"),
    path("offers/answers/<int:pk>/", offer_answers.offer_answer_detail, name="offer_answer_detail"),
    path("offers/answers/<int:pk>/outcome/", offer_answers.offer_answer_decide, name="offer_answer_decide"),
    path("offers/answers/<int:pk>/withdraw/", offer_answers.offer_answer_withdraw, name="offer_answer_withdraw"),
    path("programme/offers/", offer_reviews.offer_review_list, name="offer_review_list"),
    path("programme/offers/<int:pk>/", offer_reviews.offer_review, name="offer_review"),
    path("programme/offers/<int:pk>/take/", offer_reviews.offer_review_take, name="offer_review_take"),
    path("programme/offers/<int:pk>/put-back/", offer_reviews.offer_review_put_back, name="offer_review_put_back"),
]
