from django.urls import path

from . import views

urlpatterns = [
    path("inbox/", views.inbox.inbox, name="inbox"),
    path("inbox/read-all/", views.inbox.read_all, name="inbox_read_all"),
    path("inbox/<int:pk>/", views.inbox.message, name="inbox_message"),
    path("inbox/<int:pk>/read/", views.inbox.read, name="inbox_read"),
    path("inbox/preferences/", views.preferences.message_preferences, name="message_preferences"),
    path("inbox/try-address-again/", views.preferences.address_try_again, name="address_try_again"),
    path("unsubscribe/<str:token>/", views.preferences.unsubscribe, name="unsubscribe"),
]
