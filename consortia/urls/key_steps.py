"""Addresses of key steps, red lines and the health check, in a workspace."""

from django.urls import path

from consortia.views import health, key_steps

urlpatterns = [
    path("consortia/<int:pk>/key-steps/", key_steps.key_steps, name="key_steps"),
    path("consortia/<int:pk>/key-steps/add/", key_steps.key_step_add, name="key_step_add"),
    path("consortia/<int:pk>/key-steps/<slug:code>/", key_steps.key_step, name="key_step"),
    path("consortia/<int:pk>/red-lines/", key_steps.red_lines, name="red_lines"),
    path("consortia/<int:pk>/red-lines/<slug:prompt>/", key_steps.red_line, name="red_line"),
    path("consortia/<int:pk>/health-check/", health.health_check, name="health_check"),
    path("consortia/<int:pk>/health-check/begin/", health.health_begin, name="health_begin"),
    path("consortia/<int:pk>/health-check/show/", health.health_show, name="health_show"),
    path("consortia/<int:pk>/health-check/give-up/", health.health_give_up, name="health_give_up"),
    path("consortia/<int:pk>/health-check/<int:member_pk>/", health.health_answer, name="health_answer"),
]
