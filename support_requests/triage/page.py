"""What stands on the pages of one request for programme staff; each part in a constant number of queries."""

import datetime as dt

from django.db.models import Q, QuerySet

from mutuals.models import Organisation
from mutuals.viewers import viewer_of
from support_requests.actions.priority import suggested_for
from support_requests.asking.page import read_context
from support_requests.choices import Priority
from support_requests.models import InternalNote, Package, SupportFile, SupportMessage, SupportRequest, mine
from support_requests.officers import has_officer, may_have
from support_requests.service_levels import levels
from support_requests.service_levels.standing import standing_of

State = SupportRequest.State
OTHERS_SHOWN = 10
COLOURS = {
    State.SUBMITTED: "yellow",
    State.ACCEPTED: "teal",
    State.IN_PROGRESS: "blue",
    State.COMPLETED: "green",
    State.DECLINED: "red",
    State.MERGED: "grey",
    State.WITHDRAWN: "grey",
}


def with_all(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    """With what the head of a page names."""
    return rows.select_related(
        *("organisation__base_authority__region", "officer", "asked_by", "decided_by", "merged_into__organisation"),
        *("priority_set_by", "consortium"),
    )


def family(request: SupportRequest) -> Q:
    """A condition on what belongs to a request: its own, and that of those that were joined with it."""
    return Q(request=request) | Q(request__merged_into=request)


def notes_for(case: SupportRequest, reader) -> QuerySet[InternalNote]:
    """What staff noted about it, and about those that were joined with it but for a request of the reader's own
    organisation."""
    return InternalNote.objects.filter(family(case)).exclude(request__organisation__in=mine(reader))


def head(case: SupportRequest, *, user, at: dt.datetime) -> dict:
    """What every tab shows: how it stands, who has it, its clocks, and what the person may do."""
    may_decide = user.has_perm("support_requests.decide", case.organisation) and may_have(user, case)
    may_read_notes = user.has_perm("support_requests.read_notes", case.organisation)
    is_mine = case.officer_id == user.pk
    return {
        "case": case,
        "colour": COLOURS.get(State(case.state), "grey"),
        "clocks": standing_of(case, at, levels.office_at(case.submitted_at or at)).both,
        "may_decide": may_decide,
        "may_read_notes": may_read_notes,
        "is_mine": is_mine and may_decide,
        "is_free": not is_mine and not has_officer(case),
        "may_hand_over": may_decide and case.is_open and (is_mine or user.has_perm("support_requests.manage")),
        "tabs": _tabs(case, user, may_read_notes),
    }


def _tabs(case: SupportRequest, user, may_read_notes: bool) -> list[tuple[str, str, int]]:
    """(name of the page, its title, how much is there; 0: not said)."""
    written = SupportMessage.objects.filter(family(case)).count()
    tabs = [("support_case", "The request", 0), ("support_case_messages", "Messages", written)]
    if may_read_notes:
        tabs.append(("support_case_notes", "Notes for staff", notes_for(case, user).count()))
    return [*tabs, ("support_case_related", "Similar requests", 0), ("support_case_history", "History", 0)]


def suggested_in_words(case: SupportRequest, *, at: dt.datetime) -> str:
    """The priority that is suggested now, with its reasons."""
    suggestion = suggested_for(case, at=at)
    return f"{Priority(suggestion.priority).label}. {suggestion.in_words}"


def facts_of(organisation: Organisation, *, user) -> list[tuple[str, str]]:
    """(what, value) of an organisation, as far as it shows that to programme staff in lists."""
    shown = {section.key for section in viewer_of(user).sections_in_lists(organisation)}
    facts = [("Kind", organisation.kind_in_words)]
    if "about" in shown:
        authority = organisation.base_authority
        facts.append(("Region", f"{authority.region} ({authority})" if authority else ""))
        facts.append(("Legal form", organisation.get_legal_form_display() if organisation.legal_form else ""))
    if "size" in shown:
        staff, turnover = organisation.staff_band, organisation.turnover_band
        facts.append(("Staff", organisation.get_staff_band_display() if staff is not None else ""))
        facts.append(("Turnover", organisation.get_turnover_band_display() if turnover is not None else ""))
    else:
        facts.append(("Size", "Kept from others"))
    return facts


def other_requests(case: SupportRequest, *, user) -> list[SupportRequest]:
    """Of the same organisation, the newest first; one more than is shown tells that there are more."""
    rows = SupportRequest.objects.visible_to(user).sent().filter(organisation=case.organisation)
    return list(rows.exclude(pk=case.pk).order_by("-submitted_at", "-pk")[: OTHERS_SHOWN + 1])


def asked(case: SupportRequest, *, user, at: dt.datetime) -> dict:
    """What the first tab shows: the request, whoever asks, what came of their other requests, and files."""
    others = other_requests(case, user=user)
    return {
        "shows_acts": True,
        "suggestion": suggested_in_words(case, at=at) if case.is_open else "",
        "facts": facts_of(case.organisation, user=user),
        "context": read_context(case),
        "others": others[:OTHERS_SHOWN],
        "more_others": len(others) > OTHERS_SHOWN,
        "files": list(SupportFile.objects.filter(family(case)).select_related("file", "added_by", "request")),
        "joined": list(case.merged_requests.select_related("organisation").order_by("pk")),
        "pointers": list(case.given_pointers.all()),
        "package": Package.objects.filter(request=case).first(),
        "evaluations": list(case.evaluations.select_related("organisation")),
    }
