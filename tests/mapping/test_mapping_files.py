"""Several files on the mapping screen: of one header, refused, with a profile beside them; and what stays
private."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from d9311.ingest.mapping import mappings_folder
from d9311.store import open_database
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
    saved,
    stored,
)
from tests.foreign import HEADER, ROW
from tests.screens import markdown_of, open_page, text_of

pytestmark = pytest.mark.slow

MARKER = "Zwiebelkuchen"


def test_two_files_of_one_header_share_one_panel(database: Path) -> None:
    fee = FOREIGN.replace("FeeBilled", "Fee")
    screen = dropped(may_csv=fee, june_csv=fee.replace("C1", "C2"))
    assert "**What the columns of may.csv, june.csv mean**" in plain(markdown_of(screen))
    press(answer(screen, "Billed amount: amount billed for the line"), "Import 2 files")
    assert stored(database, "claim_id") == [("C1",), ("C2",)]


def test_a_file_that_is_refused_says_so_before_the_others_are_imported(database: Path) -> None:
    report = "Carrier\tPatName\tDateService\tDateSent\tAmount\nDelta\tDoe, Jo\t1/2/2025\t1/3/2025\t5\n"
    screen = dropped(scan_csv=b"\x89PNG\r\n\x1a\n0", report_csv=report, may_csv=FOREIGN)
    first, second = [plain(error.value) for error in screen.error]
    assert (
        first
        == "scan.csv is a picture. Export the report from the practice system as CSV and import that file."
    )
    assert second.startswith(
        "report.csv is the Outstanding Insurance Claims report of Open Dental. It has one row per claim"
    )
    assert "2 files cannot be imported and will be left out." in text_of(screen)
    press(screen, "Import the other file")
    assert stored(database, "claim_id") == [("C1",)]


def test_a_file_that_is_refused_alone_cannot_be_imported(database: Path) -> None:
    assert "Import 1 file" not in [button.label for button in dropped(scan_csv=b"%PDF-1.7").button]


def test_consultations_are_mapped_alike(database: Path) -> None:
    notes = "ConsultNum,PatNum,CommDateTime,Doctor Called,Mode\n7,12,2025-01-02 10:30,Dr. Who,phone\n"
    screen = press(dropped(notes_csv=notes), "Show and change the columns")
    choose(screen, "What Doctor Called means", "Professional name")
    press(screen, "Import 1 file")
    found = (
        open_database(database)
        .cursor()
        .execute(
            "select consultation_id, consultation_date::text, professional_name, method from consultation_rows"
        )
    )
    assert found.fetchall() == [("7", "2025-01-02", "Dr. Who", "phone")]


def test_a_profile_dropped_beside_its_file_answers_what_is_open(database: Path) -> None:
    profile = 'kind = "claims"\nname = "Office"\n[columns]\nFee = "billed_amount"\n'
    screen = dropped(may_csv=FOREIGN.replace("FeeBilled", "Fee"), office_toml=profile)
    assert (len(screen.radio), can_import(screen)) == (0, True)
    press(screen, "Import 1 file")
    assert (stored(database, "billed_amount"), saved(database)) == ([("100.00",)], ["office.toml"])


def test_a_profile_can_be_taken_to_another_computer_and_removed(database: Path) -> None:
    press(dropped(may_csv=FOREIGN), "Import 1 file")
    profile = (mappings_folder(database) / saved(database)[0]).read_bytes()
    screen = press(open_page("pages/data.py"), "Remove")
    assert saved(database) == []
    press(drop(screen, mine_toml=profile), "Keep 1 mapping")
    assert saved(database) == ["claims-export.toml"]
    assert "1 saved mapping" in [box.label for box in screen.expander]
    assert "Claims export (claims, 7 columns)" in text_of(screen)


def test_a_broken_profile_is_named_and_can_be_removed(database: Path) -> None:
    mappings_folder(database).mkdir()
    (mappings_folder(database) / "bad.toml").write_text("kind = 3")
    screen = open_page("pages/data.py")
    assert (
        'bad.toml: kind must be one of claims, consultations: write kind = "claims" at its top. '
        "No file can be imported before it is mended or removed."
    ) in text_of(screen)
    press(screen, "Remove")
    assert saved(database) == []


def test_a_broken_profile_that_is_dropped_is_named(database: Path) -> None:
    screen = dropped(mine_toml="kind = 3")
    assert plain(screen.error[0].value).startswith("mine.toml: kind must be one of claims, consultations")
    assert "import" not in [button.key for button in screen.button]


def test_a_header_is_shown_as_it_is_written(database: Path) -> None:
    hostile = "![x](http://outside.example/x.png) :red[a] <b>"
    screen = press(
        dropped(may_csv=f"{HEADER},{hostile}\n{ROW},**bold** $x$\n"), "Show and change the columns"
    )
    label = next(text.value for text in screen.markdown if "outside" in text.value)
    assert "What x http outside example x png red a b means" in [box.label for box in screen.selectbox]
    for active in ("![", "](", ":red[", "<b>", "**bold", "$x$"):
        assert active not in label.removeprefix("**")
    assert "**bold** $x$" in plain(label)


def test_a_value_stays_on_the_screen(
    database: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    texts = "Patient Name,Chart #,Reason Code,Remark Text,Claim State,FeeBilled"
    header = HEADER.replace("PatNum,", "").replace("Claim State,FeeBilled", texts)
    row = f"C1,{MARKER} Inc,D9311,2025-03-31,{MARKER} One,{MARKER} Two,{MARKER} three four,{MARKER} Five,{MARKER},100.00"
    screen = press(dropped(may_csv=f"{header}\n{row}\n"), "Show and change the columns")
    assert f"{MARKER} Five" in lists(screen)["Remark Text"]
    assert MARKER not in lists(screen)["Patient Name"]
    answer(screen, "Leave it out")
    press(choose(screen, MARKER, "Denied"), "Import 1 file")
    assert len(stored(database, "claim_id")) == 1
    keys = [
        widget.key or ""
        for kind in ("button", "selectbox", "radio", "checkbox")
        for widget in getattr(screen, kind)
    ]
    said = capsys.readouterr()
    printed = (
        said.out + said.err + caplog.text + text_of(screen) + str(dict(screen.query_params)) + "".join(keys)
    )
    names = [path.name for path in database.parent.rglob("*")]
    assert MARKER not in printed + "".join(names)
