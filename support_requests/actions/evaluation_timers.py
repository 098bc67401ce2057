"""What is due with questionnaires: asked, reminded of once, closed; what becomes of them when an organisation is merged
or leaves. Each in a transaction of its own."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from consortia.models import ConsortiumMember
from partnerships_portal.accounts.transitions import move
from support_requests.models import Evaluation

from .evaluation import GIVEN, ask, do_not_ask, note, send, whom_to_ask
from .holding import hold

AT_ONCE = 500  # of each, in one start of the timer
State = Evaluation.State


def look_after(*, at: dt.datetime) -> int:
    """Do everything that is due; returns how many questionnaires changed."""
    return _follow() + _take_back(at) + _ask(at) + _close(at) + _remind(at)


def _follow() -> int:
    """Those of an organisation that was merged into another are the other's, unless it is asked the same itself.

    First the request follows, where it is the asker that was merged (following.py).
    """

    def follow(one: Evaluation) -> None:
        Evaluation.objects.filter(pk=one.pk).update(organisation=one.organisation.merged_into)

    merged = Q(organisation__merged_into__isnull=False, request__organisation__merged_into=None)
    return _each(Evaluation.objects.filter(merged & ~Exists(_same())), follow)


def _same() -> QuerySet[Evaluation]:
    """What the organisation that took this one over is asked itself."""
    heir = OuterRef("organisation__merged_into")
    return Evaluation.objects.filter(request=OuterRef("request"), wave=OuterRef("wave"), organisation=heir)


def _take_back(at: dt.datetime) -> int:
    """Those whose support was not given after all, whose organisation is closed or has left the consortium, or was
    merged into one that is asked the same.
    """
    closed = Q(organisation__closed_at__isnull=False, organisation__merged_into=None)
    here = {"consortium": OuterRef("request__package__consortium"), "organisation": OuterRef("organisation")}
    inside = Exists(ConsortiumMember.objects.present().filter(**here))
    left = ~Q(organisation=F("request__organisation")) & ~inside & Q(organisation__merged_into=None)
    gone = ~Q(request__state__in=GIVEN) | closed | left | Q(Exists(_same()))
    wanted = Evaluation.objects.filter(gone, state__in=(State.SCHEDULED, State.ASKED), due_at__lte=at)
    return _each(wanted, lambda one: do_not_ask(evaluation=one, at=at))


def _ask(at: dt.datetime) -> int:
    """Those that are due; where there is nobody to ask they wait, as long as one could be answered."""
    too_late = at - dt.timedelta(days=settings.EVALUATION_DAYS)

    def ask_or_give_up(one: Evaluation) -> None:
        if one.due_at <= too_late:
            do_not_ask(evaluation=one, at=at)
        else:
            ask(evaluation=one, at=at)

    return _each(Evaluation.objects.filter(state=State.SCHEDULED, due_at__lte=at), ask_or_give_up)


def _remind(at: dt.datetime) -> int:
    since = at - dt.timedelta(days=settings.EVALUATION_REMINDER_DAYS)

    def remind(one: Evaluation) -> None:
        one.reminded_at = at
        one.save(update_fields=["reminded_at"])
        send(one, whom_to_ask(one), event="evaluation_reminded", at=at)
        note(one, "evaluation_reminded", by=None, at=at)

    return _each(Evaluation.objects.filter(state=State.ASKED, reminded_at=None, asked_at__lte=since), remind)


def _close(at: dt.datetime) -> int:
    since = at - dt.timedelta(days=settings.EVALUATION_DAYS)

    def close(one: Evaluation) -> None:
        move(one, field="state", to=State.UNANSWERED, transitions=Evaluation.TRANSITIONS, ended_at=at)
        note(one, "evaluation_closed", by=None, at=at)

    return _each(Evaluation.objects.filter(state=State.ASKED, asked_at__lte=since), close)


def _each(wanted: QuerySet[Evaluation], act: Callable[[Evaluation], None]) -> int:
    """Act on each, held with its request, if it is still wanted by then."""
    rows = wanted.order_by("due_at", "pk").values_list("pk", "request_id")[:AT_ONCE]
    done = 0
    for pk, request_id in list(rows):
        with transaction.atomic():
            request = hold(request_id)
            one = wanted.select_for_update(of=("self",)).filter(pk=pk).first()
            if one is None:
                continue
            one.request = request
            act(one)
            done += 1
    return done
