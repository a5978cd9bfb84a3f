"""No patient's data in what is said of a foreign export, whatever its columns are called."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from d9311.cli import main
from d9311.ingest import ImportRefused, import_files
from d9311.ingest.mapping import mappings_folder, propose, save_profile
from d9311.ingest.mapping.asking import in_words
from tests.foreign import HEADER, ROW, write

MARKER = "Zwiebelkuchen"
# Free text of every sort: of persons, about them, of codes that are none, of payers, and of unknown names.
TEXTS = ("Patient Name", "Subscriber ID", "Street", "Notes", "Reason Code", "Remarks", "Plan", "Fee", "Date", "Tag", "Attachment ID",
         "Adj1ReasonCode", "Adj1Group", "Appeal Result", "Type Of Claim", "Clinic", "Dentist", "E-Mail")  # fmt: skip

LEFT_OUT = ("Reason Code", "Fee", "Date", "Appeal Result", "Type Of Claim")
ANSWERED = 'kind = "claims"\n[columns]\n"Adj1ReasonCode" = "adjustment_codes"\n' + "".join(
    f'"{name}" = ""\n' for name in LEFT_OUT
)


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """An export with the marker in every free-text column, in sound rows and broken ones."""
    texts = ",".join([f"{MARKER} {name} text" for name in TEXTS])
    broken = ROW.replace("2025-03-31", MARKER).replace("P1", "P2")
    rows = [
        f"{ROW},{texts}",
        f"{ROW},{texts}",
        f"{broken},{texts}",
        f"C2,{MARKER},,,,,",
        f'"{MARKER},C3',
        f"{ROW},{texts},{MARKER}",
    ]
    return write(tmp_path, "\n".join([f"{HEADER},{','.join(TEXTS)}", *rows]) + f"\n{MARKER}")


def said(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, folder: Path) -> str:
    printed = capsys.readouterr()
    names = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    return printed.out + printed.err + caplog.text + names


@pytest.mark.parametrize("options", [(), ("--json",), ("--mapping",)])
def test_a_marker_in_every_column_appears_in_nothing_that_is_said(
    tmp_path: Path, marked: Path, options: tuple[str, ...],
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    profile = write(tmp_path, ANSWERED, "profile.toml")
    given = (*options, str(profile)) if options == ("--mapping",) else options
    code = main(
        ["--debug", "import", "--db", str(tmp_path / "d9311.duckdb"), "--claims", str(marked), *given]
    )
    assert code == (0 if options == ("--mapping",) else 2)
    assert MARKER not in said(capsys, caplog, tmp_path)


def test_a_marker_appears_in_no_proposal_profile_or_file_name(
    tmp_path: Path, marked: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert main(["map", str(marked)]) == 0
    proposal = propose(marked, "claims")
    assert MARKER not in "".join(map(in_words, proposal.questions))
    assert MARKER not in "".join(match.reason for match in proposal.matches)
    saved = save_profile(proposal.mapping(), mappings_folder(tmp_path / "d9311.duckdb"))
    assert MARKER not in saved.read_text(encoding="utf-8")
    assert MARKER not in said(capsys, caplog, tmp_path)


@pytest.mark.parametrize(
    "rows",
    [f"{MARKER},Jane\n{MARKER},Jim\n", f"{MARKER},Delta,paid\nDoe,Aetna,denied\n", f"{MARKER},2025-01-01\n"],
)
@pytest.mark.usefixtures("rows_alone")
def test_rows_without_a_header_are_not_shown_as_names(
    tmp_path: Path, rows: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    path = write(tmp_path, rows)
    assert main(["map", str(path)]) == 2
    with pytest.raises(ImportRefused):
        import_files(tmp_path / "d9311.duckdb", claims=[path])
    assert MARKER not in said(capsys, caplog, tmp_path)


def test_names_taken_for_a_patient_key_are_stored_as_a_hash_and_in_no_row_set_aside(tmp_path: Path) -> None:
    header = HEADER.replace("PatNum", "Patient Name")
    rows = f"{ROW}\n{ROW.replace('2025-03-31', 'x')}\n{ROW},surplus\n".replace("P1", MARKER)
    path = write(tmp_path, f"{header}\n{rows}")
    profile = write(tmp_path, 'kind = "claims"\n[columns]\n"Patient Name" = "patient_id"\n', "p.toml")
    report = import_files(tmp_path / "d9311.duckdb", claims=[path], profiles=[profile])
    assert (report.files[0].rows_kept, report.files[0].rows_set_aside) == (1, 2)
    assert MARKER.encode() not in (tmp_path / "d9311.duckdb").read_bytes()
