"""Linking an opportunity with its notices elsewhere, so that the same procurement is not shown and matched twice."""

from django.db import transaction

from commissioners.choices import Source
from commissioners.delivery.notices import Named, imported_of, is_our_own, is_own
from commissioners.models import NoticeLink, Opportunity
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark_many

AT_MOST = 20  # links of one opportunity


@transaction.atomic
def link(*, opportunity, name: Named, by, at, supersede: bool = False) -> NoticeLink:
    """Name a notice elsewhere. With `supersede`, what was imported of it and is the buyer's own gives way to this one.

    Linking again changes nothing twice. Raises NotPossible for what was imported itself, or was never published.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    if current.source != Source.PORTAL:
        raise NotPossible("This was imported from its notice: it needs no link to it.")
    if current.published_at is None:
        raise NotPossible("Publish it first: a draft cannot stand for a notice that everyone sees.")
    if is_our_own(name):
        raise NotPossible("This is a process of this portal. Name the notice on Find a Tender or Contracts Finder.")
    if current.notice_links.count() >= AT_MOST:
        raise NotPossible(f"{AT_MOST} notices are linked already. Take one off first.")
    found, is_new = NoticeLink.objects.get_or_create(
        opportunity=current,
        ocid=name.ocid,
        url=name.url,
        defaults={"source": name.source, "linked_at": at, "linked_by": by},
    )
    gone = _give_way(current, name) if supersede else []
    if is_new or gone:
        record(actor=by, action="notice_linked", target=current, at=at, notice=str(found))
        _changed([current.pk, *gone], at=at)
    return found


@transaction.atomic
def unlink(*, notice_link, by, at) -> None:
    """Take a link off. What gave way because of it is listed and matched again."""
    opportunity = Opportunity.objects.select_for_update(of=("self",)).get(pk=notice_link.opportunity_id)
    if not NoticeLink.objects.filter(pk=notice_link.pk).delete()[0]:
        return
    kept = {one.pk for other in opportunity.notice_links.all() for one in imported_of(other)}
    back = [one.pk for one in imported_of(notice_link).filter(superseded_by=opportunity) if one.pk not in kept]
    Opportunity.objects.filter(pk__in=back).update(superseded_by=None)
    record(actor=by, action="notice_unlinked", target=opportunity, at=at, notice=str(notice_link))
    _changed([opportunity.pk, *back], at=at)


def _give_way(current, name: Named) -> list[int]:
    """Keys of what gives way now. Raises NotPossible where something was imported that is not the buyer's own."""
    found = list(imported_of(name))
    own = [one for one in found if is_own(one, current)]
    if found and not own:
        raise NotPossible(
            f"The notice names {found[0].body} as the buyer. Claim the imported opportunity first: programme staff "
            "decide."
        )
    keys = [one.pk for one in own if one.superseded_by_id != current.pk]
    Opportunity.objects.filter(pk__in=keys, superseded_by=None).update(superseded_by=current)
    return keys


def _changed(keys: list[int], *, at) -> None:
    Opportunity.objects.filter(pk__in=keys).update(updated_at=at)  # their releases are others now
    mark_many(kind="opportunity", object_ids=keys, at=at)
