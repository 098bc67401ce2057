"""The data about opportunities for whoever wants to use it elsewhere: nothing here is not public."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from commissioners.ocds.writing.packages import record_package, release_package
from commissioners.plain_words import moment_in_words
from commissioners.publishing import spreadsheet
from commissioners.publishing.answering import answering
from commissioners.publishing.losses import LOST, ONLY_OURS
from commissioners.publishing.publisher import absolute, publisher
from commissioners.publishing.reading import public
from commissioners.publishing.releases import NoSuchPage, cursor_of, page_of_releases, releases_of
from partnerships_portal.accounts.limits import limited

EXTENSION = Path(settings.BASE_DIR) / "docs" / "ocds-extension"
EXTENSION_FILES = {
    "extension.json": "application/json",
    "release-schema.json": "application/json",
    "README.md": "text/markdown; charset=utf-8",
    "codelists/consortiumOpenness.csv": "text/csv; charset=utf-8",
    "codelists/partnershipModel.csv": "text/csv; charset=utf-8",
}
FIELDS = (  # of the extension, as the page explains them
    ("Openness", "Whether consortia are not accepted, accepted, welcomed or required", "tender.consortia.openness"),
    ("Models", "Which partnership models the buyer would consider", "tender.consortia.modelsConsidered"),
    ("Lead provider", "Whether one is to hold the contract for the others", "tender.consortia.leadProviderWanted"),
    ("Liability", "Whether each member answers for the whole contract", "tender.consortia.jointLiabilityWanted"),
    ("Smaller lots", "Whether the buyer would divide it into smaller lots", "tender.consortia.smallerLotsConsidered"),
    ("Note", "What the buyer adds in its own words", "tender.consortia.note"),
    ("Turnover", "The turnover in a year that is asked for", "tender.minimumTurnover"),
    ("Insurance", "The highest insurance cover that is asked for", "tender.minimumInsurance"),
    ("Infrastructure", "What is asked of premises, systems and accreditations", "tender.infrastructureAsked"),
    ("Social value", "What bidders are asked about social value", "tender.socialValueQuestions"),
    ("Why not awarded", "Why a lot was not awarded", "tender.lots.outcomeReason"),
    ("Outcome", "When the outcome of a lot was decided", "tender.lots.outcomeDate"),
    ("Won jointly", "Whether suppliers won together, with one bid", "awards.wonJointly"),
    ("Bids", "How many bid for an award", "awards.bidsReceived"),
    ("Voluntary bids", "How many of them were voluntary organisations", "awards.voluntaryBidsReceived"),
    ("Lead", "Which of several that won together leads", "awards.leadSupplier"),
    ("Reserved", "Whether the contract was reserved for public service mutuals", "awards.reservedForMutuals"),
    ("Standstill", "Until when the contract is not signed", "awards.standstillPeriod"),
    ("Lessons", "What everyone can learn from an award", "awards.lessons"),
    ("First published", "“date” in a release is when it last changed; this is when it began", "firstPublished"),
)
OPEN = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
EVERY_HOUR = "600/h/ip"


@login_not_required
@require_safe
def open_data(request):
    """What there is, under which licence, and what our extension adds."""
    newest = public().order_by("-updated_at").first()
    context = {
        "last_change": newest and moment_in_words(newest.updated_at),
        "ocid_prefix": settings.OCID_PREFIX,
        "fields": FIELDS,
        "only_ours": ONLY_OURS,
        "lost": LOST,
    }
    return render(request, "commissioners/open_data.html", context)


@login_not_required
@limited("open_data", EVERY_HOUR, methods=("GET", "HEAD"))
@require_safe
def releases(request):
    """A page of releases, the least recently changed first; 204 where nothing follows."""
    try:
        after = cursor_of(cursor=request.GET.get("cursor", ""), since=request.GET.get("updatedFrom", ""))
    except NoSuchPage as error:
        return JsonResponse({"message": str(error)}, status=400, headers=OPEN)
    page = page_of_releases(after)
    if not page.releases:  # a package without a release would not be valid
        return HttpResponse(status=204, headers=OPEN)
    address = absolute("open_data_releases")
    following = f"{address}?cursor={page.following}" if page.following else ""
    uri = f"{address}?cursor={after}" if after else address
    return _json(request, release_package(page.releases, uri=uri, publisher=publisher(), next_uri=following))


@login_not_required
@limited("open_data", EVERY_HOUR, methods=("GET", "HEAD"))
@require_safe
def record(request, ocid):
    """Everything about one procurement; a record for each buyer where several share the ocid."""
    found = releases_of(public(ocid=ocid)) if "\x00" not in ocid else []
    if not found:
        raise Http404("No public opportunity has this ocid")
    return _json(request, record_package(found, uri=absolute("open_data_record", ocid), publisher=publisher()))


@login_not_required
@limited("open_data", EVERY_HOUR, methods=("GET", "HEAD"))
@require_safe
def opportunity_json(request, pk):
    """One opportunity as a release package."""
    found = releases_of(public().filter(pk=pk))
    if not found:
        raise Http404("No public opportunity has this number")
    return _json(request, release_package(found, uri=absolute("opportunity_json", pk), publisher=publisher()))


@login_not_required
@require_safe
def extension(request, name):
    """The files that describe our extension, where its address in every package leads."""
    if name not in EXTENSION_FILES:
        raise Http404("The extension has no such file")
    words = (EXTENSION / name).read_text(encoding="utf-8").replace("{{ site }}", settings.SITE_URL)
    return HttpResponse(words, content_type=EXTENSION_FILES[name], headers=OPEN)


@login_not_required
@limited("opportunity_csv", "30/h/ip", methods=("GET", "HEAD"))
@require_safe
def opportunity_csv(request):
    """What the list shows for the same address, and only what is public, whoever asks."""
    lines = spreadsheet.rows(answering(request.GET, at=timezone.now()), site=settings.SITE_URL)
    name = f"opportunities-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _json(request, package: dict) -> HttpResponse:
    """The package, or 304 where the asker has it already."""
    words = json.dumps(package, ensure_ascii=False).encode()
    etag = quote_etag(hashlib.sha256(words).hexdigest())
    answer = HttpResponse(words, content_type="application/json", headers=OPEN | {"ETag": etag})
    return get_conditional_response(request, etag=etag, response=answer) or answer
