from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "partnerships_portal.demo"
    verbose_name = "Demonstration"
