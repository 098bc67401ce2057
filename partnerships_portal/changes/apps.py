from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "partnerships_portal.changes"
    verbose_name = "Changes"
