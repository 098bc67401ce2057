from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Facts of the world: places, postcodes, service areas and the codes that name them."""

    name = "partnerships_portal.reference"
    label = "reference"
    verbose_name = "Reference data"
    default_auto_field = "django.db.models.BigAutoField"
