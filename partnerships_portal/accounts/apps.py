from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "partnerships_portal.accounts"
    verbose_name = "Accounts"
