"""Programme managers change the weights of matching: in a draft, after a look at what would change, with a reason."""

import copy
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.actions.weights import discard_draft, edit_draft, publish, roll_back, start_draft
from consortia.matching import running
from consortia.matching.weight_sets import ensured, published
from consortia.matching.weights import DEFAULT, problems
from consortia.models import TenderMatch, WeightSet
from consortia.weighing.making import make_previews
from consortia.weighing.previewing import ask
from consortia.weighing.reading import changes
from consortia.weighing.words import BY_SLUG, PARTS, in_figures
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_force(db):
    return ensured(at=timezone.now())


@pytest.fixture
def draft(in_force, staff):
    return start_draft(source=in_force, by=staff, at=timezone.now())


def weighed(client, draft, part="fairness", **typed):
    """Save a part of a draft as its page sends it, with other numbers for some."""
    address = reverse("weight_set_edit", args=[draft.version, part])
    draft.refresh_from_db()
    sent = {
        f"{group}__{word.name}": in_figures(draft.values[group][word.name]) for group, word in BY_SLUG[part].named()
    }
    seen = client.get(address).context["form"]["seen"].value()
    return client.post(address, {**sent, "seen": seen, **typed}, follow=True)


def edited(draft, by, penalty=0.05):
    values = {"constants": {**fairness(draft), "exposure_penalty": penalty}}
    edit_draft(draft=draft, part=BY_SLUG["fairness"], values=values, seen="", by=by, at=timezone.now())
    draft.refresh_from_db()
    return draft


def fairness(draft):
    return {word.name: draft.values["constants"][word.name] for _, word in BY_SLUG["fairness"].named()}


def previewed(draft):
    ask(draft=draft, at=timezone.now())
    assert make_previews() == 1
    draft.refresh_from_db()
    return draft


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_every_weight_and_constant_can_be_read_and_edited_in_words():
    named = [(group, word.name) for part in PARTS for group, word in part.named()]
    assert len(named) == len(set(named))
    assert set(named) == {(group, name) for group, names in DEFAULT.items() for name in names}


def test_each_group_that_must_add_up_says_so():
    for part in PARTS:
        for block in part.blocks:
            values = copy.deepcopy(DEFAULT)
            values[block.group][block.words[0].name] *= 0.5
            assert any("add up to 1" in problem for problem in problems(values)) == block.adds_up


def test_manager_drafts_previews_and_publishes_with_a_reason(staff, in_force, sign_in):
    client = sign_in(staff)
    page = client.post(reverse("weight_set_draft", args=[in_force.version]), follow=True)
    draft = WeightSet.objects.get(status="draft")
    assert f"Draft {draft.version} is started" in text(page)
    page = weighed(client, draft, constants__exposure_penalty="0.05")
    assert "The draft is saved" in text(page) and "version 1: 0.03" in text(page)
    preview = reverse("weight_set_preview", args=[draft.version])
    assert "being worked out" in text(client.post(preview, follow=True))
    make_previews()
    assert "Gini of how often each is suggested" in text(client.get(preview))
    address = reverse("weight_set_publish", args=[draft.version])
    reason = {"reason": "The same few were suggested to everyone."}
    checked = text(client.post(address, {**reason, "step": "check"}))
    assert "Check before you publish" in checked and reason["reason"] in checked and "Penalty" in checked
    assert published() == in_force
    assert "is in force" in text(client.post(address, {**reason, "step": "save"}, follow=True))
    assert published() == draft and published().author == staff
    assert Change.objects.filter(kind="everything").count() == 1
    told = AuditEvent.objects.get(action="weights_published")
    assert told.details["reason"] == reason["reason"]


def test_publishing_twice_changes_nothing_twice(staff, draft, sign_in):
    previewed(edited(draft, staff))
    address, sent = reverse("weight_set_publish", args=[draft.version]), {"reason": "Because.", "step": "save"}
    client = sign_in(staff)
    for _ in range(2):
        page = client.post(address, sent, follow=True)
    assert "nothing was changed" in text(page)
    assert publish(draft=draft, reason="Again", by=staff, at=timezone.now()) is False
    assert Change.objects.filter(kind="everything").count() == 1
    assert AuditEvent.objects.filter(action="weights_published").count() == 1
    assert published().reason == "Because."


