"""Addresses of commissioning bodies and opportunities."""

from django.urls import path

from .views import bodies, buyers, calendars, details, edits, feeds, following, lists, lots, open_data, publishing

urlpatterns = [
    path("bodies/", lists.body_list, name="body_list"),
    path("bodies/<int:pk>/", details.body_detail, name="body_detail"),
    path("bodies/<int:pk>/edit/", bodies.body_edit, name="body_edit"),
    path("bodies/<int:pk>/opportunities/new/", edits.opportunity_create, name="opportunity_create"),
    path("my-opportunities/", bodies.my_opportunities, name="my_opportunities"),
    path("opportunities/", lists.opportunity_list, name="opportunity_list"),
    path("opportunities.csv", open_data.opportunity_csv, name="opportunity_csv"),
    path("opportunities.atom", feeds.opportunity_feed, name="opportunity_feed"),
    path("opportunities.ics", feeds.opportunity_calendar, name="opportunity_calendar"),
    path("account/calendar/", calendars.calendar_address, name="calendar_address"),
    path("account/calendar/end/", calendars.calendar_address_end, name="calendar_address_end"),
    path("calendars/<str:token>.ics", calendars.calendar_of_person, name="calendar_of_person"),
    path("opportunities/<int:pk>.json", open_data.opportunity_json, name="opportunity_json"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/releases.json", open_data.releases, name="open_data_releases"),
    path("open-data/records/<path:ocid>.json", open_data.record, name="open_data_record"),
    path("open-data/extension/<path:name>", open_data.extension, name="open_data_extension"),
    path("opportunities/<int:pk>/", details.opportunity_detail, name="opportunity_detail"),
    path("opportunities/<int:pk>/follow/", following.opportunity_follow, name="opportunity_follow"),
    path("opportunities/<int:pk>/unfollow/", following.opportunity_unfollow, name="opportunity_unfollow"),
    path("account/following/", following.opportunities_followed, name="opportunities_followed"),
    path("opportunities/<int:pk>/edit/", edits.opportunity_edit, name="opportunity_edit"),
    path("opportunities/<int:pk>/edit/<slug:section>/", edits.opportunity_section, name="opportunity_section"),
    path("opportunities/<int:pk>/buyers/", buyers.joint_buyers, name="joint_buyers"),
    path("opportunities/<int:pk>/buyers/leave/", buyers.joint_buyer_leave, name="joint_buyer_leave"),
    path("opportunities/<int:pk>/lots/new/", lots.lot_create, name="lot_create"),
    path("opportunities/<int:pk>/lots/<int:lot_pk>/edit/", lots.lot_edit, name="lot_edit"),
    path("opportunities/<int:pk>/lots/<int:lot_pk>/remove/", lots.lot_remove, name="lot_remove"),
    path("opportunities/<int:pk>/publish/", publishing.opportunity_publish, name="opportunity_publish"),
    path("opportunities/<int:pk>/amend/", edits.opportunity_amend, name="opportunity_amend"),
    path("opportunities/<int:pk>/cancel/", publishing.opportunity_cancel, name="opportunity_cancel"),
]
