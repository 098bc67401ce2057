"""Giving requests to officers."""

from django import forms

from partnerships_portal.pages import number_in
from support_requests.actions.assigning import MOST
from support_requests.officers import officers

ME, SEEN = "me", "seen-"


class AssignForm(forms.Form):
    """Which requests (`case`, several), to whom (`to`), and who was seen to have each (`seen-<number>`).

    The button of one row, `take`, stands for that row alone, to whoever presses it.
    """

    to = forms.CharField(required=False)

    def __init__(self, data, *, user, requests):
        super().__init__(data)
        self.user = user
        only = data.get("take")
        named = [number_in(text) for text in ([only] if only else data.getlist("case"))]
        self.is_single = bool(only)
        self.asked = {pk for pk in named if pk is not None}
        self.requests = requests

    def clean_to(self):
        said = self.cleaned_data["to"]
        if self.is_single or said == ME:
            return self.user
        pk = number_in(said)
        found = officers().filter(pk=pk).first() if pk is not None else None
        if found is None:
            raise forms.ValidationError("Select who is to have them")
        return found

    def clean(self):
        if not self.asked:
            raise forms.ValidationError("Tick at least one request")
        if len(self.asked) > MOST:
            raise forms.ValidationError(f"Tick at most {MOST} requests at once")
        return self.cleaned_data

    @property
    def shown(self):
        """Those that stood on the page to be ticked."""
        named = (number_in(name.removeprefix(SEEN)) for name in self.data if name.startswith(SEEN))
        return self.requests.filter(pk__in=[pk for pk in named if pk is not None])

    @property
    def seen(self) -> dict[int, int | None]:
        """Who was seen to have each of the requests that exist for this person: one query."""
        there = self.requests.filter(pk__in=self.asked).values_list("pk", flat=True)
        return {pk: number_in(self.data.get(f"{SEEN}{pk}", "")) for pk in there}
