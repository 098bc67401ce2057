"""Notices of the shape that Find a Tender and Contracts Finder publish. Every name and number is invented."""

import datetime as dt
import json

AT = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)  # when the notices of tests are imported: the tender is open
PPON = "GB-PPON-PXXX-0001-TEST"
CF_ID = "8c0f7f2e-1f5c-4a41-9a55-0d7f4f7a1c11"


def buyer_party(name="Harrowmere City Council", party_id=PPON, **more):
    scheme, _, number = party_id[3:].partition("-")
    return {
        "id": party_id,
        "name": name,
        "identifier": {"scheme": f"GB-{scheme}", "id": number},
        "address": {"locality": "Leeds", "postalCode": "LS1 1UR", "country": "GB", "region": "UKE42"},
        "contactPoint": {"name": "Ann Example", "email": "ann@harrowmere.example", "telephone": "01632 960123"},
        "roles": ["buyer"],
        "details": {"classifications": [{"scheme": "UK_CA_TYPE", "id": "publicAuthoritySubCentralGovernment"}]},
    } | more


def release(release_id="000101-2026", date="2026-03-02T09:00:00Z", ocid="ocds-h6vhtk-0aaaa1", tag="tender", **more):
    buyer = buyer_party()
    return {
        "ocid": ocid,
        "id": release_id,
        "tag": [tag],
        "date": date,
        "initiationType": "tender",
        "language": "en",
        "parties": [buyer],
        "buyer": {"id": buyer["id"], "name": buyer["name"]},
    } | more


def document(release_id, notice_type):
    return {
        "id": release_id,
        "noticeType": notice_type,
        "url": f"https://www.find-tender.service.gov.uk/Notice/{release_id}",
        "datePublished": "2026-03-02T09:00:00Z",
    }


def tender_section(**more):
    return {
        "id": "HCC/77",
        "title": "Youth work in Harrowmere",
        "description": "Open-access youth work. Questions to ann@harrowmere.example or 01632 960123.",
        "status": "active",
        "legalBasis": {"id": "2023/54", "scheme": "UKPGA"},
        "procurementMethod": "open",
        "procurementMethodDetails": "Open procedure",
        "specialRegime": ["lightTouch"],
        "aboveThreshold": True,
        "value": {"amount": 800000, "amountGross": 960000, "currency": "GBP"},
        "tenderPeriod": {"endDate": "2026-06-01T12:00:00+01:00"},
        "enquiryPeriod": {"endDate": "2026-05-15T17:00:00+01:00"},
        "items": [item("1", "98133110", "UKE42"), item("2", "85311300", "UKE42")],
        "lots": [lot("1", "North"), lot("2", "South")],
    } | more


def item(number, cpv, region):
    return {
        "id": number,
        "relatedLot": number,
        "additionalClassifications": [{"scheme": "CPV", "id": cpv, "description": "as in the codebook"}],
        "deliveryAddresses": [{"region": region, "country": "GB", "countryName": "United Kingdom"}],
    }


def lot(number, title):
    return {
        "id": number,
        "title": title,
        "status": "active",
        "suitability": {"sme": True, "vcse": True},
        "value": {"amount": 400000, "amountGross": 480000, "currency": "GBP"},
        "contractPeriod": {"startDate": "2026-09-01T00:00:00+01:00", "endDate": "2028-08-31T23:59:59+01:00"},
    }


def planning_notice(release_id="000100-2026", date="2026-01-10T09:00:00Z", **more):
    tender = tender_section(status="planned", communication={"futureNoticeDate": "2026-03-01T00:00:00Z"})
    for gone in ("tenderPeriod", "enquiryPeriod"):
        del tender[gone]
    planning = {
        "milestones": [{"id": "engagement", "type": "engagement", "dueDate": "2026-02-01T23:59:59Z"}],
        "documents": [document(release_id, "UK2")],
    }
    return release(release_id, date, tag="planning", planning=planning, tender=tender, **more)


