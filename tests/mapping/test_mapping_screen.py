"""The mapping screen of the Data page: a foreign export dropped, understood or asked about, imported,
remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest.mapping import mappings_folder, read_profile
from tests.dropping import (
    FOREIGN,
    answer,
    can_import,
    choose,
    drop,
    dropped,
    lists,
    plain,
    press,
    ran,
    saved,
    stored,
)
from tests.foreign import HEADER, ROW
from tests.screens import markdown_of, text_of

pytestmark = pytest.mark.slow

OPEN_DENTAL = (
    "ClaimNum,PatNum,CarrierName,ProcCode,ProcDate,ClaimStatus,FeeBilled,AllowedOverride,InsPayAmt,PatientName\n"
    "1,2,Delta,D9311,2025-01-02,R,100.00,-1,60.00,Jo Doe\n"
)


def test_an_export_that_is_understood_takes_one_click_and_is_recognised_next_month(database: Path) -> None:
    screen = dropped(may_csv=OPEN_DENTAL)
    shown = plain(text_of(screen))
    assert "9 of 10 columns understood, 1 not stored, because it identifies a person." in shown
    assert "Read as Open Dental table export: suggested mapping, check it." in shown
    assert (len(screen.radio), lists(screen), can_import(screen)) == (0, {}, True)
    screen.text_input[0].set_value("Main office")
    press(ran(screen), "Import 1 file")
    assert saved(database) == ["main-office.toml"]
    assert stored(database, "claim_id payer_name status allowed_amount paid_amount") == [
        ("1", "Delta", "received", None, "60.00")
    ]
    drop(screen, june_csv=OPEN_DENTAL.replace("1,2,", "5,2,"))
    assert "Read as you confirmed last time (Main office)." in plain(text_of(screen))
    assert [box.label for box in screen.checkbox] == []
    press(screen, "Import 1 file")
    assert stored(database, "claim_id status") == [("1", "received"), ("5", "received")]


def test_nothing_is_remembered_unless_asked_for(database: Path) -> None:
    screen = dropped(may_csv=FOREIGN)
    screen.checkbox[0].uncheck()
    press(ran(screen), "Import 1 file")
    assert (stored(database, "claim_id"), saved(database)) == ([("C1",)], [])


def test_a_file_with_its_own_names_is_asked_nothing(database: Path) -> None:
    own = "claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount"
    screen = dropped(may_csv=f"{own}\n{ROW}\n")
    assert (len(screen.radio), len(screen.checkbox), can_import(screen)) == (0, 0, True)
    assert "What the columns of" not in text_of(screen)


def test_an_open_question_stands_in_the_way_until_an_answer_gives_what_is_needed(database: Path) -> None:
    screen = dropped(may_csv=FOREIGN.replace("FeeBilled", "Fee"))
    assert not can_import(screen)
    assert [plain(option) for option in screen.radio[0].options] == [
        "Billed amount: amount billed for the line",
        "Allowed amount: contracted amount; blank is unknown, not 0",
        "Leave it out",
        "Something else",
    ]
    assert screen.radio[0].value is None
    assert "It holds 100.00." in plain(text_of(screen))
    answer(screen, "Leave it out")
    assert [error.value for error in screen.error] == [
        "Still needed: Billed amount. Choose the column below, or add it to the export."
    ]
    assert not can_import(screen)
    answer(screen, "Something else")
    choose(screen, "What Fee means", "Paid amount")
    assert not can_import(screen)
    choose(screen, "What Fee means", "Billed amount")
    assert can_import(screen)
    assert list(screen.error) == []
    answer(screen, "Leave it out")
    assert not can_import(screen)
    answer(screen, "Billed amount: amount billed for the line")
    assert can_import(screen)
    press(screen, "Import 1 file")
    assert stored(database, "billed_amount") == [("100.00",)]


def test_one_of_two_headers_is_chosen_by_what_they_hold(database: Path) -> None:
    header, row = f"{HEADER},DateSent,SentDate", f"{ROW},2025-04-01,2025-04-02"
    screen = dropped(may_csv=f"{header}\n{row}\n")
    assert "Which column is **Submitted date: first sent**?" in plain(markdown_of(screen))
    assert [plain(text) for text in screen.radio[0].proto.captions] == ["2025-04-01", "2025-04-02", ""]
    press(answer(screen, "SentDate"), "Import 1 file")
    assert stored(database, "submitted_date") == [("2025-04-02",)]


def test_what_nobody_can_know_is_chosen_from_all_columns(database: Path) -> None:
    screen = dropped(
        may_csv="Fall;Kunde;Kasse;Leistung;Tag;Stand;Preis;Extra\n1;2;Delta;D9311;31.01.2025;paid;5,00;4,00\n"
        "2;2;Cigna;D9311;31.01.2025;paid;5,00;4,00\n"
    )
    assert [error.value for error in screen.error] == [
        "Still needed: Claim ID, Patient ID, Service date, Billed amount. Choose the column below, or add it to the export."
    ]
    assert (
        lists(screen)["Kasse"]
        == "**Kasse** · Delta, Cigna · :gray[likely by its values: its values are names of payers]"
    )
    for header, meaning in (
        ("Fall", "Claim ID"),
        ("Kunde", "Patient ID"),
        ("Tag", "Service date"),
        ("Preis", "Billed amount"),
        ("Extra", "Allowed amount"),
    ):
        choose(screen, f"What {header} means", meaning)
    press(screen, "Import 1 file")
    assert stored(database, "claim_id service_date billed_amount allowed_amount") == [
        ("1", "2025-01-31", "5.00", "4.00"),
        ("2", "2025-01-31", "5.00", "4.00"),
    ]


def test_a_column_chosen_twice_is_named(database: Path) -> None:
    screen = press(dropped(may_csv=f"{HEADER},Extra\n{ROW},5.00\n"), "Show and change the columns")
    choose(screen, "What Extra means", "Billed amount")
    assert [error.value for error in screen.error] == ["Billed amount is chosen for more than one column."]
    assert not can_import(screen)


def test_letters_of_a_status_are_read_by_the_system_that_is_named(database: Path) -> None:
    screen = dropped(may_csv=FOREIGN.replace("paid", "R"))
    assert not can_import(screen)
    answer(screen, "Open Dental table export")
    assert "Read as Open Dental table export: suggested mapping, check it." in plain(text_of(screen))
    press(screen, "Import 1 file")
    assert stored(database, "status") == [("received",)]


def test_letters_of_another_system_mean_what_the_user_says(database: Path) -> None:
    screen = dropped(
        may_csv=f"{FOREIGN}{ROW}\n{ROW}\n".replace("paid", "P", 1)
        .replace("paid", "D", 1)
        .replace("paid", "Q")
    )
    answer(screen, "Another system: I say what each means")
    choose(screen, "P", "Paid or approved")
    choose(screen, "D", "Denied")
    press(screen, "Import 1 file")
    assert stored(database, "status") == [("paid",), ("denied",), ("Q",)]
    profile = read_profile(mappings_folder(database) / saved(database)[0])
    assert profile.values == {"status": {"P": "paid", "D": "denied", "Q": "Q"}}


def test_words_of_a_status_that_are_not_known_may_be_explained(database: Path) -> None:
    screen = dropped(may_csv=FOREIGN.replace("paid", "Queued"))
    assert "1 status that is not known" in text_of(screen)
    assert can_import(screen)
    press(choose(screen, "Queued", "Not sent yet"), "Import 1 file")
    assert stored(database, "status") == [("not sent",)]
    drop(screen, june_csv=FOREIGN.replace("paid", "Queued").replace("C1", "C2"))
    assert "not known" not in text_of(screen)


def test_a_status_that_is_not_known_is_shown_even_under_the_files_own_names(database: Path) -> None:
    own = "claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount"
    screen = dropped(may_csv=f"{own}\n{ROW.replace('paid', 'Queued')}\n")
    press(choose(screen, "Queued", "Not sent yet"), "Import 1 file")
    assert stored(database, "status") == [("not sent",)]


REASONS = f"{HEADER},Reason Code\n" + "".join(
    f"{ROW.replace('C1', f'C{number}')},{reason}\n"
    for number, reason in enumerate(
        ("Not covered by plan", "Send notes within 45 days", "X-17", "Not Covered by Plan")
    )
)


def test_reasons_in_words_become_the_denial_codes_that_the_user_says(database: Path) -> None:
    screen = answer(dropped(may_csv=REASONS), "Reasons for a denial: I say which code each one stands for")
    assert "3 reasons without a denial code" in text_of(screen)
    choose(screen, "Not covered by plan", "96: ")
    choose(screen, "X-17", "252: ")
    press(screen, "Import 1 file")
    assert stored(database, "adjustment_codes") == [("96",), (None,), ("252",), ("96",)]


def test_a_new_reason_is_shown_next_month_and_no_number_in_it_is_a_code(database: Path) -> None:
    screen = answer(dropped(may_csv=REASONS), "Reasons for a denial: I say which code each one stands for")
    press(screen, "Import 1 file")
    drop(screen, june_csv=f"{HEADER},Reason Code\n{ROW},Wait for 96 days\n{ROW.replace('C1', 'C9')},X-17\n")
    assert "1 reason without a denial code" in text_of(screen)
    press(screen, "Import 1 file")
    assert [row for row in stored(database, "claim_id adjustment_codes") if row[1]] == []


def test_another_preset_may_be_chosen(database: Path) -> None:
    screen = press(dropped(may_csv=OPEN_DENTAL), "Show and change the columns")
    assert lists(screen)["ClaimNum"] == "**ClaimNum** · 1 · :gray[as the preset says]"
    choose(screen, "Read the file as", "By the names of its columns alone")
    assert lists(screen)["ClaimNum"] == "**ClaimNum** · 1 · :gray[a known name]"
    assert not can_import(screen)  # nobody says what R means
