"""Addresses of the steering group, and of who owns what."""

from django.urls import path

from consortia.views import property, steering

STEERING, PROPERTY = "consortia/<int:pk>/steering-group/", "consortia/<int:pk>/intellectual-property/"

urlpatterns = [
    path(STEERING, steering.steering_group, name="steering_group"),
    path(f"{STEERING}name/", steering.steering_name, name="steering_name"),
    path(f"{STEERING}people/<int:named_pk>/take-off/", steering.steering_take_off, name="steering_take_off"),
    path(f"{STEERING}meetings/add/", steering.steering_meeting_add, name="steering_meeting_add"),
    path(f"{STEERING}meetings/<int:meeting_pk>/", steering.steering_meeting_edit, name="steering_meeting_edit"),
    path(PROPERTY, property.intellectual_property, name="intellectual_property"),
    path(f"{PROPERTY}add/", property.contribution_add, name="contribution_add"),
    path(f"{PROPERTY}<int:contribution_pk>/", property.contribution_edit, name="contribution_edit"),
    path(f"{PROPERTY}<int:contribution_pk>/remove/", property.contribution_remove, name="contribution_remove"),
]
