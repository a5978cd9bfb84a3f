"""The page Work: what it lists and adds up, what opens beside the list, and what can be done and taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.desk.changing import change
from d9311.desk.reading import history, states
from d9311.ui.work.views import VIEWS
from tests.screens import chosen, open_page, text_of
from tests.states import copy_database, import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

CLAIMS = """
claim_id | patient_id | payer_name | status   | service_date | submitted_date | adjudicated_date | paid_amount | allowed_amount | adjustment_codes |
W1       | P1         | Delta      | received | 2025-01-10   | 2025-01-11     | 2025-02-01       | 60.00       | 60.00          |                  | approved
W2       | P2         | Delta      | received | 2025-01-10   | 2025-01-11     | 2025-02-01       | 0.00        | 0.00           | CO-252           | denied, due on 3 March
W3       | P3         | Delta      | received | 2025-01-10   | 2025-01-11     | 2025-01-20       | 0.00        | 0.00           | PR-204           | denied, due on 19 February
W4       | P4         | Cigna      | rejected | 2025-01-10   | 2025-01-11     |                  |             |                |                  | rejected
W5       | P5         | Cigna      | draft    | 2025-02-15   |                |                  |             |                |                  | not sent
"""
NOTES = """
consultation_id | patient_id | claim_id | consultation_date | reason | method |
K2              | P2         | W2       | 2025-01-10        |        | phone  | lacks the reason
K9              | P9         |          | 2025-01-12        | stent  | phone  | never billed
"""
RULES = """
payer_name | appeal_days | timely_filing_days | source       |
Delta      | 30          |                    | manual, p. 4 |
"""
DENIED = "episode|practice|W2|1"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the drawn tables once."""
    folder = tmp_path_factory.mktemp("work")
    path = folder / "d9311.duckdb"
    tables = {"claims": CLAIMS, "consultations": NOTES, "payer_rules": RULES}
    files = {kind: write_export(folder / f"{kind}.csv", kind, table) for kind, table in tables.items()}
    import_files(
        path,
        claims=[files["claims"]],
        consultations=[files["consultations"]],
        payer_rules=files["payer_rules"],
    )
    return path


@pytest.fixture
def drawn(database: Path, imported: Path) -> Path:
    """Return the path of a database with the drawn tables, its own copy."""
    copy_database(imported, database, linked=True)
    return database


def listed(screen: AppTest) -> list[tuple[object, ...]]:
    """Return next step and claim of the rows of the list."""
    (frame,) = [one.value for one in screen.dataframe if str(one.key).startswith("work_")]
    return [(row["next_step"], row.get("claim_id")) for row in frame.to_dict("records")]


def ids(screen: AppTest) -> list[object]:
    return [claim for _, claim in listed(screen)]


def sums(screen: AppTest) -> str:
    (found,) = [element.proto.body for element in screen.get("html") if 'd-sums">' in element.proto.body]
    return " ".join(re.sub("<[^>]+>", " ", found).split())


def known(database: Path, name: str) -> None:
    """Let a name be the one that was used before, which the page takes for its user's."""
    change(database, name, {"note": "call the office"}, {"consultation|practice|K9": 0})


def test_list_stands_in_its_order_with_its_sums(drawn: Path) -> None:
    screen = open_page("pages/work.py", as_of="2025-02-15")
    assert listed(screen) == [
        ("Bill patient: note the exclusion for this plan", "W3"),
        ("Bill it, or note why it is not billed", None),
        ("Find the note, or record why there is none", "W1"),
        ("Correct and resubmit: send the consultation note and correspondence", "W2"),
        ("Correct what the rejection names and send it again", "W4"),
        ("Send it", "W5"),
    ]
    assert sums(screen) == (
        "6 to do $500.00 billed $27.69 to be expected of 1 1 due this week 0 past their deadline"
    )
    assert "Whatever the period; days count to 15 Feb 2025." in text_of(screen)


def test_days_count_to_the_newest_date_of_the_data_where_none_is_chosen(drawn: Path) -> None:
    assert "days count to 15 Feb 2025, the newest date in the data." in text_of(open_page("pages/work.py"))


@pytest.mark.parametrize(
    ("view", "claims"),
    [
        ("due", ["W3"]),
        ("complete", ["W2"]),
        ("unbilled", [None]),
        ("all", ["W3", None, "W1", "W2", "W4", "W5"]),
    ],
)
def test_view_holds_what_it_says_and_its_count(drawn: Path, view: str, claims: list[object]) -> None:
    screen = open_page("pages/work.py", as_of="2025-02-15", view=view)
    assert ids(screen) == claims
    (pills,) = [one for one in screen.pills if one.key == "work_view"]
    assert f"· {len(claims)}" in dict(zip([one.name for one in VIEWS], pills.options, strict=True))[view]


def test_empty_view_says_what_is_not_there(drawn: Path) -> None:
    screen = open_page("pages/work.py", as_of="2025-02-15", view="waiting")
    assert [one.value for one in screen.info] == ["No payer takes longer than usual."]


def test_item_opens_beside_the_list_with_codes_record_and_what_happened(drawn: Path) -> None:
    screen = open_page("pages/work.py", as_of="2025-02-15", item=DENIED)
    text = text_of(screen)
    assert "Denied: Delta" in [one.value for one in screen.header]
    assert "Correct and resubmit: send the consultation note and correspondence" in text
    assert "16 days left (appeal within 30 days of the decision; manual, p. 4)." in text
    assert "What it will bring is not known: nothing like it was decided before." in text
    assert "CO-252 An attachment is required to decide" in " ".join(text.split())
    assert "1 Feb 2025 Denied sent 11 Jan 2025, billed $100.00, paid $0.00, CO-252" in " ".join(text.split())
    assert "✗ Reason missing" in " ".join(text.split())
    assert "4 of 6" in text


