"""What officers answer with: words that are kept for all of them, and where those who are declined can turn."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .requests import SupportRequest


class _KeptQuerySet(models.QuerySet):
    def kept(self):
        """Those that are still offered to officers."""
        return self.filter(retired_at=None)


class ReplyTemplate(models.Model):
    """Words that any officer may begin a message with. Managers keep them; placeholders stand in braces."""

    title = models.CharField(max_length=100)
    text = models.TextField(max_length=4000)
    changed_by = models.ForeignKey(  # null: it came with the portal
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(unique=True)

    objects = _KeptQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], condition=Q(retired_at=None), name="reply_template_has_its_own_title"
            ),
            models.CheckConstraint(name="reply_template_has_words", condition=~Q(title="") & ~Q(text="")),
        ]

    def __str__(self):
        return self.title


class Pointer(models.Model):
    """Somewhere that an organisation can turn to, which officers choose when they decline."""

    title = models.CharField(max_length=150)
    url = models.CharField(max_length=300)  # a page of the portal ("/offers/"), or an address that begins with https://
    about = models.CharField(max_length=300, blank=True)  # what one finds there
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(unique=True)

    objects = _KeptQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["title"], condition=Q(retired_at=None), name="pointer_has_its_own_title"),
            models.CheckConstraint(
                name="pointer_leads_somewhere",
                condition=~Q(title="") & (Q(url__startswith="/") | Q(url__startswith="https://")),
            ),
        ]

    def __str__(self):
        return self.title


class GivenPointer(models.Model):
    """A pointer as it was given to an organisation: later changes of the kept one do not change what was answered."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="given_pointers")
    title = models.CharField(max_length=150)
    url = models.CharField(max_length=300)
    about = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title
