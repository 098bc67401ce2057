from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "partnerships_portal.notifications"
    verbose_name = "Notifications"
