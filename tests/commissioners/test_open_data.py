"""Promises about open data: valid, complete, the same for everyone, and nothing in it that is not public."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.actions import opportunities
from commissioners.models import Opportunity
from commissioners.publishing import releases
from commissioners.publishing.losses import LOST, ONLY_OURS
from commissioners.publishing.publisher import publisher
from commissioners.publishing.reading import published as publish
from tests.factories import BodyFactory, LocalAuthorityFactory, OpportunityFactory, ServiceAreaFactory
from tests.ocds_schemas import (
    RECORD_PACKAGE,
    RELEASE,
    RELEASE_PACKAGE,
    problems,
    problems_with_extension,
    schemas,
)

from .notices import AT, award_notice, contracts_finder_notice, planning_notice, tender_notice

pytestmark = pytest.mark.django_db
EXTENSION = Path(settings.BASE_DIR) / "docs" / "ocds-extension"
FRAGMENT = json.loads((EXTENSION / "release-schema.json").read_text())


def packages(client) -> list[dict]:
    """All pages of releases, from the first to the last."""
    found, address = [], reverse("open_data_releases")
    while address:
        found.append(client.get(address.removeprefix(settings.SITE_URL)).json())
        address = found[-1].get("links", {}).get("next")
    return found


def all_releases(client) -> list[dict]:
    return [release for package in packages(client) for release in package["releases"]]


@pytest.fixture
def full(published, commissioner, partner_body, at):
    """A published opportunity about which everything is said, and which was amended."""
    published.joint_buyers.add(partner_body)
    opportunities.save(
        opportunity=published,
        values={
            "openness": "welcomed",
            "models_considered": ["alliance"],
            "wants_lead_provider": True,
            "wants_joint_liability": False,
            "openness_note": "Partners are welcome",
            "minimum_turnover": 100_000,
            "considers_smaller_lots": True,
            "minimum_insurance": 5_000_000,
            "infrastructure_asked": "A base in the county",
            "social_value_weight": Decimal("12.5"),
            "social_value_questions": "How many apprentices?",
            "tender_days": 40,
            "award_expected_on": dt.date(2027, 6, 30),
            "may_be_extended": True,
        },
        note="What many asked for",
        by=commissioner,
        at=at + dt.timedelta(days=1),
    )
    published.lots.update(outcome="not_awarded", outcome_reason="No tender was acceptable", decided_at=at)
    published.refresh_from_db()
    return published


def test_packages_are_valid_against_the_official_schema(client, reference_data, full, run_import):
    run_import(planning_notice(ocid="ocds-h6vhtk-0bbbb2"), tender_notice(), award_notice(), contracts_finder_notice())
    (package,) = packages(client)
    assert len(package["releases"]) == 4
    assert problems(package, RELEASE_PACKAGE) == []
    for release in package["releases"]:
        record = client.get(reverse("open_data_record", args=[release["ocid"]])).json()
        assert problems(record, RECORD_PACKAGE) == []
        assert problems_with_extension(record, RECORD_PACKAGE, FRAGMENT) == []


def test_extension_describes_every_field_of_ours(client, full):
    (package,) = packages(client)
    tender = package["releases"][0]["tender"]
    assert problems_with_extension(package, RELEASE_PACKAGE, FRAGMENT) == []
    described = FRAGMENT["definitions"]["ConsortiumStatement"]["properties"]
    assert set(tender["consortia"]) == set(described)
    ours = set(FRAGMENT["definitions"]["Tender"]["properties"])
    assert ours <= set(tender)
    assert set(FRAGMENT["definitions"]["Lot"]["properties"]) <= set(tender["lots"][0])
    for field, wrong in (("consortia", {"openness": "perhaps"}), *((name, 7) for name in ours - {"consortia"})):
        spoilt = json.loads(json.dumps(package))
        spoilt["releases"][0]["tender"][field] = wrong
        assert problems_with_extension(spoilt, RELEASE_PACKAGE, FRAGMENT), field
        assert not problems(spoilt, RELEASE_PACKAGE), "the standard itself knows nothing of it"


def test_standard_fields_are_used_where_there_are_some(client, full):
    tender = packages(client)[0]["releases"][0]["tender"]
    assert tender["tenderPeriod"]["durationInDays"] == 40
    assert tender["awardPeriod"]["endDate"] == "2027-06-30T23:59:59Z"
    lot = tender["lots"][0]
    assert lot["hasRenewal"] is True
    (criterion,) = lot["awardCriteria"]["criteria"]
    assert criterion["name"] == "Social value"
    assert criterion["numbers"] == [{"number": 12.5, "weight": "percentageExact"}]


def test_page_says_what_a_package_cannot_carry(client):
    page = client.get(reverse("open_data")).content.decode()
    assert "What a package cannot carry" in page
    assert all(f"<li>{words}</li>" in page for words in (*ONLY_OURS, *LOST))


def test_page_names_every_field_of_the_extension(client):
    page = client.get(reverse("open_data")).content.decode()
    places = {"Tender": "tender", "Lot": "tender.lots", "Award": "awards", "ConsortiumStatement": "tender.consortia"}
    for definition, path in places.items():
        for name in set(FRAGMENT["definitions"][definition]["properties"]) - {"consortia"}:
            assert f">{path}.{name}<" in page, name


def test_the_schema_finds_what_is_wrong(client, full):
    (package,) = packages(client)
    del package["releases"][0]["ocid"]
    package["releases"][0]["tender"]["status"] = "perhaps"
    assert len(problems(package, RELEASE_PACKAGE)) == 2
    assert schemas()[RELEASE]["id"] == RELEASE


def test_what_was_posted_here_has_our_prefix_and_what_was_imported_its_own_ocid(
    client, reference_data, published, run_import, settings
):
    settings.OCID_PREFIX = "ocds-a1b2c3"
    run_import(tender_notice())
    assert {release["ocid"] for release in all_releases(client)} == {
        f"ocds-a1b2c3-{published.pk}",
        "ocds-h6vhtk-0aaaa1",
    }


def test_drafts_and_what_was_cancelled_before_it_was_public_are_nowhere(client, draft, commissioner, at, sign_in):
    opportunities.cancel(opportunity=draft, reason="Not now", by=commissioner, at=at)
    OpportunityFactory(state="draft", title="A secret plan")
    for asking in (client, sign_in(commissioner)):
        assert asking.get(reverse("open_data_releases")).status_code == 204
        for name in ("opportunity_csv", "opportunity_feed", "opportunity_calendar"):
            answer = asking.get(reverse(name), {"state": ["draft", "cancelled", "open"]})
            words = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"secret plan" not in words
            assert b"Youth clubs" not in words
        for opportunity in Opportunity.objects.all():
            assert asking.get(reverse("opportunity_json", args=[opportunity.pk])).status_code == 404
            ocid = f"{settings.OCID_PREFIX}-{opportunity.pk}"
            assert asking.get(reverse("open_data_record", args=[ocid])).status_code == 404


def test_a_draft_is_refused_even_when_asked_for_by_mistake(draft):
    with pytest.raises(ValueError, match="draft"):
        publish([draft])


def test_nobody_is_named_and_no_contact_data_is_published(client, full, commissioner, at):
    full.description = "Ask Ann at ann@harrowmere.example or 01632 960123"
    full.save()
    words = client.get(reverse("opportunity_json", args=[full.pk])).content.decode()
    assert "harrowmere.example" not in words
    assert "01632" not in words
    assert commissioner.email not in words
    assert commissioner.name not in words


def test_pages_follow_one_another_and_miss_nothing(client, monkeypatch):
    monkeypatch.setattr(releases, "AT_ONCE", 2)
    made = [OpportunityFactory() for _ in range(5)]
    Opportunity.objects.update(updated_at=made[0].updated_at)  # all at one moment: the worst case
    pages = packages(client)
    assert [len(page["releases"]) for page in pages] == [2, 2, 1]
    assert len({release["ocid"] for page in pages for release in page["releases"]}) == 5
    assert all(problems(page, RELEASE_PACKAGE) == [] for page in pages)


def test_only_what_changed_since_is_given_when_asked(client, at):
    OpportunityFactory(title="Old", created_at=at - dt.timedelta(days=9))
    OpportunityFactory(title="New", created_at=at)
    answer = client.get(reverse("open_data_releases"), {"updatedFrom": "2026-11-15"})
    assert [release["tender"]["title"] for release in answer.json()["releases"]] == ["New"]
    assert client.get(reverse("open_data_releases"), {"updatedFrom": "2027-01-01"}).status_code == 204


@pytest.mark.parametrize("asked", [{"cursor": "x"}, {"cursor": "20261120T090000.000000Z-x"}, {"updatedFrom": "soon"}])
def test_a_question_that_makes_no_sense_is_answered_with_what_to_ask(client, asked):
    answer = client.get(reverse("open_data_releases"), asked)
    assert answer.status_code == 400
    assert "Give" in answer.json()["message"]


def test_release_changes_when_the_opportunity_does_and_only_then(client, published, commissioner, at):
    (first,), (again,) = all_releases(client), all_releases(client)
    assert first == again
    later = at + dt.timedelta(hours=1)
    opportunities.save(opportunity=published, values={"title": "Youth hubs"}, note="Wider", by=commissioner, at=later)
    (amended,) = all_releases(client)
    assert amended["id"] != first["id"]
    assert amended["date"] == later.isoformat().replace("+00:00", "Z")
    assert amended["firstPublished"] == first["firstPublished"]
    assert amended["tender"]["amendments"][0]["rationale"] == "Wider"


def test_buyers_that_share_an_ocid_have_a_record_each(client):
    for name in ("Harrowmere Council", "Pinecombe Council"):
        OpportunityFactory(ocid="ocds-h6vhtk-0cccc3", source="find_a_tender", body=BodyFactory(name=name))
    package = client.get(reverse("open_data_record", args=["ocds-h6vhtk-0cccc3"])).json()
    buyers = [record["compiledRelease"]["buyer"]["name"] for record in package["records"]]
    assert buyers == ["Harrowmere Council", "Pinecombe Council"]


def test_an_ocid_of_ours_never_leads_to_an_imported_opportunity(client, settings):
    imported = OpportunityFactory(ocid="ocds-h6vhtk-0cccc3", source="find_a_tender")
    assert client.get(reverse("open_data_record", args=[f"ocds-000000-{imported.pk}"])).status_code == 404


@pytest.mark.parametrize("ocid", ["ocds-000000-", "ocds-000000-x", f"ocds-000000-{'9' * 30}", "a/b", "é"])
def test_an_ocid_that_is_not_here_is_not_found(client, ocid):
    assert client.get(reverse("open_data_record", args=[ocid])).status_code == 404


def test_whoever_has_the_newest_already_is_told_so(client, published):
    address = reverse("opportunity_json", args=[published.pk])
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_answer_is_the_same_for_everyone_so_that_caches_may_keep_it(client, sign_in, published, commissioner):
    address = reverse("opportunity_json", args=[published.pk])
    signed_in = sign_in(commissioner).get(address)
    assert signed_in.content == client.get(address).content
    assert not signed_in.cookies


def test_why_it_was_cancelled_is_told(client, published, commissioner, at):
    opportunities.cancel(opportunity=published, reason="The money went elsewhere", by=commissioner, at=at)
    (release,) = all_releases(client)
    assert release["tag"] == ["tenderCancellation"]
    assert release["tender"]["amendments"][-1]["rationale"] == "The money went elsewhere"
    assert problems(packages(client)[0], RELEASE_PACKAGE) == []


def test_queries_do_not_grow_with_the_opportunities(client, service, place):
    def count(address):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            _ = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(queries)

    addresses = [reverse(name) for name in ("open_data_releases", "opportunity_csv", "opportunity_feed")]
    addresses += [reverse("opportunity_calendar"), reverse("open_data")]
    OpportunityFactory(services=[service], places=[place])
    few = [count(address) for address in addresses]
    for number in range(6):
        opportunity = OpportunityFactory(services=[service, ServiceAreaFactory()], places=[place])
        opportunity.joint_buyers.add(BodyFactory(), BodyFactory())
        opportunity.lots.create(number="2").places.add(LocalAuthorityFactory())
        award = opportunity.awards.create(body=opportunity.body, title=f"Award {number}")
        award.suppliers.create(name="Saltwick Youth CIC")
    many = [count(address) for address in addresses]
    assert all(later <= first + 9 for first, later in zip(few, many, strict=True)), (few, many)
    for _ in range(6):
        opportunity = OpportunityFactory(services=[service], places=[place])
        opportunity.awards.create(body=opportunity.body, title="Award").suppliers.create(name="Saltwick Youth CIC")
    assert [count(address) for address in addresses] == many


@pytest.mark.parametrize("name", ["extension.json", "release-schema.json", "codelists/consortiumOpenness.csv"])
def test_files_of_the_extension_are_served_where_packages_say(client, name):
    beside = publisher().extension.removesuffix("extension.json").removeprefix(settings.SITE_URL)
    answer = client.get(f"{beside}{name}")
    assert answer.status_code == 200
    assert b"{{" not in answer.content


@pytest.mark.parametrize("name", ["../../pyproject.toml", "nothing.json", "codelists/"])
def test_nothing_else_is_served_from_there(client, name):
    assert client.get(f"/open-data/extension/{name}").status_code == 404


def test_codelists_have_every_code_that_is_written():
    from commissioners.ocds.ours import MODEL_CODES, OPENNESS_CODES

    for name, codes in (("consortiumOpenness", OPENNESS_CODES), ("partnershipModel", MODEL_CODES)):
        lines = (EXTENSION / "codelists" / f"{name}.csv").read_text().splitlines()[1:]
        assert [line.split(",")[0] for line in lines] == list(codes.values())


def test_page_leads_to_everything(client, published):
    page = client.get(reverse("open_data")).content.decode()
    for name in ("open_data_releases", "opportunity_csv", "opportunity_feed", "opportunity_calendar"):
        assert f'href="{reverse(name)}"' in page
    assert "Open Government Licence" in page
    assert "ocds-000000" in page


def test_page_says_so_when_nothing_is_published_yet(client):
    assert "Nothing is published at the moment" in client.get(reverse("open_data")).content.decode()


def test_who_follows_changes_learns_of_an_award_that_changed_nothing_else(client, reference_data, run_import):
    run_import(tender_notice(), award_notice())
    Opportunity.objects.update(updated_at=AT)
    corrected = award_notice("000103-2026", date="2026-07-21T09:00:00Z", suppliers=("Saltwick Youth CIC", "Two"))
    run_import(corrected, at=AT + dt.timedelta(days=1))
    (release,) = client.get(reverse("open_data_releases"), {"updatedFrom": "2026-04-02"}).json()["releases"]
    assert len(release["awards"][0]["suppliers"]) == 2
