"""The list of all columns on the mapping screen: every answer seen, changed, and held against the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.contract import column_names
from d9311.ingest.mapping import mappings_folder, read_profile
from d9311.ingest.mapping.objections import AGAINST
from d9311.ui.data.mapping.terms import STATUSES
from tests.dropping import answer, can_import, choose, drop, dropped, lists, plain, press, saved, stored
from tests.foreign import HEADER, ROW
from tests.screens import text_of

pytestmark = pytest.mark.slow

# A log of calls as somebody keeps it by hand; nothing tells which of three columns is the number of the call.
LOG = """Patient #,Date,Wen,Warum,Was er sagte,Ref,Nr,Extra
P1,2025-01-02,Kim,heart valve 1,antibiotic 2 g,R1,N1,a
P2,2025-01-03,Kim,warfarin 2,hold 3 days,R2,N2,b
P3,2025-01-07,Lee,insulin 3,morning visit 8,R3,N3,a
P4,2025-01-09,Lee,insulin 4,morning visit 9,R4,N4,b
"""
SHOW = "Show and change the columns"


def meant(screen: AppTest) -> dict[str, str]:
    """Header -> what it means, of every row of the list."""
    boxes = [
        box for box in screen.selectbox if box.label.startswith("What ") and box.label.endswith(" means")
    ]
    return {box.label[5:-6]: str(box.value) for box in boxes}


def noted(screen: AppTest) -> list[str]:
    """What is said above the button about columns that are left out."""
    return [plain(one.value) for one in screen.caption if "will not be used" in one.value]


@pytest.fixture
def log(database: Path) -> AppTest:
    return dropped(calls_csv=LOG)


def test_an_answer_leaves_what_was_chosen_for_other_columns(log: AppTest) -> None:
    press(log, SHOW)
    for header, meaning in (("Wen", "Professional name"), ("Warum", "Reason"), ("Was er sagte", "Outcome")):
        choose(log, f"What {header} means", meaning)
    answer(log, "Nr")
    assert meant(log) == {
        "Patient": "patient_id",
        "Date": "consultation_date",
        "Wen": "professional_name",
        "Warum": "reason",
        "Was er sagte": "outcome",
        "Ref": "",
        "Nr": "consultation_id",
        "Extra": "",
    }
    assert noted(log) == ["2 of 8 columns will not be used: Ref, Extra."]
    answer(log, "Ref")
    assert (meant(log)["Ref"], meant(log)["Nr"], meant(log)["Warum"]) == ("consultation_id", "", "reason")
    assert can_import(log)


def test_every_column_of_the_file_stands_in_the_list_in_its_order(log: AppTest) -> None:
    assert [*meant(press(log, SHOW))] == [
        "Patient",
        "Date",
        "Wen",
        "Warum",
        "Was er sagte",
        "Ref",
        "Nr",
        "Extra",
    ]
    uses = [one.value for one in log.markdown if one.value.startswith((":green[", ":orange[", ":gray["))]
    assert uses == [
        ":green[used]", ":green[used]", ":orange[not used]", ":orange[asked above]", ":orange[asked above]",
        ":orange[asked above]", ":orange[asked above]", ":orange[not used]",
    ]  # fmt: skip
    assert lists(log)["Wen"].startswith("**Wen** · Kim, Lee · ")


def test_the_list_and_the_question_always_say_the_same(log: AppTest) -> None:
    press(log, SHOW)
    choose(log, "What Nr means", "Consultation ID")
    assert plain(log.radio[0].options[int(log.radio[0].value or 0)]) == "Nr"
    assert can_import(log)
    choose(log, "What Nr means", "Not used")
    assert plain(log.radio[0].options[-1]) == "Something else"
    assert log.radio[0].value == -1
    assert not can_import(log)
    assert [text.value for text in log.text if "then import" in text.value] == [
        "Mend above what the columns mean, then import."
    ]


def test_what_is_still_to_do_is_said_only_where_something_is(log: AppTest) -> None:
    assert [text.value for text in log.text if "then import" in text.value] == [
        "Answer the 1 question above, then import."
    ]
    answer(log, "Nr")
    assert [text.value for text in log.text if "then import" in text.value] == []


def test_a_number_that_repeats_on_most_rows_is_objected_to(log: AppTest) -> None:
    choose(press(log, SHOW), "What Wen means", "Consultation ID")
    assert [plain(one.value) for one in log.warning] == [
        "Wen is chosen for Consultation ID, which every row has of its own, but it has 2 different values on 4 rows. "
        "Change the answer, unless the file is wrong."
    ]


def test_a_column_of_another_kind_is_objected_to_and_may_be_kept(log: AppTest) -> None:
    answer(press(log, SHOW), "Nr")
    choose(log, "What Extra means", "Recorded at")
    assert [plain(one.value) for one in log.warning] == [
        "Extra is chosen for Recorded at, but its values do not look like it. "
        "Change the answer, unless the file is wrong."
    ]
    assert can_import(log)
    choose(log, "What Extra means", "Not used")
    assert list(log.warning) == []


SENT = f"{HEADER},DateSent,AdjudicatedDate,InsPayAmt\n" + "".join(
    f"{ROW.replace('C1', claim).replace('paid', status)},{sent},{decided},{paid}\n"
    for claim, status, sent, decided, paid in (
        ("C1", "S", "2025-04-01", "2025-04-20", "0"),
        ("C2", "S", "2025-04-01", "", "0"),
        ("C3", "Q", "2025-04-02", "2025-04-21", "60.00"),
        ("C4", "Q", "2025-04-02", "2025-04-21", "0"),
        ("C5", "Q", "2025-04-02", "2025-04-21", "60.00"),
    )
)
OWN = "Another system: I say what each means"


def test_a_status_that_its_rows_contradict_is_objected_to(database: Path) -> None:
    screen = answer(dropped(may_csv=SENT), OWN)
    choose(screen, "S", "Not sent yet")
    assert [plain(one.value) for one in screen.warning] == [
        "The status S is read as not sent, but 2 of the 2 rows looked at with it have a submitted date. "
        "Change the answer, unless the file is wrong.",
        "The status S is read as not sent, but 1 of the 2 rows looked at with it has an adjudicated date. "
        "Change the answer, unless the file is wrong.",
    ]
    choose(screen, "S", "Denied")
    choose(screen, "Q", "Denied")
    assert [plain(one.value) for one in screen.warning] == [
        "The status Q is read as denied, but 2 of the 3 rows looked at with it have money paid. "
        "Change the answer, unless the file is wrong."
    ]
    choose(screen, "Q", "Answered")
    assert (list(screen.warning), can_import(screen)) == ([], True)


def test_what_was_said_of_a_status_is_shown_and_changed_next_month(database: Path) -> None:
    screen = answer(dropped(may_csv=SENT), OWN)
    choose(screen, "S", "Sent, no answer yet")
    choose(screen, "Q", "Denied")
    press(screen, "Import 1 file")
    press(drop(screen, june_csv=SENT.replace("\nC", "\nD")), SHOW)
    assert "Statuses, and what each one stands for" in text_of(screen)
    assert [box.value for box in screen.selectbox if box.label in ("S", "Q")] == ["pending", "denied"]
    press(choose(screen, "Q", "Answered"), "Import 1 file")
    assert sorted(row for row in stored(database, "claim_id status") if str(row[0]).startswith("D")) == [
        ("D1", "pending"), ("D2", "pending"), ("D3", "received"), ("D4", "received"), ("D5", "received"),
    ]  # fmt: skip


def test_a_word_of_the_status_table_may_be_read_otherwise(database: Path) -> None:
    screen = press(dropped(may_csv=f"{HEADER}\n{ROW.replace('paid', 'Closed')}\n"), SHOW)
    assert [box.value for box in screen.selectbox if box.label == "Closed"] == [""]
    press(choose(screen, "Closed", "Void"), "Import 1 file")
    assert stored(database, "status") == [("void",)]
    assert read_profile(mappings_folder(database) / saved(database)[0]).values == {
        "status": {"Closed": "void"}
    }


def test_a_column_that_the_user_maps_to_the_codes_asks_for_its_words(database: Path) -> None:
    rows = f"{ROW},Not covered\n{ROW.replace('C1', 'C2')},Wait for 96 days\n"
    screen = press(dropped(may_csv=f"{HEADER},Bemerkung\n{rows}"), SHOW)
    choose(screen, "What Bemerkung means", "Adjustment codes")
    assert "2 reasons without a denial code" in text_of(screen)
    press(choose(screen, "Not covered", "96: "), "Import 1 file")
    assert stored(database, "adjustment_codes") == [("96",), (None,)]


def test_a_question_about_reasons_is_answered_in_the_list_too(database: Path) -> None:
    rows = f"{ROW},Not covered by plan\n{ROW.replace('C1', 'C2')},X-17\n"
    screen = press(dropped(may_csv=f"{HEADER},Reason Code\n{rows}"), SHOW)
    choose(screen, "What Reason Code means", "Adjustment codes")
    assert "2 reasons without a denial code" in text_of(screen)
    assert can_import(screen)


def test_another_preset_keeps_what_was_chosen(database: Path) -> None:
    screen = press(dropped(may_csv=f"{HEADER},Extra\n{ROW},5.00\n"), SHOW)
    choose(screen, "What Extra means", "Allowed amount")
    choose(screen, "Read the file as", "Open Dental table export")
    assert meant(screen)["Extra"] == "allowed_amount"


def test_columns_left_out_are_named_for_a_file_with_its_own_names_too(database: Path) -> None:
    own = "claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount,colour"
    screen = dropped(may_csv=f"{own}\n{ROW},red\n")
    assert noted(screen) == ["1 of 8 columns will not be used: colour."]


def test_what_a_status_is_held_against_are_columns_of_claims() -> None:
    assert {name for tests in AGAINST.values() for name, _ in tests} <= {*column_names("claims")}
    assert set(AGAINST) <= set(STATUSES)
