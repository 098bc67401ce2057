"""The table of costs and benefits: it adds up, says who changed what, and knows no prices of bids."""

from decimal import Decimal

import pytest
from django.utils import timezone

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import costs as actions
from consortia.cost_sharing.lines import state_of_line
from consortia.models import Benefit, CostChange, CostLine
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import versions
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories.working_together import BenefitFactory, CostLineFactory, RiskFactory

from .working import address, partners, text_of


@pytest.fixture
def three(db):
    return partners(3)


def save(partner, *, pk=None, what="Legal advice", amount="1000", how="equally", parts=(), seen=""):
    line = CostLine(pk=pk, what=what, amount=Decimal(amount), how=how)
    given = {who.organisation.pk: Decimal(part) for who, part in parts}
    return actions.save_line(
        member=partner.seat, line=line, parts=given, seen=seen, by=partner.owner, at=timezone.now()
    )


def page_of(partner, sign_in):
    return sign_in(partner.owner).get(address(partner.seat.consortium, "costs"))


def test_shares_of_every_cost_add_up_to_the_penny(three, sign_in):
    first, second, third = three
    save(first, amount="1000")
    save(first, what="Bid writer", amount="100.01", how="percentages", parts=[(first, "33.33"), (second, "66.67")])
    save(first, what="Van", amount="10", how="amounts", parts=[(third, "9.99"), (second, "0.01")])
    table = page_of(second, sign_in).context["table"]
    assert [row.shares for row in table.rows] == [
        ["£333.34", "£333.33", "£333.33"],
        ["£33.33", "£0.00", "£66.68"],
        ["£0.00", "£9.99", "£0.01"],
    ]
    assert table.names == ["Harrowmere Care", "Quillmoor Youth", "Saltwick Libraries"]
    assert table.totals == ["£366.67", "£343.32", "£400.02"] and table.total == "£1,110.01"


def test_percentages_that_do_not_make_100_are_refused_and_what_was_typed_is_kept(three, sign_in):
    first, second, _ = three
    typed = {
        "what": "Bid writer",
        "amount": "£4,000",
        "how": "percentages",
        f"part_{first.organisation.pk}": "50%",
        f"part_{second.organisation.pk}": "45",
    }
    answer = sign_in(first.owner).post(address(first.seat.consortium, "cost_add"), typed)
    page = text_of(answer)
    assert "The percentages add up to 95: add 5 more, so that they make 100" in page
    assert 'value="50%"' in page and 'value="£4,000"' in page and not CostLine.objects.exists()


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "Enter a cost that is more than £0"),
        ("-4", "Enter a cost that is more than £0"),
        ("5000000000", "Enter a cost that is less than £1 billion"),
        ("1.005", "at most two digits for pence"),
        ("a lot", "enter an amount in pounds"),
        ("", "Enter how much it costs"),
    ],
)
def test_no_cost_and_absurd_costs_are_refused_kindly(three, sign_in, amount, said):
    typed = {"what": "Bid writer", "amount": amount, "how": "equally"}
    answer = sign_in(three[0].owner).post(address(three[0].seat.consortium, "cost_add"), typed)
    assert said in text_of(answer) and not CostLine.objects.exists()


def test_every_change_says_what_stood_before_and_who_changed_it(three, sign_in):
    first, second, _ = three
    line = save(first, amount="4000")
    save(second, pk=line.pk, amount="5000", how="percentages", parts=[(first, "60"), (second, "40")])
    page = text_of(page_of(first, sign_in))
    before, after = "£4,000.00, equally among all members", "£5,000.00: Harrowmere Care 60%, Saltwick Libraries 40%"
    assert f"{before} became {after}" in page and f"{second.owner} for Saltwick Libraries" in page
    actions.remove(member=first.seat, row=line, by=first.owner, at=timezone.now())
    actions.remove(member=first.seat, row=line, by=first.owner, at=timezone.now())
    assert not CostLine.objects.exists() and CostChange.objects.count() == 3


def test_who_saves_later_sees_what_the_first_wrote(three, sign_in):
    first, second, _ = three
    line = save(first)
    browser, where = sign_in(second.owner), address(first.seat.consortium, "cost_change", line.pk)
    seen = browser.get(where).context["form"].initial["seen"]
    save(first, pk=line.pk, amount="2000")
    page = text_of(browser.post(where, {"what": "Legal advice", "amount": "3000", "how": "equally", "seen": seen}))
    assert "What changed while you were editing" in page and f"Take what {first.owner} wrote: <strong>£2,000.00" in page
    assert CostLine.objects.get().amount == 2000
    with pytest.raises(ChangedMeanwhile):
        save(second, pk=line.pk, amount="3000", seen=seen)


def test_shares_that_another_gave_meanwhile_are_not_overwritten_unseen(three, sign_in):
    first, second, third = three
    line = save(first)
    seen = (
        sign_in(second.owner)
        .get(address(first.seat.consortium, "cost_change", line.pk))
        .context["form"]
        .initial["seen"]
    )
    save(first, pk=line.pk, how="percentages", parts=[(first, "50"), (third, "50")])
    with pytest.raises(ChangedMeanwhile):
        save(second, pk=line.pk, how="percentages", parts=[(second, "100")], seen=seen)


def test_what_was_taken_off_meanwhile_is_said(three, sign_in):
    line = save(three[0])
    actions.remove(member=three[0].seat, row=line, by=three[0].owner, at=timezone.now())
    with pytest.raises(NotPossible, match="took this off the table"):
        save(three[1], pk=line.pk, amount="2")


