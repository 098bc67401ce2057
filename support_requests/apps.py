from django.apps import AppConfig


class SupportRequestsConfig(AppConfig):
    name = "support_requests"
    verbose_name = "Support requests"
