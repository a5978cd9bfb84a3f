"""The page What changed, and the undo on the Data page: what they count, say, and lead to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.ui.work.changes import KINDS, paid_difference
from tests.screens import card, import_drawn, open_page, text_of
from tests.states import copy_database

pytestmark = pytest.mark.slow

OCTOBER = """
claim_id | payer_name | status | adjudicated_date | paid_amount | adjustment_codes | service_date |
C1       | Delta      | sent   |                  |             |                  | 2025-10-01   |
C2       | Delta      | sent   |                  |             |                  | 2025-10-01   |
C3       | Cigna      | denied | 2025-10-20       | 0           | CO-252           | 2025-10-01   |
C4       | Cigna      | denied | 2025-10-20       | 0           | CO-252           | 2025-10-01   | its record lacks the reason
"""
NOVEMBER = """
claim_id | payer_name | status | adjudicated_date | paid_amount | adjustment_codes | service_date | appeal_filed_date |
C1       | Delta      | denied | 2025-11-03       | 0           | CO-252           | 2025-10-01   |                   |
C2       | Delta      | paid   | 2025-11-03       | 60          |                  | 2025-10-01   |                   |
C3       | Cigna      | paid   | 2025-11-04       | 50          |                  | 2025-10-01   |                   | the resend
"""
NOTES = """
consultation_id | claim_id | patient_id    | consultation_date | reason |
K4              | C4       | patient of C4 | 2025-10-01        |        |
"""
A_NEW_CLAIM = "claim_id | service_date |\nC9 | 2024-01-15 |"
COMPLETED = NOTES.replace("|        |", "| INR |")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the pages look for their data; there is nothing yet, and no sample comes."""
    path = tmp_path / "d9311.duckdb"
    monkeypatch.setenv("D9311_DB", str(path))
    path.with_name("d9311.duckdb.emptied").touch()
    return path


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import October, then November, once."""
    path = tmp_path_factory.mktemp("months") / "d9311.duckdb"
    import_drawn(path, OCTOBER, NOTES)
    import_drawn(path, NOVEMBER, COMPLETED)
    return path


@pytest.fixture
def months(database: Path, imported: Path) -> Path:
    """Return the path of a database with October and November, its own copy."""
    copy_database(imported, database, linked=True)
    return database


def tables(screen: AppTest) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table under its key."""
    return {str(frame.key): frame.value.to_dict("records") for frame in screen.dataframe}


def test_headline_counts_each_kind_with_its_money(months: Path) -> None:
    screen = open_page("pages/work.py?part=changes", period="all")
    assert card(screen, "Newly denied") == "Newly denied 1 $100.00 billed"
    assert card(screen, "Newly approved") == "Newly approved 1 $60.00 paid"
    assert card(screen, "Flipped") == "Flipped 1 1 to approved, 0 to denied"
    assert card(screen, "Completed after a denial") == "Completed after a denial 1 $100.00 billed"
    assert card(screen, "Amounts edited") == "Amounts edited 0 $0.00 more paid"
    assert "Nothing to show in: Amounts edited, Other changes of the outcome, New episodes, Gone." in text_of(
        screen
    )


def test_denials_and_completed_records_say_what_to_do_next(months: Path) -> None:
    shown = tables(open_page("pages/work.py?part=changes", period="all"))
    assert [row["next_step"] for row in shown["changes_newly_denied"]] == [
        "Send the consultation note and correspondence (resubmit then appeal). CO: do not bill the patient."
    ]
    completed = shown["changes_documentation_completed_after_a_denial"]
    assert [(row["before"], row["next_step"]) for row in completed] == [
        ("reason", "Resubmit or appeal now, with the record.")
    ]


def test_period_of_the_filter_bar_hides_no_change(months: Path) -> None:
    import_drawn(months, A_NEW_CLAIM)
    screen = open_page("pages/work.py?part=changes", period="custom", **{"from": "2025-10-01"})
    assert [row["episode_id"] for row in tables(screen)["changes_new_episodes"]] == ["practice|C9|1"]
    assert "The period of the filter bar does not matter here" in text_of(screen)


def test_other_filters_say_how_many_changes_they_leave_out(months: Path) -> None:
    import_drawn(months, A_NEW_CLAIM)
    shown = text_of(open_page("pages/work.py?part=changes", period="all", payer="Cigna"))
    assert "1 change of this import, none of them within the filters above." in shown