def test_what_a_member_that_left_would_bear_is_shown_and_has_to_be_shared_again(three, sign_in):
    first, second, third = three
    line = save(first, amount="100", how="amounts", parts=[(first, "40"), (third, "60")])
    third.leave()
    table = page_of(first, sign_in).context["table"]
    assert table.left == "£60.00" and table.totals == ["£40.00", "£0.00"]
    assert "Some of it would be borne by members that have left" in text_of(page_of(second, sign_in))
    with pytest.raises(NotPossible, match="one of these has left"):
        save(first, pk=line.pk, amount="100", how="amounts", parts=[(first, "30"), (third, "70")])
    save(first, pk=line.pk, amount="100", how="amounts", parts=[(first, "40"), (second, "60")])
    assert page_of(first, sign_in).context["table"].left == ""


def test_benefits_are_weighed_against_costs_and_risks_as_ranges(three, sign_in):
    consortium = three[0].seat.consortium
    CostLineFactory(consortium=consortium, amount=Decimal("10000"))
    RiskFactory(consortium=consortium, cost_low=10_000, cost_high=20_000)
    RiskFactory(consortium=consortium, what="Our name suffers")
    BenefitFactory(consortium=consortium, low=5_000, high=40_000)
    BenefitFactory(consortium=consortium, what="We learn to bid")
    page = text_of(page_of(three[0], sign_in))
    assert "It could go either way" in page and "£2,000 to £10,000" in page and "-£15,000 to £28,000" in page
    assert "the risk “" in page and "Our name suffers" in page and "the benefit “We learn to bid”" in page


def test_the_page_says_that_prices_of_bids_do_not_belong_there(three, sign_in):
    for name in ("costs", "cost_add", "benefit_add"):
        page = text_of(sign_in(three[0].owner).get(address(three[0].seat.consortium, name)))
        assert "Prices that you will bid do not belong here" in page


@pytest.mark.parametrize(
    ("name", "args"), [("cost_add", []), ("risk_add", []), ("key_step", ["funding"]), ("costs", [])]
)
def test_the_name_of_a_member_is_never_taken_for_markup(db, sign_in, name, args):
    one = partners(2)[0]
    one.organisation.name = "<b>Bold</b> & Sons"
    one.organisation.save()
    save(one)
    page = text_of(sign_in(one.owner).get(address(one.seat.consortium, name, *args)))
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in page and "<b>Bold" not in page and "&amp;amp;" not in page


def test_others_are_told_once_a_day_that_the_table_changed(three):
    save(three[0])
    save(three[0], what="Van", amount="5")
    told = Notification.objects.filter(event="costs_changed").values_list("person", flat=True)
    assert set(told) == {three[1].owner.pk, three[2].owner.pk} and len(told) == 2


def test_all_changes_are_kept_by_page(three, sign_in, django_assert_max_num_queries):
    for number in range(27):
        save(three[0], what=f"Cost {number}", amount="5")
    browser, where = sign_in(three[1].owner), address(three[0].seat.consortium, "cost_changes")
    assert "Cost 26" in text_of(browser.get(where)) and "Cost 0<" in text_of(browser.get(f"{where}?page=2"))
    with django_assert_max_num_queries(25):
        browser.get(where)


def test_a_double_click_adds_one_cost_and_one_benefit(three):
    assert save(three[0]) == save(three[0])
    said = {"kind": "income", "what": "New work", "low": None, "high": None}
    for _ in range(2):
        actions.save_benefit(member=three[0].seat, benefit=Benefit(), values=said, by=three[0].owner, at=timezone.now())
    assert CostLine.objects.count() == Benefit.objects.count() == 1


def test_a_benefit_is_changed_and_taken_off_in_the_browser(three, sign_in):
    browser, consortium = sign_in(three[0].owner), three[0].seat.consortium
    typed = {"kind": "income", "what": "New work", "low": "1,000", "high": "2,000"}
    browser.post(address(consortium, "benefit_add"), typed)
    benefit = Benefit.objects.get()
    seen = browser.get(address(consortium, "benefit_change", benefit.pk)).context["form"].initial["seen"]
    browser.post(address(consortium, "benefit_change", benefit.pk), typed | {"high": "3,000", "seen": seen})
    assert Benefit.objects.get().high == 3000
    browser.post(address(consortium, "benefit_remove", benefit.pk))
    assert not Benefit.objects.exists() and CostChange.objects.count() == 3


def test_the_page_needs_no_more_queries_for_more_rows(three, sign_in, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(60) as counted:
            page_of(three[0], sign_in)
        return len(counted)

    save(three[0], how="percentages", parts=[(three[0], "50"), (three[1], "50")])
    queries()
    before = queries()
    for number in range(4):
        save(three[0], what=f"Cost {number}", how="percentages", parts=[(three[0], "50"), (three[1], "50")])
        BenefitFactory(consortium=three[0].seat.consortium)
        RiskFactory(consortium=three[0].seat.consortium)
    assert queries() == before


@pytest.mark.django_db(transaction=True)
def test_two_that_change_one_cost_in_one_moment_do_not_overwrite_each_other():
    first, second = partners(2)
    line = save(first)
    seen = versions(state_of_line(CostLine.objects.get(), {}))
    found = at_once(
        lambda: save(first, pk=line.pk, amount="2000", seen=seen),
        lambda: save(second, pk=line.pk, amount="3000", seen=seen),
    )
    assert sorted(type(each).__name__ for each in found) == ["ChangedMeanwhile", "CostLine"]
    assert CostLine.objects.get().amount == (2000 if isinstance(found[0], CostLine) else 3000)
