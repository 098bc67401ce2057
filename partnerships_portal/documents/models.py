"""Files that people handed in. Who may open one is told by what it belongs to, in a higher app."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat

from .checking import NAMES


class StoredFile(models.Model):
    """One file, kept as it came. Never served by its place on the disk: views hand it out after asking who asks."""

    file = models.FileField(upload_to="documents/%Y/%m/")  # the stored name is random; `name` is what people see
    name = models.CharField(max_length=200)  # as the person called it, cleaned
    content_type = models.CharField(max_length=100)  # found from the content, never from what the browser said
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="stored_file_is_not_empty", condition=Q(size__gt=0))]

    def __str__(self):
        return self.name

    @property
    def kind_and_size(self) -> str:
        """What a link to it says: "PDF, 1.2 MB"."""
        kind = NAMES.get(self.content_type, "File")
        return f"{kind}, {filesizeformat(self.size)}".replace("\xa0", " ")
