from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConsortiaConfig(AppConfig):
    name = "consortia"
    verbose_name = "Consortia"

    def ready(self):
        """What members can decide is known before anybody decides."""
        autodiscover_modules("consequences")
