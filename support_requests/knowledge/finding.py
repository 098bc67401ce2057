"""The list of what the programme has learnt, as somebody narrows it."""

from django import forms
from django.db.models import Q, QuerySet

from commissioners.choices import PartnershipModel
from support_requests.choices import SupportType
from support_requests.models import KnowledgePage

MOST_WORDS = 8
ANY = [("", "All")]
LOOKED_IN = ("title", "summary", "beginning", "text", "outcome")  # words that name nobody


class KnowledgeFilter(forms.Form):
    """The column of filters. What is not on its lists counts as not chosen."""

    words = forms.CharField(label="Search", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ANY, *KnowledgePage.Kind.choices])
    audience = forms.ChoiceField(
        label="Written for",
        required=False,
        choices=[*ANY, *(one for one in KnowledgePage.Audience.choices if one[0] != KnowledgePage.Audience.EVERYONE)],
    )
    topic = forms.ChoiceField(label="Topic", required=False, choices=[*ANY, *KnowledgePage.Topic.choices])
    support_type = forms.ChoiceField(label="Type of support", required=False, choices=[*ANY, *SupportType.choices])
    model = forms.ChoiceField(label="Partnership model", required=False, choices=[*ANY, *PartnershipModel.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "govuk-select portal-filters__whole" if is_list else "govuk-input"

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows the list."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_use(self) -> int:
        return len(self.chosen)

    def narrowed(self, pages: QuerySet[KnowledgePage]) -> QuerySet[KnowledgePage]:
        """Those of the pages that were asked for. What is for everyone is for each audience."""
        chosen, condition = self.chosen, Q()
        for word in chosen.get("words", "").split()[:MOST_WORDS]:
            said = Q()
            for field in LOOKED_IN:
                said |= Q(**{f"{field}__icontains": word})
            condition &= said
        if "kind" in chosen:
            condition &= Q(kind=chosen["kind"])
        if "audience" in chosen:
            condition &= Q(audience__in=[chosen["audience"], KnowledgePage.Audience.EVERYONE])
        for name, field in (("topic", "topics"), ("support_type", "support_types"), ("model", "partnership_models")):
            if name in chosen:
                condition &= Q(**{f"{field}__contains": [chosen[name]]})
        return pages.filter(condition)
