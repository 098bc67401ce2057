"""What buyers and providers tell each other about an opportunity: questions, documents, and who follows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships_portal.documents.models import StoredFile

from .opportunities import Opportunity


class Following(models.Model):
    """A person wants to hear of every change to an opportunity. Nobody else sees that they do."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="followings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "person"], name="following_is_once")]

    def __str__(self):
        return f"{self.person} follows {self.opportunity}"


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An answered question is as public as its opportunity. Before that: its asker and the buyer's people.

        One that was withdrawn is its asker's alone.
        """
        answered = Q(state=Question.State.ANSWERED, opportunity__in=Opportunity.objects.visible_to(user))
        if not user.is_authenticated:
            return self.filter(answered)
        bought = Q(opportunity__in=Opportunity.objects.bought_by(user)) & ~Q(state=Question.State.WITHDRAWN)
        return self.filter(answered | Q(asked_by=user) | bought)


class Question(models.Model):
    """Somebody asks the buyer; the answer is for all. Who asked is shown to nobody, the buyer included."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for an answer"
        ANSWERED = "answered", "Answered for all"
        SET_ASIDE = "set_aside", "Not published"
        WITHDRAWN = "withdrawn", "Withdrawn"
        UNANSWERED = "unanswered", "Closed without an answer"  # the opportunity ended first

    TRANSITIONS = {
        State.WAITING: {State.ANSWERED, State.SET_ASIDE, State.WITHDRAWN, State.UNANSWERED},
        State.ANSWERED: {State.ANSWERED},  # an answer may be corrected
        State.SET_ASIDE: {State.ANSWERED},
        State.UNANSWERED: {State.ANSWERED},  # what was learned may still be of use to all
    }

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(  # null: the account was deleted since
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions_asked"
    )
    text = models.TextField("your question", max_length=2000)  # as it was asked
    published_text = models.TextField(max_length=2000, blank=True)  # as everyone reads it: without who asked
    answer = models.TextField(max_length=5000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField("why it is not published", max_length=1000, blank=True)  # for the asker alone
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["opportunity", "state"], name="question_by_state")]
        constraints = [
            models.CheckConstraint(name="question_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="question_answered_has_an_answer",
                condition=~Q(state="answered") | (~Q(answer="") & ~Q(published_text="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"Question {self.pk}"


class OpportunityDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As public as the opportunity; what was taken off is for the buyer's people alone."""
        public = Q(removed_at=None, opportunity__in=Opportunity.objects.visible_to(user))
        return self.filter(public | Q(opportunity__in=Opportunity.objects.bought_by(user)))

    def standing(self):
        """Those that were not taken off."""
        return self.filter(removed_at=None)


class OpportunityDocument(models.Model):
    """A file for everyone who can see the opportunity. Taken off, it stays for the record, seen by the buyer alone."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="opportunity_document")
    title = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    MOST_FILES = 40  # of one opportunity
    MOST_BYTES = 200 * 1024**2
    MOST_BYTES_EVER = 1024**3  # those that were taken off among them: they stay for the record

    objects = OpportunityDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(name="opportunity_document_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="opportunity_document_removal_is_signed",
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title
