"""What the law module is told: lists entered from the law, answers about a procurement, answers of an organisation."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from commissioners.choices import PartnershipModel, ServiceListKind
from mutuals.models import Organisation
from partnerships_portal.reference.models import ServiceArea

from .bodies import CommissioningBody
from .opportunities import Opportunity


class ServiceList(models.Model):
    """CPV codes that programme staff entered from the law, with source and dates. A new list ends the one before."""

    kind = models.CharField(max_length=20, choices=ServiceListKind)
    codes = ArrayField(models.CharField(max_length=8))  # without check digits
    source_link = models.URLField(max_length=500)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    checked_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="service_list_begins_once"),
            models.CheckConstraint(
                name="service_list_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="service_list_is_not_empty", condition=Q(codes__len__gt=0)),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, from {self.valid_from}"


class FormingTime(models.Model):
    """How many weeks programme staff think that a partnership model takes to form. None kept: the starting value."""

    partnership_model = models.CharField(max_length=30, choices=PartnershipModel, unique=True)
    weeks = models.PositiveSmallIntegerField(validators=[MaxValueValidator(104)])
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["weeks", "pk"]
        constraints = [models.CheckConstraint(name="forming_time_is_sensible", condition=Q(weeks__lte=104))]

    def __str__(self):
        return f"{self.get_partnership_model_display()}: {self.weeks} weeks"


class RouteQuestions(models.Model):
    """What the buyer answered in the guide to routes and rules. Null: not answered, which stays not known.

    The second group is asked under the Provider Selection Regime only (`law.selection_processes.ProcessQuestions`).
    For the buyer's people; the public sees the route that was chosen.
    """

    opportunity = models.OneToOneField(Opportunity, on_delete=models.CASCADE, related_name="route_questions")
    is_health_care = models.BooleanField("is it for relevant health care services?", null=True, blank=True)
    is_mixed = models.BooleanField("does it mix them with other services?", null=True, blank=True)
    main_subject_is_health_care = models.BooleanField("is health care its main subject?", null=True, blank=True)
    could_be_separate = models.BooleanField("could the parts be bought separately?", null=True, blank=True)
    suitable_framework = models.BooleanField("is there a framework that covers it?", null=True, blank=True)
    suitable_dynamic_market = models.BooleanField("is there a dynamic market that covers it?", null=True, blank=True)
    is_pilot = models.BooleanField("is it a pilot?", null=True, blank=True)

    is_framework = models.BooleanField(null=True, blank=True)
    has_existing_provider = models.BooleanField(null=True, blank=True)
    only_existing_provider_can = models.BooleanField(null=True, blank=True)
    patients_choose = models.BooleanField(null=True, blank=True)
    providers_are_unlimited = models.BooleanField(null=True, blank=True)
    all_who_qualify_get_a_contract = models.BooleanField(null=True, blank=True)
    providers_can_express_interest = models.BooleanField(null=True, blank=True)
    replaces_expiring_contract = models.BooleanField(null=True, blank=True)
    considerable_change = models.BooleanField(null=True, blank=True)
    provider_satisfies = models.BooleanField(null=True, blank=True)
    can_identify_most_suitable = models.BooleanField(null=True, blank=True)

    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "route questions"

    def __str__(self):
        return f"Answers on {self.opportunity}"


class QualifyingAnswersQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the organisation's own people; for everyone signed in where it chose so."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(shown_to_others=True) | Q(organisation__in=user.memberships.values("organisation")))


class QualifyingAnswers(models.Model):
    """What an organisation says about the tests of section 33. Null: not answered.

    `stated_contracts_at`: when it last said that `reserved_contracts` is the whole list; null: it has not said.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="qualifying_answers")
    delivers_public_services = models.BooleanField(null=True, blank=True)
    mainly_reservable_services = models.BooleanField(null=True, blank=True)
    is_not_for_profit = models.BooleanField(null=True, blank=True)
    distributes_only_to_members = models.BooleanField(null=True, blank=True)
    employees_manage_and_control = models.BooleanField(null=True, blank=True)
    stated_contracts_at = models.DateTimeField(null=True, blank=True)
    shown_to_others = models.BooleanField("other organisations may see whether you qualify", default=False)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = QualifyingAnswersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "qualifying answers"

    def __str__(self):
        return f"Section 33 answers of {self.organisation}"


class ReservedContract(models.Model):
    """A contract that an organisation says it won in reliance on section 33 (or perhaps did)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reserved_contracts")
    body = models.ForeignKey(
        CommissioningBody, null=True, blank=True, on_delete=models.PROTECT, related_name="reserved_contracts"
    )
    body_name = models.CharField("the authority", max_length=250)
    title = models.CharField(max_length=300, blank=True)
    services = models.ManyToManyField(ServiceArea, blank=True, related_name="+")
    awarded_on = models.DateField(null=True, blank=True)
    entered_on = models.DateField("signed on", null=True, blank=True)
    relied_on_section_33 = models.BooleanField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = [F("entered_on").desc(nulls_last=True), "pk"]
        constraints = [models.CheckConstraint(name="reserved_contract_names_its_authority", condition=~Q(body_name=""))]

    def __str__(self):
        return f"{self.organisation} with {self.body_name}"
