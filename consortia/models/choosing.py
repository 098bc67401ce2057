"""Choosing a partnership model: what members answered, and who looks after which paper of the model that was chosen."""

from django.conf import settings
from django.db import models

from mutuals.models import Organisation

from .consortia import Consortium


class ChoosingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the consortium: for the people of its present members, and for nobody else."""
        return self.filter(consortium__in=Consortium.objects.visible_to(user))


class ModelAnswer(models.Model):
    """The members' answer to one question, with who gave it last, and for which member. "": not known, said again."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="model_answers")
    question = models.CharField(max_length=20)  # see consortia/choosing/questions.py
    answer = models.CharField(max_length=2000, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = ChoosingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consortium", "question"], name="model_answer_is_given_once"),
        ]

    def __str__(self):
        return f"{self.question}: {self.answer or 'not known'}"


class ModelPaper(models.Model):
    """One document of the checklist that somebody said something about. Papers that models share keep what was said."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="model_papers")
    code = models.CharField(max_length=20)  # see consortia/choosing/documents.py
    looked_after_by = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = ChoosingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consortium", "code"], name="model_paper_is_kept_once")]

    def __str__(self):
        return self.code
