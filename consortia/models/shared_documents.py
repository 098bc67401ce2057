"""Documents that members share, each in versions that nobody overwrites."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnerships_portal.documents.models import StoredFile

from .consortia import Consortium, ConsortiumMember
from .shared_rows import SharedQuerySet


class SharedDocument(models.Model):
    """A document by its title. What is in it are its versions, of which it has one at least."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="shared_documents")
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("shared_document", args=[self.consortium_id, self.pk])


class SharedVersion(models.Model):
    """One version, put in for a member. Its file goes if that member removes it; that it was there stays."""

    document = models.ForeignKey(SharedDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="+")
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="shared_version"
    )
    note = models.CharField(max_length=500, blank=True)  # what is new in it
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(unique=True)  # of the page on which the file was chosen

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="shared_version_has_its_own_number"),
            models.CheckConstraint(name="shared_version_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="shared_version_has_a_file_until_removed",
                condition=Q(file__isnull=False, removed_at=None, removed_by=None)
                | Q(file=None, removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.document}, version {self.number}"
