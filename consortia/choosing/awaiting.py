"""Documents of a partnership model that await those who look after them (settings.AWAITING)."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from consortia.models import Consortium, ConsortiumMember, ModelPaper
from consortia.workspace.belonging import organisations_seated
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each

from .documents import PAPERS

NEEDED = reduce(  # documents of the model that the consortium has chosen
    or_,
    (
        Q(consortium__partnership_model=model, code__in=[paper.code for paper in papers])
        for model, papers in PAPERS.items()
    ),
)
TITLES = {paper.code: paper.title for papers in PAPERS.values() for paper in papers}


def of_person(asker: Asker, at) -> list[Queue]:
    """Documents that the person's organisations look after, from the day on which they are due."""
    own = organisations_seated(asker)
    if not own:
        return []
    inside = ConsortiumMember.objects.present().filter(
        consortium=OuterRef("consortium"), organisation=OuterRef("looked_after_by")
    )
    papers = ModelPaper.objects.filter(
        NEEDED, looked_after_by__in=own, done_on=None, due_on__lte=timezone.localdate(at)
    )
    papers = papers.exclude(consortium__state=Consortium.State.DISSOLVED).filter(Exists(inside))
    return [each(papers.select_related("consortium"), _to_finish)]


def _to_finish(paper: ModelPaper) -> Awaiting:
    day = timezone.make_aware(dt.datetime.combine(paper.due_on or timezone.localdate(paper.changed_at), dt.time()))
    return Awaiting(
        text=f"Finish the document “{TITLES[paper.code]}”",
        url=reverse("model_paper", args=[paper.consortium_id, paper.code]),
        detail=str(paper.consortium),
        since=day,
        due=day,
    )
