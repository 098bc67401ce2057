"""Addresses of advisers."""

from django.urls import path

from support_requests.views import advisers, advising

urlpatterns = [
    path("advising/", advising.advising_home, name="advising_home"),
    path("advising/invitations/<int:pk>/", advising.adviser_invitation, name="adviser_invitation"),
    path("advisers/", advisers.adviser_list, name="adviser_list"),
    path("advisers/invite/", advisers.adviser_invite, name="adviser_invite"),
    path(
        "advisers/invitations/<int:pk>/withdraw/",
        advisers.adviser_invitation_withdraw,
        name="adviser_invitation_withdraw",
    ),
    path("advisers/<int:pk>/", advisers.adviser, name="adviser"),
    path("advisers/<int:pk>/change/", advisers.adviser_change, name="adviser_change"),
    path("advisers/<int:pk>/leave/", advisers.adviser_leave, name="adviser_leave"),
    path("advisers/<int:pk>/conflicts/add/", advisers.adviser_conflict_add, name="adviser_conflict_add"),
    path(
        "advisers/<int:pk>/conflicts/<int:conflict_pk>/end/",
        advisers.adviser_conflict_end,
        name="adviser_conflict_end",
    ),
]
