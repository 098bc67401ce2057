"""Addresses about who is in a consortium."""

from django.urls import path

from consortia.views import members

urlpatterns = [
    path("consortia/<int:pk>/members/", members.member_list, name="member_list"),
    path("consortia/<int:pk>/leave/", members.consortium_leave, name="consortium_leave"),
    path("consortium-seats/<int:pk>/", members.seat_offer, name="seat_offer"),
]
