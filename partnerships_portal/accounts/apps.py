from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "partnerships_portal.accounts"
    verbose_name = "Accounts"

    def ready(self):
        """Every app says what it holds about people, for how long, and how its deeds are told."""
        autodiscover_modules("personal_data", "retention", "audit_words")
