"""What the programme has learnt and gives to others: case studies, guides, templates, tools and pilots."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commissioners.choices import PartnershipModel
from mutuals.models import Organisation
from partnerships_portal.documents.models import StoredFile
from support_requests.choices import SupportType

from .requests import SupportRequest, mine


def _tags(length: int = 30, **options) -> ArrayField:
    return ArrayField(models.CharField(max_length=length, **options), default=list, blank=True)


class KnowledgePageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published ones for everyone; programme staff see drafts and what was withdrawn, too."""
        staff = user.is_authenticated and user.is_programme_staff
        return self.all() if staff else self.published()

    def published(self):
        """What anyone may read."""
        return self.filter(state=KnowledgePage.State.PUBLISHED)


class KnowledgePage(models.Model):
    """One page of knowledge. Its own words name no organisation: names stand beside them, of those who consented."""

    class Kind(models.TextChoices):
        CASE_STUDY = "case_study", "Case study"
        GUIDE = "guide", "Guide"
        TEMPLATE = "template", "Template"
        TOOL = "tool", "Tool"
        PILOT = "pilot", "Pilot"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        MUTUALS = "mutuals", "Mutuals and their partners"
        COMMISSIONERS = "commissioners", "Commissioners"

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    class Topic(models.TextChoices):
        SECTION_33 = "section_33", "Contracts reserved for public service mutuals (section 33)"
        SOCIAL_VALUE = "social_value", "Social value"
        CONSORTIA = "consortia", "Consortia in procurement"
        CHOOSING = "choosing", "Choosing a partnership model"
        TRUST = "trust", "Trust and shared vision"
        CONFIDENTIALITY = "confidentiality", "Confidentiality and shared know-how"
        RISK = "risk", "Risk and benefit"
        FINANCE = "finance", "Finance and investment"
        EVALUATION = "evaluation", "Evaluation"

    TRANSITIONS = {
        State.DRAFT: {State.PUBLISHED, State.WITHDRAWN},
        State.PUBLISHED: {State.WITHDRAWN},
        State.WITHDRAWN: {State.PUBLISHED},
    }
    NAMING = (Kind.CASE_STUDY, Kind.PILOT)  # kinds that organisations take part in

    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)  # of the wording: consent is for one of them
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=400)
    # What each is of each kind stands in knowledge/parts.py; line breaks make paragraphs, nothing else is marked up
    beginning = models.TextField(max_length=6000, blank=True)
    text = models.TextField(max_length=20000, blank=True)
    outcome = models.TextField(max_length=6000, blank=True)
    stage = models.CharField(max_length=8, choices=Stage, blank=True)  # of a pilot
    audience = models.CharField(max_length=13, choices=Audience, default=Audience.EVERYONE)
    support_types = _tags(20, choices=SupportType)
    partnership_models = _tags(choices=PartnershipModel)
    key_steps = _tags()  # codes of consortia.key_steps.starting
    topics = _tags(20, choices=Topic)
    review_by = models.DateField(null=True, blank=True)  # when staff look at it again

    request = models.ForeignKey(  # the case it was drafted from; only staff know of it
        SupportRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="knowledge_pages"
    )
    written_by = models.ForeignKey(  # null: it came with the portal
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)  # last
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(unique=True)
    is_demo = models.BooleanField(default=False)

    objects = KnowledgePageQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["state", "kind", "-published_at"], name="knowledge_by_state_and_kind")]
        constraints = [
            models.CheckConstraint(name="knowledge_has_a_title_and_summary", condition=~Q(title="") & ~Q(summary="")),
            models.CheckConstraint(
                name="knowledge_published_is_whole",
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="knowledge_withdrawn_says_when",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None)),
            ),
            models.CheckConstraint(
                name="knowledge_pilot_says_how_far_it_is",
                condition=(Q(kind="pilot") & ~Q(stage="")) | (~Q(kind="pilot") & Q(stage="")),
            ),
            models.UniqueConstraint(fields=["request"], name="knowledge_is_drafted_from_a_case_once"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("knowledge_page", args=[self.pk])

    @property
    def may_name(self) -> bool:
        return self.kind in self.NAMING


class KnowledgeConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programme staff, and from when they are asked the people of the organisation; none of another's."""
        if not user.is_authenticated:
            return self.none()
        asked = ~Q(state=KnowledgeConsent.State.NOT_ASKED) & Q(organisation__in=mine(user))
        return self.all() if user.is_programme_staff else self.filter(asked)

    def named(self):
        """Those that are named in public: they agreed to the very wording that is published, and still take part."""
        active = Organisation.objects.active()
        return self.agreed().filter(page__state=KnowledgePage.State.PUBLISHED, organisation__in=active)

    def agreed(self):
        """To the wording as it is now."""
        return self.filter(state=KnowledgeConsent.State.AGREED, version=F("page__version"))

    def waiting(self):
        """Those that an organisation has to answer: nobody is asked about a page that was withdrawn."""
        return self.filter(state=KnowledgeConsent.State.ASKED).exclude(page__state=KnowledgePage.State.WITHDRAWN)


class KnowledgeConsent(models.Model):
    """Whether an organisation that took part may be named, for one wording; said by a person who acts for it."""

    class State(models.TextChoices):
        NOT_ASKED = "not_asked", "Not asked yet"
        ASKED = "asked", "Asked"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken_back", "Taken back"

    TRANSITIONS = {
        State.NOT_ASKED: {State.ASKED},
        State.ASKED: {State.AGREED, State.REFUSED},
        State.AGREED: {State.TAKEN_BACK, State.ASKED},  # asked again: the wording changed
        State.REFUSED: {State.ASKED, State.AGREED},  # agreed: they changed their mind
        State.TAKEN_BACK: {State.ASKED, State.AGREED, State.REFUSED},
    }

    page = models.ForeignKey(KnowledgePage, on_delete=models.CASCADE, related_name="consents")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="knowledge_consents")
    state = models.CharField(max_length=10, choices=State, default=State.NOT_ASKED)
    version = models.PositiveIntegerField(null=True, blank=True)  # of the wording that was asked about or answered
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=150, blank=True)  # of whoever answered, as they gave it
    role = models.CharField(max_length=150, blank=True)
    reason = models.TextField(max_length=1000, blank=True)  # why refused or taken back

    objects = KnowledgeConsentQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="knowledge_consent_is_asked_of_each_once"),
            models.CheckConstraint(
                name="knowledge_consent_is_for_a_wording",
                condition=Q(state="not_asked", version=None) | (~Q(state="not_asked") & Q(version__isnull=False)),
            ),
            models.CheckConstraint(
                name="knowledge_consent_is_given_by_somebody",
                condition=Q(state__in=["not_asked", "asked"]) | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} in “{self.page}”"

    def get_absolute_url(self):
        return reverse("knowledge_consent", args=[self.pk])


class KnowledgeAttachment(models.Model):
    """A link or a file of a page: the template itself, a tool, where to read on."""

    page = models.ForeignKey(KnowledgePage, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(max_length=150)
    url = models.CharField(max_length=300, blank=True)
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="knowledge_attachment"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="knowledge_attachment_is_a_link_or_a_file",
                condition=~Q(title="")
                & (
                    Q(file__isnull=False, url="")
                    | (Q(file=None) & (Q(url__startswith="/") | Q(url__startswith="https://")))
                ),
            )
        ]

    def __str__(self):
        return self.title
