"""Addresses of programme staff: each request in the queue, and answers to use again."""

from django.urls import path

from support_requests.views import (
    answers,
    cases,
    cases_deciding,
    cases_files,
    cases_handing_over,
    cases_joining,
    cases_priority,
)

ONE = "cases/<int:pk>/"

urlpatterns = [
    path(ONE, cases.support_case, name="support_case"),
    path(f"{ONE}messages/", cases.support_case_messages, name="support_case_messages"),
    path(f"{ONE}notes/", cases.support_case_notes, name="support_case_notes"),
    path(f"{ONE}history/", cases.support_case_history, name="support_case_history"),
    path(f"{ONE}files/", cases_files.support_case_files, name="support_case_files"),
    path(f"{ONE}files/<int:file_pk>/remove/", cases_files.support_case_file_remove, name="support_case_file_remove"),
    path(f"{ONE}go-on/", cases.support_case_stop_waiting, name="support_case_stop_waiting"),
    path(f"{ONE}take/", cases_handing_over.support_case_take, name="support_case_take"),
    path(f"{ONE}put-back/", cases_handing_over.support_case_put_back, name="support_case_put_back"),
    path(f"{ONE}hand-over/", cases_handing_over.support_case_hand_over, name="support_case_hand_over"),
    path(f"{ONE}alike/", cases_joining.support_case_related, name="support_case_related"),
    path(f"{ONE}beside/<int:other_pk>/", cases_joining.support_case_beside, name="support_case_beside"),
    path(f"{ONE}accept/", cases_deciding.support_case_accept, name="support_case_accept"),
    path(f"{ONE}decline/", cases_deciding.support_case_decline, name="support_case_decline"),
    path(f"{ONE}priority/", cases_priority.support_case_priority, name="support_case_priority"),
    path(f"{ONE}priority/back/", cases_priority.support_case_priority_back, name="support_case_priority_back"),
    path("answers/", answers.support_answers, name="support_answers"),
    path("answers/templates/new/", answers.support_reply_template_add, name="support_reply_template_add"),
    path("answers/templates/<int:pk>/", answers.support_reply_template, name="support_reply_template"),
    path(
        "answers/templates/<int:pk>/retire/",
        answers.support_reply_template_retire,
        name="support_reply_template_retire",
    ),
    path("answers/pointers/new/", answers.support_pointer_add, name="support_pointer_add"),
    path("answers/pointers/<int:pk>/", answers.support_pointer, name="support_pointer"),
    path("answers/pointers/<int:pk>/retire/", answers.support_pointer_retire, name="support_pointer_retire"),
]
