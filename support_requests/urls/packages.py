"""Addresses of packages of support, and of budgets."""

from django.urls import path

from support_requests.views import advising, budgets, delivery, lines, lines_agreed, packages, time_entries

urlpatterns = [
    path("packages/<int:pk>/", packages.support_package, name="support_package"),
    path("packages/<int:pk>/begin/", packages.package_begin, name="package_begin"),
    path("packages/<int:pk>/complete/", packages.package_complete, name="package_complete"),
    path("packages/<int:pk>/lines/add/", lines_agreed.line_add, name="line_add"),
    path("packages/<int:pk>/lines/<int:line_pk>/remove/", lines_agreed.line_remove, name="line_remove"),
    path("packages/<int:pk>/lines/<int:line_pk>/ask/", lines.line_ask, name="line_ask"),
    path("packages/<int:pk>/lines/<int:line_pk>/days/", lines.line_days, name="line_days"),
    path(
        "packages/<int:pk>/assignments/<int:assignment_pk>/take-off/",
        lines.assignment_take_off,
        name="assignment_take_off",
    ),
    path("packages/<int:pk>/milestones/add/", delivery.milestone_add, name="milestone_add"),
    path("packages/<int:pk>/milestones/<int:milestone_pk>/", delivery.milestone_change, name="milestone_change"),
    path("packages/<int:pk>/milestones/<int:milestone_pk>/mark/", delivery.milestone_mark, name="milestone_mark"),
    path("packages/<int:pk>/milestones/<int:milestone_pk>/remove/", delivery.milestone_remove, name="milestone_remove"),
    path("packages/<int:pk>/sessions/add/", delivery.session_add, name="session_add"),
    path("packages/<int:pk>/sessions/<int:session_pk>/", delivery.session_change, name="session_change"),
    path("packages/<int:pk>/sessions/<int:session_pk>/remove/", delivery.session_remove, name="session_remove"),
    path("packages/<int:pk>/days/add/", time_entries.time_add, name="time_add"),
    path("packages/<int:pk>/days/<int:entry_pk>/remove/", time_entries.time_remove, name="time_remove"),
    path("packages/<int:pk>/documents/add/", time_entries.package_file_add, name="package_file_add"),
    path("packages/<int:pk>/documents/<int:file_pk>/", time_entries.package_file, name="package_file"),
    path(
        "packages/<int:pk>/documents/<int:file_pk>/remove/",
        time_entries.package_file_remove,
        name="package_file_remove",
    ),
    path("advising/questions/<int:pk>/", advising.assignment_answer, name="assignment_answer"),
    path("budgets/", budgets.budget_list, name="budget_list"),
    path("budgets/add/", budgets.budget_add, name="budget_add"),
    path("budgets/<int:pk>/", budgets.budget_change, name="budget_change"),
]
