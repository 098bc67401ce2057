"""One opportunity as one OCDS release: the whole of what is public of it now."""

import hashlib
import json

from commissioners.choices import State

from .awards import awards, bids, contracts
from .parties import Parties
from .published import Published
from .tender import planning, tender
from .values import moment, said


def release(published: Published) -> dict:
    """The release of an opportunity as it stands.

    Its date is that of the last change. Its id holds the version and a digest of everything else: the same content has
    the same id for ever, and any change another one.
    """
    parties = Parties(published)
    body = said(
        {
            "date": moment(published.facts.updated_at),
            "tag": tags(published),
            "initiationType": "tender",
            "language": "en",
            "firstPublished": moment(published.facts.published_at),
            "buyer": parties.buyer,
            "planning": planning(published),
            "tender": tender(published),
            "awards": awards(published, parties),
            "contracts": contracts(published),
            "bids": bids(published),
            "relatedProcesses": _related(published),
            "parties": parties.listed,
        }
    )
    return {"ocid": published.ocid, "id": _id(published, body), **body}


def compiled(one: dict) -> dict:
    """The same as the compiled release of a record: there is but one release, and it tells everything."""
    return one | {"id": f"{one['ocid']}-{one['date']}", "tag": ["compiled"]}


def tags(published: Published) -> list[str]:
    """What the release is about; one that was amended is an update."""
    state, update = published.facts.state, "Update" if published.amendments else ""
    if state == State.CANCELLED:
        return ["tenderCancellation"]
    if state == State.EARLY_ENGAGEMENT:
        is_tendered = published.facts.submission_deadline or published.facts.enquiry_deadline
        return [f"planning{update}"] + ["tender"] * bool(is_tendered)
    return [f"tender{update}"] + ["award"] * bool(published.awards)


def _related(published: Published) -> list[dict]:
    """The same procurement elsewhere. OCDS has no code for it: its list of relationships is open."""
    return [
        said(
            {
                "id": str(number),
                "relationship": ["sameProcess"],
                "scheme": "ocid" if each.ocid else "",
                "identifier": each.ocid,
                "uri": each.url,
            }
        )
        for number, each in enumerate(published.related, start=1)
    ]


def _id(published: Published, body: dict) -> str:
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return f"{published.ocid}-v{published.facts.version}-{digest[:12]}"