def tender_notice(release_id="000101-2026", date="2026-03-02T09:00:00Z", tender=None, **more):
    tender = tender_section(documents=[document(release_id, "UK4")]) | (tender or {})
    return release(release_id, date, tender=tender, **more)


def award_notice(release_id="000102-2026", date="2026-07-20T09:00:00Z", suppliers=("Saltwick Youth CIC",), **more):
    """A delta: it says who won and that the competition is complete, nothing else."""
    parties = [
        {
            "id": f"GB-COH-{number:08}",
            "name": name,
            "identifier": {"scheme": "GB-COH", "id": f"{number:08}"},
            "roles": ["supplier"],
            "details": {"scale": "sme", "vcse": True},
        }
        for number, name in enumerate(suppliers, start=1)
    ]
    award = {
        "id": "1",
        "status": "active",
        "date": "2026-07-15T00:00:00+01:00",
        "value": {"amount": 390000, "currency": "GBP"},
        "relatedLots": ["1"],
        "suppliers": [{"id": party["id"], "name": party["name"]} for party in parties],
        "documents": [document(release_id, "UK6")],
    }
    bids = {
        "statistics": [
            {"id": "1", "measure": "bids", "value": 5, "relatedLot": "1"},
            {"id": "2", "measure": "vcseBids", "value": 2, "relatedLot": "1"},
        ]
    }
    base = release(release_id, date, tag="award")
    base["parties"] = base["parties"] + parties
    return base | {"tender": {"id": "HCC/77", "status": "complete"}, "awards": [award], "bids": bids} | more


def contracts_finder_notice(release_id=f"{CF_ID}-700001", tag="tender", **more):
    """Contracts Finder: no lots, CPV codes on the tender, region names, buyers without an identifier."""
    party = {
        "id": "GB-CFS-900001",
        "name": "Saltwick District Council",
        "identifier": {"legalName": "Saltwick District Council"},
        "address": {"postalCode": "LS11UR", "countryName": "England"},
        "roles": ["buyer"],
    }
    tender = {
        "id": "SDC-1",
        "title": "Day opportunities",
        "description": "Background:rnrnThe council wishes to buy day opportunities.rnrnCall 01632 960999.",
        "status": "active",
        "classification": {"scheme": "CPV", "id": "85312100"},
        "items": [{"id": "1", "deliveryAddresses": [{"region": "South West", "countryName": "United Kingdom"}]}],
        "minValue": {"amount": 50000, "currency": "GBP"},
        "value": {"amount": 75000, "currency": "GBP"},
        "procurementMethod": "open",
        "procurementMethodDetails": "Open procedure (below threshold)",
        "tenderPeriod": {"endDate": "2026-05-30T12:00:00Z"},
        "contractPeriod": {"startDate": "2026-07-01T00:00:00+01:00", "endDate": "2027-06-30T23:59:59+01:00"},
        "suitability": {"sme": True, "vcse": False},
        "documents": [{"id": "1", "url": f"https://www.contractsfinder.service.gov.uk/Notice/{CF_ID}"}],
    }
    return {
        "ocid": f"ocds-b5fd17-{CF_ID}",
        "id": release_id,
        "date": "2026-03-05T10:00:00Z",
        "tag": [tag],
        "tender": tender,
        "parties": [party],
        "buyer": {"id": party["id"], "name": party["name"]},
    } | more


def package(*releases):
    return {"uri": "https://example.org/1", "version": "1.1", "publisher": {"name": "Test"}, "releases": list(releases)}


def write(path, *releases):
    """A release package as a file; returns its path as text."""
    path.write_text(json.dumps(package(*releases)))
    return str(path)


def counts(summary):
    """What became of the releases of an import, without the zeros."""
    words = ("created", "updated", "unchanged", "skipped", "failed")
    return {word: getattr(summary, word) for word in words if getattr(summary, word)}
