"""The page Money: what it says of yield, age, work and events, and that events are noted and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.desk.changing import change
from d9311.desk.events import events, note_event
from d9311.ui.behind import claims
from tests.screens import card, chosen, import_drawn, open_page, text_of
from tests.states import copy_database

pytestmark = pytest.mark.slow

CLAIMS = """
claim_id | payer_name | status   | service_date | submitted_date | adjudicated_date | paid_amount | patient_responsibility | adjustment_codes |
M1       | Delta      | received | 2025-01-10   | 2025-01-11     | 2025-02-01       | 60.00       | 15.00                  |                  |
M2       | Delta      | received | 2025-01-10   | 2025-01-11     | 2025-02-01       | 0.00        |                        | CO-252           |
M3       | Cigna      | sent     | 2025-02-10   | 2025-02-11     |                  |             |                        |                  |
"""
NOTES = """
consultation_id | claim_id | consultation_date | duration_minutes |
K1              | M1       | 2025-01-10        | 20               |
K2              | M2       | 2025-01-10        |                  |
K3              | M3       | 2025-02-10        |                  |
"""
DENIED = "episode|practice|M2|1"


EFFECT = "pages/work.py?part=effect"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the drawn tables once."""
    path = tmp_path_factory.mktemp("money") / "d9311.duckdb"
    import_drawn(path, CLAIMS, NOTES)
    return path


@pytest.fixture
def drawn(database: Path, imported: Path) -> Path:
    """Return the path of a database with the drawn tables, its own copy."""
    copy_database(imported, database, linked=True)
    return database


def opened(address: str = "dashboard.py?part=money", **link: str) -> AppTest:
    return open_page(address, period="all", **link)


def test_yield_is_said_per_consultation_and_hour_with_what_is_open(drawn: Path) -> None:
    screen = opened()
    assert card(screen, "A consultation brings") == (
        "A consultation brings $25.00 $75.00 over 3 consultations How it is counted What all payers paid and what the "
        "patient owes by the payer&#x27;s last answer, over all consultations of the period: also those that were denied, "
        "never billed, or not decided yet."
    )
    assert card(screen, "An hour brings") == (
        "An hour brings $225.00 0.3 hours of 1 consultation with minutes"
    )
    assert card(screen, "Undecided yet") == (
        "Undecided yet 1 67% are settled; these count with what was paid so far, and may bring more"
    )


def test_age_is_said_with_its_anchor_and_appeals_stand_with_the_payers(drawn: Path) -> None:
    screen = opened()
    assert (
        "Days since first sent; where that is blank, since the service. Counted to 11 Feb 2025, the newest "
        "date in the data, whatever the period."
    ) in text_of(screen)
    approval = opened("pages/payers.py?part=approval")
    (appeals,) = [one.value for one in approval.dataframe if one.key == "appeals"]
    assert appeals.to_dict("records")[0]["payer"] == "Delta"


def test_table_of_the_yield_has_every_payer_and_all(drawn: Path) -> None:
    (table,) = [one.value for one in opened().dataframe if one.key == "net_yield"]
    assert list(table["payer"]) == ["all payers", "Cigna", "Delta"]
    assert list(table["net_yield"]) == [25.0, 0.0, 37.5]


def test_groups_and_months_are_shown_on_demand(drawn: Path) -> None:
    change(drawn, "Ann", {"state": "sent"}, {DENIED: 0})
    note_event(drawn, "Ann", date(2025, 1, 1), "letters")
    screen = opened(EFFECT)
    assert len(screen.dataframe) == 0
    screen.button("effect_rows_toggle").click().run()
    screen.button("denial_months_toggle").click().run()
    first = [list(one.value)[0] for one in screen.dataframe]
    assert first == ["payer", "side", "payer", "month"]
    around = screen.dataframe[2].value.to_dict("records")
    assert [(row["payer"], row["after_decided"], row["after_denied"]) for row in around] == [("Delta", 2, 1)]


def test_denial_behind_the_effect_opens_its_claim(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[tuple[str, object]] = []
    monkeypatch.setattr(claims, "go", lambda file, link: gone.append((file, link["episode"])))
    change(drawn, "Ann", {"state": "sent"}, {DENIED: 0})
    screen = opened(EFFECT)
    screen.button("effect_rows_toggle").click().run()
    assert gone == []
    chosen(screen, "worked_denials", 0)
    assert gone == [("pages/work.py", ["practice|M2|1"])]


def test_work_is_not_yet_tellable_with_few(drawn: Path) -> None:
    assert "Not yet tellable: 0 of 0 worked denials were paid later" in text_of(opened(EFFECT))
    change(drawn, "Ann", {"state": "sent"}, {DENIED: 0})
    assert "Left out: 1 marked sent less than 90 days before the data end." in text_of(opened(EFFECT))


def test_number_of_claims_is_said_before_an_event_is_noted(drawn: Path) -> None:
    assert (
        "No event is noted. Were one noted today: with 2 decided claims before it no number after it is "
        "enough to see 10 points (power 80%); a larger change may still show."
    ) in text_of(opened(EFFECT))


def test_event_is_noted_looked_at_and_taken_back(drawn: Path) -> None:
    change(drawn, "Ann", {"note": "hers is the one name that is known"}, {DENIED: 0})
    screen = opened(EFFECT)
    screen.date_input("event_day").set_value(date(2025, 2, 1))
    screen.text_input("event_words").set_value("we attach *letters*")
    screen.button("event_note").click().run()
    (event,) = events(drawn)
    assert (event.who, event.day, event.words) == ("Ann", date(2025, 2, 1), "we attach *letters*")
    text = text_of(screen)
    assert "**A** · 1 Feb 2025 · we attach \\*letters\\* · Ann" in text
    assert "Not yet tellable: 0 of 0 denied at first since, 1 of 2 before." in text
    screen.button(f"event_undo_{event.event}").click().run()
    assert [one.is_undone for one in events(drawn)] == [True]
    assert "removed · 1 Feb 2025" in text_of(screen)
    screen.button(f"event_undo_{event.event}").click().run()
    assert [one.is_undone for one in events(drawn)] == [False]


def test_event_without_words_or_name_is_not_noted(drawn: Path) -> None:
    screen = opened(EFFECT)
    screen.button("event_note").click().run()
    assert [one.value.replace("\\", "") for one in screen.warning] == [
        "Say who you are first: a name, as your colleagues know it."
    ]
    assert events(drawn) == []


def test_event_of_a_payer_is_about_its_claims_alone(drawn: Path) -> None:
    note_event(drawn, "Ann", date(2025, 2, 1), "phone first", payer="Cigna")
    assert "Not yet tellable: 0 of 0 denied at first since, 0 of 0 before." in text_of(opened(EFFECT))


def test_event_of_a_practice_that_the_user_does_not_see_is_not_shown(drawn: Path) -> None:
    note_event(drawn, "Ann", date(2025, 2, 1), "theirs", practice="ELSEWHERE")
    assert "theirs" not in text_of(opened(EFFECT))


def test_events_are_not_judged_by_the_day_of_the_decision(drawn: Path) -> None:
    screen = opened(EFFECT, basis="decided")
    assert [one.value for one in screen.info] == [
        "Choose service or submitted as the date in the filter bar: what is decided after an event may have "
        "been sent before it."
    ]