def test_state_is_kept_shown_and_taken_back(drawn: Path) -> None:
    known(drawn, "Ann")
    screen = open_page("pages/work.py", as_of="2025-02-15", item=DENIED)
    (state,) = [one for one in screen.segmented_control if str(one.key).startswith("state_")]
    state.set_value("sent").run()
    assert states(drawn)[DENIED].state == "sent"
    assert ids(screen) == ["W3", None, "W1", "W4", "W5"]
    assert "1 item: sent." in text_of(screen)
    screen.button("work_undo").click().run()
    assert states(drawn)[DENIED].state == "to do"
    assert len(ids(screen)) == 6


def test_what_is_handled_is_listed_with_who_did_it(drawn: Path) -> None:
    change(drawn, "Ann", {"state": "sent", "assign": "Bob", "note": "by post"}, {DENIED: 0})
    screen = open_page("pages/work.py", as_of="2025-02-15", desk="handled", item=DENIED)
    assert ids(screen) == [None]  # beside an open item the list has no claim
    text = text_of(screen)
    assert "by post" in text
    assert "Ann gave it to Bob" in text


def test_nobody_acts_without_a_name(drawn: Path) -> None:
    screen = open_page("pages/work.py", as_of="2025-02-15", item=DENIED)
    screen.button("work_take").click().run()
    assert "Say who you are first: a name, as your colleagues know it." in text_of(screen).replace("\\", "")
    assert states(drawn) == {}


def test_second_editor_is_shown_what_the_first_did(drawn: Path) -> None:
    known(drawn, "Bob")
    screen = open_page("pages/work.py", as_of="2025-02-15", item=DENIED)
    change(drawn, "Ann", {"state": "closed"}, {DENIED: 0})
    screen.button("work_take").click().run()
    assert "Not changed: Ann was there first (Ann set it to closed" in text_of(screen).replace("\\", "")
    assert states(drawn)[DENIED].owner == ""


def test_mine_is_what_i_took_and_nothing_without_a_name(drawn: Path) -> None:
    change(drawn, "Ann", {"assign": "Ann"}, {DENIED: 0})
    screen = open_page("pages/work.py", as_of="2025-02-15", view="mine")
    assert ids(screen) == ["W2"]  # the one name that is known is taken for the user's
    change(drawn, "Bob", {"note": "two are known"}, {DENIED: states(drawn)[DENIED].version})
    screen = open_page("pages/work.py", as_of="2025-02-15", view="mine")
    assert [one.value for one in screen.info] == ["Nothing is yours."]


def test_before_sending_names_what_fails(drawn: Path) -> None:
    text = text_of(open_page("pages/work.py", as_of="2025-02-15", desk="sending"))
    assert "**0 claims** of 2 that no payer has decided break a rule that you noted, or fail a check" in text
    assert re.findall(r".*are on.*", text) == ["0 of 6 are on. Counted on claims sent since 1 Jan 2025."]


def test_what_was_paid_since_stands_below_what_is_handled(drawn: Path, tmp_path: Path) -> None:
    change(drawn, "Ann", {"state": "sent"}, {DENIED: 0})
    paid = CLAIMS.replace(
        "2025-02-01       | 0.00        | 0.00           | CO-252",
        "2025-02-14       | 60.00       | 60.00          |       ",
    )
    import_files(drawn, claims=[write_export(tmp_path / "paid.csv", "claims", paid)])
    screen = open_page("pages/work.py", as_of="2025-02-15", desk="handled")
    (frame,) = [one.value for one in screen.dataframe if one.key == "work_answered"]
    ((state, why, claim, paid_amount),) = frame[["state", "why", "claim_ids", "paid"]].itertuples(index=False)
    assert (state, claim, paid_amount) == ("paid since", "W2", 60)
    assert why.startswith("Paid $60.00, decided on 2025-02-14. That is not after the day it was sent, ")
    screen = chosen(screen, "work_answered", 0)
    (button,) = [one for one in screen.button if one.label == "Take back: Ann set it to sent"]
    button.click().run()
    assert "Taken back: Ann set it to sent." in text_of(screen)
    assert "undone since" in text_of(screen)
    assert [one.label for one in screen.button if one.label.startswith("Take back")] == []
    screen.button("work_undo").click().run()
    assert [told.is_undone for told in history(drawn, DENIED)] == [False, False, False]


def test_what_other_filters_hold_was_not_answered(drawn: Path) -> None:
    change(drawn, "Ann", {"state": "sent"}, {DENIED: 0})
    screen = open_page("pages/work.py", as_of="2025-02-15", desk="handled", payer="Cigna")
    assert "Answered since" not in text_of(screen)


def test_step_of_an_open_item_is_taken_back_where_it_is_told(drawn: Path) -> None:
    change(drawn, "Ann", {"state": "sent", "note": "by post"}, {DENIED: 0})
    screen = open_page("pages/work.py", as_of="2025-02-15", desk="handled", item=DENIED)
    (button,) = [one for one in screen.button if one.label.startswith("Take back")]
    assert button.label == "Take back: Ann noted by post"
    button.click().run()
    assert (states(drawn)[DENIED].state, states(drawn)[DENIED].note) == ("sent", "")
