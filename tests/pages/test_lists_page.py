"""The part Lists of the page Payers: what stands in the editors, what is said beside them, and what is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from d9311.ingest import lists, undo_import
from d9311.ingest.lists import Rows
from d9311.ui.payers.lists_columns import frame_of, rows_of, settings
from d9311.ui.payers.lists_drafts import Draft, place_of_draft
from tests.screens import open_page, run_again, text_of
from tests.spec.drawn import claim_lines
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | patient | payer          | plan | service    | sent       | decided    | status   | billed | allowed | paid |
C1    | p1      | Delta of Ohio  | PPO  | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 100    | 60.00   | 60   |
C2    | p2      | Delta of Ohio  | PPO  | 2025-01-11 | 2025-01-12 | 2025-02-02 | received | 100    | 52.00   | 52   |
C3    | p3      | Cigna          |      | 2025-01-12 | 2025-01-13 | 2025-02-03 | received | 120    | 80.00   | 80   |
""")
DELTA = ("Delta of Ohio", "", "", "60.00")
CIGNA = ("Cigna", "", "2025-01-01", "81.50")
RULES: Rows = [
    ("Cigna", "no", "", "90", "", "a [link](x)", "2025-01-02", "2", "by the moon", "patient", "yes", "in")
]
CHANGED = "This list was changed since you opened it (fees edited 2026-11-29.csv, import 3)."
PAGE = "pages/payers.py?part=lists"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database of three claims and the fee of one payer."""
    path = tmp_path / "d9311.duckdb"
    monkeypatch.setenv("D9311_DB", str(path))
    import_files(
        path,
        linked=True,
        claims=[write_export(tmp_path / "claims.csv", "claims", CLAIMS)],
        fees=write_export(tmp_path / "fees.csv", "fees", "payer_name | expected_fee |\nDelta of Ohio | 60 |"),
    )
    return path


def typed(screen: AppTest, *rows: tuple[str, ...], kind: str = "fees") -> AppTest:
    """Have rows stand in an editor that was left, as after a look at another page."""
    draft: Draft = screen.session_state[place_of_draft(kind)]
    draft.typed = list(rows)
    draft.number += 1
    return run_again(screen)


def in_editor(screen: AppTest, kind: str = "fees") -> Rows:
    """Return what stands in the editor."""
    return rows_of(kind, screen.dataframe[0].value)


def save(screen: AppTest) -> AppTest:
    screen.button(key="list_save").click()
    return run_again(screen)


def held(database: Path, kind: str = "fees") -> Rows:
    with duckdb.connect(str(database), read_only=True) as connection:
        return lists.held(connection, kind).rows


@pytest.mark.parametrize(
    ("kind", "rows"),
    [("fees", [DELTA, CIGNA, ("", "", "", "")]), ("payer_rules", RULES), ("payer_alias", [("a", "Cigna")]),
     ("fees", []), ("payer_rules", [])],
)  # fmt: skip
def test_what_an_editor_is_given_comes_back_as_it_was(kind: str, rows: Rows) -> None:
    assert rows_of(kind, frame_of(kind, rows)) == rows


def test_columns_are_typed_by_the_contract_and_offer_what_it_allows_and_what_is_there() -> None:
    names = {"payer": ["Delta"], "exported_name": ["DELTA OH"]}
    found = settings("payer_rules", RULES, names)
    options = {name: one["type_config"].get("options") for name, one in found.items()}
    types = {name: one["type_config"]["type"] for name, one in found.items()}
    assert options["payer_name"] == ["Delta", "Cigna"]
    assert options["frequency_period"] == ["day", "year", "lifetime", "by the moon"]
    assert options["covers_d9311"] == ["yes", "no"]
    assert (types["as_of"], types["appeal_days"], types["source"]) == ("date", "number", "text")
    assert found["appeal_days"]["help"] == (
        "Days from the decision to the last day of appeal; blank is unknown. May be blank."
    )
    alias = settings("payer_alias", [("old", "Delta of Ohio")], names)
    assert alias["alias"]["type_config"]["options"] == ["DELTA OH", "old"]
    assert alias["payer_name"]["type_config"]["options"] == ["Delta", "Delta of Ohio"]


def test_editor_begins_with_what_holds_and_saves_what_is_typed(database: Path) -> None:
    screen = open_page(PAGE)
    assert in_editor(screen) == [DELTA]
    assert screen.button(key="list_save").disabled
    typed(screen, DELTA, CIGNA)
    assert "1 row not saved yet" in text_of(screen)
    save(screen)
    assert held(database) == [DELTA, CIGNA]
    assert in_editor(screen) == [DELTA, CIGNA]
    assert "Saved. This list has 2 rows now." in text_of(screen)
    assert screen.button(key="list_save").disabled
    card = text_of(open_page("pages/payers.py?part=card", card="Cigna", period="all"))
    assert "In your list of fees: every plan $81.50 since 1 Jan 2025." in card


def test_rows_set_aside_stay_with_what_is_wrong_and_how_to_mend_it(database: Path) -> None:
    screen = open_page(PAGE)
    unpriced = ("*Cigna*", "", "", "")
    typed(screen, ("", "PPO", "", "5.00"), ("", "", "", ""), DELTA, unpriced, ("Aetna", "NA", "", "7.00"))
    save(screen)
    assert held(database) == [DELTA, ("Aetna", "", "", "7.00")]
    assert in_editor(screen) == [("", "PPO", "", "5.00"), DELTA, unpriced, ("Aetna", "NA", "", "7.00")]
    said = [element.value for element in screen.text]
    assert "Row 1, Payer: No value is given. Fill it in and save again." in said
    assert "Row 3 (*Cigna*), Expected fee: No value is given. Fill it in and save again." in said
    assert "Row 4 (Aetna), Plan: “NA” was read as blank." in said
    assert "2 rows set aside, and still in the table above to be mended:" in text_of(screen)
    typed(screen, ("Cigna", "PPO", "", "5.00"), DELTA, unpriced)  # one is mended
    assert "1 row set aside, and still in the table above to be mended:" in text_of(screen)
    typed(screen, ("", "POS", "", "5.00"))
    assert "set aside" not in text_of(screen)
    save(screen)
    assert "Nothing was saved; the list is as it was." in text_of(screen)
    assert in_editor(screen) == [("", "POS", "", "5.00")]
    assert held(database) == [DELTA, ("Aetna", "", "", "7.00")]
    screen.button(key="list_drop").click()
    assert in_editor(run_again(screen)) == [DELTA, ("Aetna", "", "", "7.00")]


def test_change_of_another_session_is_shown_and_nothing_is_overwritten(database: Path) -> None:
    """Where nothing was typed the editor follows it, and the undo of imports, by itself."""
    screen = open_page(PAGE)
    typed(screen, CIGNA)
    theirs = ("Delta of Ohio", "PPO", "", "70.00")
    saved = lists.save(database, "fees", [DELTA, theirs], 2, date(2026, 11, 29))
    save(screen)
    assert held(database) == [DELTA, theirs]
    assert CHANGED in text_of(screen).replace("\\", "")
    (frame,) = [one.value for one in screen.dataframe]
    assert frame.iloc[:, :2].to_numpy().tolist() == [
        ["New meanwhile", "Delta of Ohio"],
        ["You took out", "Delta of Ohio"],
        ["You typed", "Cigna"],
    ]
    screen.button(key="list_merge").click()
    assert in_editor(run_again(screen)) == [theirs, CIGNA]
    save(screen)
    assert held(database) == [theirs, CIGNA]
    undo_import(database, saved.holds.import_id + 1)
    typed(screen, CIGNA)
    assert CHANGED in text_of(screen).replace("\\", "")
    screen.button(key="list_theirs").click()
    assert in_editor(run_again(screen)) == [DELTA, theirs]
    undo_import(database, saved.holds.import_id)
    assert in_editor(run_again(screen)) == [DELTA]
    undo_import(database, 2)
    assert in_editor(run_again(screen)) == []


def test_box_adds_a_row_for_a_payer_of_the_data_or_for_any_name(database: Path) -> None:
    screen = open_page(PAGE)
    box = screen.selectbox(key="list_add_fees")
    assert box.options == ["Delta of Ohio", "Cigna"]
    box.set_value("Cigna")
    assert in_editor(run_again(screen)) == [DELTA, ("Cigna", "", "", "")]
    alias = open_page(PAGE, list="payer_alias")
    assert alias.selectbox(key="list_add_payer_alias").options == ["Delta of Ohio", "Cigna"]


def test_alias_saved_in_the_app_makes_two_payers_one(database: Path) -> None:
    screen = open_page(PAGE, list="payer_alias")
    typed(screen, ("Cigna", "Delta of Ohio"), kind="payer_alias")
    save(screen)
    (table,) = [one.value for one in open_page("pages/payers.py", period="all").dataframe
                if one.key == "every_payer"]  # fmt: skip
    assert list(table["payer"]) == ["Delta of Ohio"]
