"""Keeping a view on a page, and opening it again: then and now, the claims between, the list, the link."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.desk.views import views
from tests.screens import html_of, import_drawn, markdown_of, open_page, run_again

pytestmark = pytest.mark.slow

BEFORE = """
claim_id | patient_id | payer_name | status   | submitted_date | adjudicated_date | paid_amount | adjustment_codes | service_date |
C1       | P1         | Delta      | received | 2025-01-16     | 2025-02-01       | 60.00       | CO-45:40.00      | 2025-01-15   |
C2       | P2         | Delta      | received | 2025-01-17     | 2025-02-02       | 0.00        | CO-252:100.00    | 2025-01-16   |
C3       | P3         | Cigna      | received | 2025-01-18     | 2025-02-03       | 60.00       | CO-45:40.00      | 2025-01-17   |
"""
SINCE = """
claim_id | patient_id | payer_name | status   | submitted_date | adjudicated_date | paid_amount | adjustment_codes | service_date |
C2       | P2         | Delta      | received | 2025-01-17     | 2025-03-02       | 60.00       | CO-45:40.00      | 2025-01-16   |
C4       | P4         | Delta      | received | 2025-01-19     | 2025-03-04       | 0.00        | CO-252:100.00    | 2025-01-18   |
"""
CONSULTATIONS = """
consultation_id | patient_id | consultation_date | reason  | consultation_time | method | outcome |
K1              | P1         | 2025-01-15        | INR 3.5 | 10:30             | phone  | go on   |
K2              | P2         | 2025-01-16        |         | 11:00             | phone  | wait    |
"""


def keep(screen: AppTest, name: str = "May", who: str = "Ann") -> AppTest:
    """Fill the form in the head and click."""
    screen.text_input(key="kept_name").set_value(name)
    if who:
        screen.text_input(key="kept_who").set_value(who)
    screen.button(key="kept_keep").click()
    return run_again(screen)


def links(screen: AppTest) -> list[str]:
    """Return the labels of the links; where a page runs alone only those that lead nowhere stand as text."""
    alone = [element.value.rpartition(": ")[2] for element in screen.markdown]
    return [*(one.proto.label for one in screen.get("page_link")), *alone]


@pytest.fixture
def drawn(database: Path) -> Path:
    """Import the first export."""
    import_drawn(database, BEFORE, CONSULTATIONS)
    return database


def test_click_keeps_the_numbers_of_the_page_with_the_period_as_days(drawn: Path) -> None:
    screen = keep(open_page("dashboard.py", period="custom", to="2025-01-31"))
    assert "Kept. See it then and now" in links(screen)
    (view,) = views(drawn)
    assert (view.name, view.who, view.kept.page) == ("May", "Ann", "overview")
    assert view.kept.link == {"period": ["custom"], "to": ["2025-01-31"]}
    told = {one.quantity.label: (one.numerator, one.denominator) for one in view.kept.numbers}
    assert told["Approval rate"] == (2, 3)
    assert told["Records that are complete"] == (1, 2)
    assert told["D9311 episodes"] == (None, 3)

    assert len(told) == len(view.kept.numbers)
    written = dict(view.kept.written)
    assert written["Can still be won"] == "not known · Of 2 open items nobody knows what it may bring."
    assert not written.keys() & told.keys()
    shown = open_page("pages/data.py?part=kept", kept_view="1")
    assert f"Can still be won: {written['Can still be won']}" in html_of(shown)
    (said,) = [one.value for one in shown.caption if one.value.startswith("Not kept are the tables")]
    assert "Approval by payer" in said


def test_view_of_a_payers_card_is_of_that_payer(drawn: Path) -> None:
    keep(open_page("pages/payers.py?part=card", card="Delta", period="all"))
    (view,) = views(drawn)
    assert view.kept.link == {"part": ["card"], "card": ["Delta"], "period": ["all"]}
    assert {one.quantity.rows.get("payer") for one in view.kept.numbers} == {"Delta"}
    told = {one.quantity.label: (one.numerator, one.denominator) for one in view.kept.numbers}
    assert (told["Approval rate"], told["Approved at first decision"]) == ((1, 2), (1, 2))
    listed = markdown_of(open_page("pages/data.py?part=kept"))
    assert "**May** · Payers · All dates, Delta" in listed


def test_kept_view_is_unchanged_says_on_its_page_which_it_is_and_shows_then_and_now_and_the_claims_between(
    drawn: Path,
) -> None:
    keep(open_page("dashboard.py", period="all"))
    said = markdown_of(open_page("pages/data.py?part=kept", kept_view="1"))
    assert "Every number is made by the same claims as then." in said
    said = markdown_of(open_page("pages/data.py?part=kept", kept_view="77"))
    assert "There is no kept view of that number." in said
    said = markdown_of(open_page("dashboard.py", period="all", kept="1"))
    assert "Kept view **May**" in said
    assert "Kept view" not in markdown_of(open_page("dashboard.py", period="all", kept="x"))

    import_drawn(drawn, SINCE)
    screen = open_page("pages/data.py?part=kept", kept_view="1")
    shown = html_of(screen)
    assert "<b>2 of 3</b>" in shown
    assert "<b>3 of 4</b>" in shown
    assert "1 came in (0 in the numerator), 1 turned (1 into the numerator, 0 out of it)" in shown
    assert "1 came in ($0.00), 1 changed their amount (+$60.00)" in shown
    (frame,) = [one.value for one in screen.dataframe if one.key == "kept_between"]
    rows = [(row["what"], row["named"], row["then"], row["now"], row["why"]) for _, row in frame.iterrows()]
    assert [row[:4] for row in rows] == [
        ("Turned", "C2", "denied", "approved paid"), ("Came in", "C4", "–", "denied"),
    ]  # fmt: skip
    assert rows[0][4].startswith("Denied then, approved paid now, decided on 2025-03-02. Flipped with ")
    assert rows[1][4].startswith("New in the data: ")


def test_view_is_renamed_removed_and_brought_back_on_the_list(drawn: Path) -> None:
    assert "None is kept yet." in markdown_of(open_page("pages/data.py?part=kept"))
    screen = keep(open_page("dashboard.py", period="all"))
    assert "Kept views (1)" in links(screen)
    screen = open_page("pages/data.py?part=kept")
    screen.text_input(key="kept_name_1").set_value("of *May*")
    screen.button(key="kept_renamed_1").click()
    assert "**of \\*May\\***" in markdown_of(run_again(screen))
    screen.button(key="kept_remove_1").click()
    screen = run_again(screen)
    assert not any("Kept views (" in one for one in links(screen))
    screen.button(key="kept_back_1").click()
    assert "Kept views (1)" in links(run_again(screen))


def test_nothing_is_kept_without_a_name_and_that_is_said(drawn: Path) -> None:
    screen = keep(open_page("dashboard.py"), who="")
    assert "Say who you are first" in markdown_of(screen)
    screen = keep(screen, name=" ")
    assert views(drawn) == []
    assert [one.value for one in screen.warning] == [
        "Give the view a name, such as where you quote it\\."
    ]  # fmt: skip


def test_data_page_has_no_control_and_other_pages_have_one(drawn: Path) -> None:
    for file in ("pages/data.py", "pages/scenarios.py"):
        keys = [one.key for one in open_page(file).button]
        assert ("kept_keep" in keys) == (file != "pages/data.py")


def test_note_is_pinned_drawn_on_the_months_listed_removed_and_put_back(drawn: Path) -> None:
    screen = open_page("pages/payers.py?part=approval", period="all")
    screen.text_input(key="note_words_approval_trend").set_value("Letters *attached*")
    screen.text_input(key="note_who_approval_trend").set_value("Ann")
    screen.button(key="note_pin_approval_trend").click()
    screen = run_again(screen)
    assert "**Jan 2025** · Letters \\*attached\\* · Ann" in markdown_of(screen)
    specs = [chart.proto.spec for chart in screen.get("plotly_chart")]
    assert sum("Letters *attached*" in spec for spec in specs) == 1
    others = open_page("pages/scenarios.py", period="all").get("plotly_chart")
    assert any("Letters *attached*" in chart.proto.spec for chart in others)
    screen.button(key="note_remove_approval_trend_1").click()
    screen = run_again(screen)
    assert "Letters" not in markdown_of(screen)
    (back,) = [one for one in screen.button if one.label == "Put the removed note back"]
    back.click()
    assert "Letters" in markdown_of(run_again(screen))


def test_note_of_a_payer_stands_on_its_card_alone(drawn: Path) -> None:
    screen = open_page("pages/payers.py?part=card", card="Delta", period="all")
    screen.text_input(key="note_words_card").set_value("Ask for Maria")
    screen.text_input(key="note_who_card").set_value("Ann")
    screen.button(key="note_pin_card").click()
    assert "Ask for Maria · Ann" in markdown_of(run_again(screen))
    other = markdown_of(open_page("pages/payers.py?part=card", card="Cigna", period="all"))
    assert "Ask for Maria" not in other
