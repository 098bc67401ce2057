from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "partnerships_portal.documents"
    verbose_name = "Documents"