def test_a_reason_is_asked_for(staff, draft, sign_in):
    previewed(edited(draft, staff))
    address = reverse("weight_set_publish", args=[draft.version])
    page = sign_in(staff).post(address, {"reason": " ", "step": "save"})
    assert "Say why, in a sentence or two" in text(page)
    assert WeightSet.objects.get(pk=draft.pk).status == "draft"


def test_a_draft_is_not_published_unseen_nor_if_it_was_edited_since(staff, draft):
    edited(draft, staff)
    with pytest.raises(NotPossible, match="Make a preview"):
        publish(draft=draft, reason="r", by=staff, at=timezone.now())
    previewed(draft)
    edited(draft, staff, penalty=0.02)
    with pytest.raises(NotPossible, match="Make a preview"):
        publish(draft=draft, reason="r", by=staff, at=timezone.now())


def test_a_draft_that_says_nothing_new_is_not_published(staff, draft):
    previewed(draft)
    with pytest.raises(NotPossible, match="says the same as version 1"):
        publish(draft=draft, reason="r", by=staff, at=timezone.now())


def test_an_invalid_draft_says_what_to_mend(staff, draft):
    draft.values["fit"]["service"] = 0.9
    draft.save()
    with pytest.raises(NotPossible, match=r"add up to 1.*Edit the draft"):
        publish(draft=draft, reason="r", by=staff, at=timezone.now())


def test_a_draft_that_another_version_overtook_says_how_to_go_on(staff, in_force, draft, sign_in):
    later = previewed(edited(start_draft(source=in_force, by=staff, at=timezone.now()), staff))
    publish(draft=later, reason="r", by=staff, at=timezone.now())
    page = sign_in(staff).get(reverse("weight_set_publish", args=[draft.version]))
    assert f"Version {later.version} was published after this draft was started" in text(page)
    assert "Start a new draft from it" in text(page)
    previewed(edited(draft, staff))
    with pytest.raises(NotPossible, match="Start a new draft from this one"):
        publish(draft=draft, reason="r", by=staff, at=timezone.now())


def test_weights_that_do_not_add_up_are_told_kindly_and_kept_in_the_form(staff, draft, sign_in):
    page = weighed(sign_in(staff), draft, "partners", brings__service="0.45")
    assert "There is a problem" in text(page)
    assert "make these weights add up to 1. They add up to 1.1: take 0.1 away" in text(page)
    assert 'value="0.45"' in page.content.decode()
    assert 'href="#id_brings__geography"' in page.content.decode()
    draft.refresh_from_db()
    assert draft.values == DEFAULT


@pytest.mark.parametrize(
    "part, field, typed, says",
    [
        ("tenders", "constants__neighbour", "1.5", "A district next door: enter a number from 0 to 1"),
        ("tenders", "constants__crowd", "0", "A crowded market: enter a number above 0"),
        ("tenders", "constants__crowd", "many", "A crowded market: enter a number, such as 0.25"),
        ("tenders", "constants__crowd", "", "A crowded market: enter a number"),
        ("tenders", "constants__crowd", "nan", "A crowded market: enter a number, such as 0.25"),
        ("scope", "constants__load_idle", "2", "no greater than"),
        ("scope", "need_service__health", "-1", "Health: enter 0 or more"),
        ("fairness", "constants__exposure_days", "366", "enter 365 days or fewer"),
    ],
)
def test_numbers_out_of_range_name_the_field(staff, draft, sign_in, part, field, typed, says):
    assert says in text(weighed(sign_in(staff), draft, part, **{field: typed}))


def test_numbers_may_be_typed_with_commas(staff, draft, sign_in):
    weighed(sign_in(staff), draft, "unknown", constants__typical_turnover="3,500,000")
    draft.refresh_from_db()
    assert draft.values["constants"]["typical_turnover"] == 3_500_000


