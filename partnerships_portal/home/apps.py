from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "partnerships_portal.home"
    verbose_name = "Home"
