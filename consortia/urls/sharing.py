"""Messages, documents, actions and the calendar of a workspace."""

from django.urls import path

from consortia.views import calendars, messages, shared_actions, shared_documents

urlpatterns = [
    path("consortia/<int:pk>/messages/", messages.consortium_messages, name="consortium_messages"),
    path("consortia/<int:pk>/messages/write/", messages.consortium_message_write, name="consortium_message_write"),
    path(
        "consortia/<int:pk>/messages/<int:message_pk>/",
        messages.consortium_message_change,
        name="consortium_message_change",
    ),
    path(
        "consortia/<int:pk>/messages/<int:message_pk>/take-back/",
        messages.consortium_message_take_back,
        name="consortium_message_take_back",
    ),
    path("consortia/<int:pk>/documents/", shared_documents.shared_documents, name="shared_documents"),
    path("consortia/<int:pk>/documents/add/", shared_documents.shared_document_add, name="shared_document_add"),
    path("consortia/<int:pk>/documents/<int:document_pk>/", shared_documents.shared_document, name="shared_document"),
    path(
        "consortia/<int:pk>/documents/<int:document_pk>/add/",
        shared_documents.shared_version_add,
        name="shared_version_add",
    ),
    path(
        "consortia/<int:pk>/documents/<int:document_pk>/versions/<int:number>/",
        shared_documents.shared_version,
        name="shared_version",
    ),
    path(
        "consortia/<int:pk>/documents/<int:document_pk>/versions/<int:number>/remove/",
        shared_documents.shared_version_remove,
        name="shared_version_remove",
    ),
    path("consortia/<int:pk>/actions/", shared_actions.shared_actions, name="shared_actions"),
    path("consortia/<int:pk>/actions/add/", shared_actions.shared_action_add, name="shared_action_add"),
    path("consortia/<int:pk>/actions/<int:action_pk>/", shared_actions.shared_action, name="shared_action"),
    path(
        "consortia/<int:pk>/actions/<int:action_pk>/change/",
        shared_actions.shared_action_change,
        name="shared_action_change",
    ),
    path(
        "consortia/<int:pk>/actions/<int:action_pk>/answer/",
        shared_actions.shared_action_answer,
        name="shared_action_answer",
    ),
    path(
        "consortia/<int:pk>/actions/<int:action_pk>/done/",
        shared_actions.shared_action_finish,
        name="shared_action_finish",
    ),
    path(
        "consortia/<int:pk>/actions/<int:action_pk>/reopen/",
        shared_actions.shared_action_reopen,
        name="shared_action_reopen",
    ),
    path("consortia/<int:pk>/calendar/", calendars.consortium_calendar, name="consortium_calendar"),
    path("consortia/<int:pk>/calendar/end/", calendars.consortium_calendar_end, name="consortium_calendar_end"),
    path("calendars/consortia/<str:token>.ics", calendars.calendar_of_consortium, name="calendar_of_consortium"),
]
