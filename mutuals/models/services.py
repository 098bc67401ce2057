"""What organisations say that they deliver, and what shows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships_portal.reference.models import ServiceArea

from .organisations import Organisation


class ServiceClaim(models.Model):
    """An organisation says that it delivers a service. Staff verification or a named contract is evidence."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="service_claims")
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="claims")
    contract = models.CharField("a contract that shows it", max_length=200, blank=True)
    contract_buyer = models.CharField("with whom", max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidenced = models.GeneratedField(
        expression=models.Case(
            models.When(Q(verified_at__isnull=False) | ~Q(contract=""), then=models.Value(True)),
            default=models.Value(False),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["service_area__position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "service_area"], name="service_claim_is_made_once"),
            models.CheckConstraint(
                name="service_claim_verification_is_signed",
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.service_area}"