def test_an_earlier_import_can_be_looked_at_again(months: Path) -> None:
    import_drawn(months, A_NEW_CLAIM)
    screen = open_page("pages/work.py?part=changes", period="all")
    assert card(screen, "Newly denied").startswith("Newly denied 0")
    screen.selectbox(key="linked_import").select("2").run()
    assert card(screen, "Newly denied").startswith("Newly denied 1")


def test_first_import_says_that_there_is_nothing_to_compare_with(database: Path) -> None:
    import_drawn(database, OCTOBER, NOTES)
    shown = text_of(open_page("pages/work.py?part=changes", period="all"))
    assert "Nothing to compare with yet" in shown
    assert "Load the next export" in shown


def test_import_without_any_change_says_so(months: Path) -> None:
    import_drawn(months, "claim_id | payer_name | status | adjudicated_date | paid_amount | service_date | "
                 "plan_name |\nC2 | Delta | paid | 2025-11-03 | 60 | 2025-10-01 | PPO |")  # fmt: skip
    shown = text_of(open_page("pages/work.py?part=changes", period="all"))
    assert "This import changed nothing: every episode and every consultation is as it was." in shown


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"after": "denied", "next_step": "Appeal."}, "Next step: Appeal.|Open the denial"),
        ({"after": "approved_paid"}, "Open the claim"),
        ({"change": "gone", "now_in": "practice|C2|1", "after": "merged"}, "Open the claim"),
        ({"change": "gone"}, "It is in no export any more as D9311, so there is no claim to open."),
        ({"change": "record new", "episode_id": None, "consultation_id": "K1"}, "Open the record"),
    ],
)
def test_chosen_row_leads_to_its_claim_or_record(row: dict[str, str | None], said: str) -> None:
    def shown(row: dict[str, str | None]) -> None:
        from d9311.filters import Filters
        from d9311.ui.page import Page
        from d9311.ui.work.changes import draw_way

        draw_way(Page("changes", Filters()), row, "changes_gone")

    whole = {"change": "flipped", "episode_id": "practice|C1|1", "practice_id": "practice", "now_in": None,
             "after": None, "next_step": None, "consultation_id": None, **row}  # fmt: skip
    screen = AppTest.from_function(shown, kwargs={"row": whole}).run()
    assert list(screen.exception) == []
    texts = [*(element.value for element in screen.text), *(element.value for element in screen.markdown)]
    assert "|".join(texts).replace(":material/arrow_forward: ", "") == said


def test_every_change_stands_in_one_table_of_the_page() -> None:
    ends = {"newly decided": ("denied", "approved_paid")}
    changes = ("newly decided", "flipped", "documentation completed", "amounts edited", "moved", "new", "gone",
               "record new", "record changed")  # fmt: skip
    for change in changes:
        for after in ends.get(change, ("denied", None)):
            assert sum(kind.holds({"change": change, "after": after}) for kind in KINDS) == 1


def test_undo_says_what_will_go_and_then_does_it(months: Path) -> None:
    screen = open_page("pages/data.py")
    screen.selectbox(key="undo_choice").select(3).run()
    shown = text_of(screen)
    assert "3 rows of claims go, 3 of them in use now." in shown
    assert "What older imports said of the same claims and consultations counts again" in shown
    assert "Its 0 set-aside rows" not in shown
    screen.button(key="undo").click().run()
    assert list(screen.exception) == []
    assert "Import 3 is undone: 3 rows of claims.csv (claims) are out." in text_of(screen).replace("\\", "")
    frames = [frame.value for frame in screen.dataframe]
    assert [list(frame["import_id"]) for frame in frames if "sha256" in frame] == [[4, 2, 1]]
    assert [list(frame["reason"]) for frame in frames if "reason" in frame] == [["undone"]]


@pytest.mark.parametrize(
    ("paid", "said"),
    [
        ([("84.00", "63.00")], "$21.00 less paid"),
        ([("84.00", "63.00"), (None, "30.00")], "$9.00 more paid"),
        ([], "$0.00 more paid"),
    ],
)
def test_edited_amounts_say_how_much_more_or_less_is_paid(
    paid: list[tuple[str | None, str]], said: str
) -> None:
    rows = [
        {"paid_before": before and Decimal(before), "paid_after": Decimal(after)} for before, after in paid
    ]
    assert paid_difference(rows) == said