def test_two_managers_who_edit_one_draft_meet(staff, draft, sign_in):
    client, address = sign_in(staff), reverse("weight_set_edit", args=[draft.version, "fairness"])
    opened = client.get(address).context["form"]["seen"].value()
    weighed(client, draft, constants__exposure_penalty="0.02")
    page = weighed(client, draft, seen=opened, constants__exposure_penalty="0.05")
    assert "What changed while you were editing" in text(page)
    assert "Take what" in text(page) and "0.02" in text(page)
    draft.refresh_from_db()
    assert draft.values["constants"]["exposure_penalty"] == 0.02
    again = page.context["form"]["seen"].value()
    weighed(client, draft, seen=again, constants__exposure_penalty="0.05", use_constants__exposure_penalty="mine")
    draft.refresh_from_db()
    assert draft.values["constants"]["exposure_penalty"] == 0.05


def test_two_managers_who_edit_different_numbers_do_not_meet(staff, draft, sign_in):
    client, address = sign_in(staff), reverse("weight_set_edit", args=[draft.version, "fairness"])
    opened = client.get(address).context["form"]["seen"].value()
    weighed(client, draft, constants__exposure_penalty="0.02")
    draft_page = weighed(client, draft, seen=opened, constants__newcomer_days="90")
    assert "The draft is saved" in text(draft_page)
    draft.refresh_from_db()
    assert fairness(draft) == {"exposure_penalty": 0.02, "exposure_days": 28.0, "newcomer_days": 90.0}


def test_discarding_a_draft_leaves_those_begun_from_it(staff, in_force, draft, sign_in):
    begun_from_it = start_draft(source=draft, by=staff, at=timezone.now())
    sign_in(staff).post(reverse("weight_set_discard", args=[draft.version]))
    begun_from_it.refresh_from_db()
    assert begun_from_it.based_on == in_force
    assert not WeightSet.objects.filter(pk=draft.pk).exists()
    with pytest.raises(NotPossible):
        discard_draft(draft=draft, by=staff, at=timezone.now())


def test_an_earlier_version_is_brought_back_as_a_copy_with_a_reason(staff, in_force, draft, sign_in):
    publish(draft=previewed(edited(draft, staff)), reason="r", by=staff, at=timezone.now())
    address, sent = reverse("weight_set_restore", args=[in_force.version]), {"reason": "It was better."}
    client = sign_in(staff)
    assert "Check before you bring it back" in text(client.post(address, {**sent, "step": "check"}))
    for _ in range(2):
        page = client.post(address, {**sent, "step": "save"}, follow=True)
    assert "nothing was changed" in text(page)
    now = published()
    assert (now.values, now.based_on, now.reason) == (DEFAULT, in_force, "It was better.")
    assert now.version > draft.version
    assert WeightSet.objects.filter(status="published").count() == 3
    assert roll_back(to=in_force, reason="again", by=staff, at=timezone.now()) is None


def test_what_is_published_explains_the_matches_of_the_next_run(staff, draft):
    services, places = [ServiceAreaFactory()], [LocalAuthorityFactory()]
    organisation = OrganisationFactory(services=services, places=places)
    OpportunityFactory(services=services, places=places)
    publish(draft=previewed(edited(draft, staff)), reason="r", by=staff, at=timezone.now())
    running.act_on_changes(at=timezone.now())
    assert set(TenderMatch.objects.values_list("organisation", "weight_set")) == {(organisation.pk, draft.pk)}


def test_lists_and_pages_take_the_same_queries_however_many_versions(
    staff, in_force, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = sign_in(staff), reverse("weight_sets")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for penalty in (0.01, 0.02, 0.04):
        start_draft(source=in_force, by=staff, at=timezone.now())
        draft = edited(start_draft(source=in_force, by=staff, at=timezone.now()), staff, penalty)
        publish(draft=previewed(draft), reason="r", by=staff, at=timezone.now())
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address)


def test_analysts_read_and_do_not_change(analyst, draft, sign_in):
    page = text(sign_in(analyst).get(reverse("weight_set", args=[draft.version])))
    assert "Penalty" in page and "Start a new draft" not in page and "Edit" not in page


def test_changes_are_listed_with_both_numbers():
    after = copy.deepcopy(DEFAULT)
    after["constants"]["typical_turnover"] = 2_500_000
    changed = changes(DEFAULT, after)
    assert [(one.word.label, one.was, one.now) for one in changed] == [("Turnover", "2,000,000", "2,500,000")]
