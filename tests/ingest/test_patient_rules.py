"""The rule by which patients are read, once it is chosen: on the command line, by a click, for all later files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.cli import main
from d9311.ingest import ImportRefused
from d9311.store import open_database
from d9311.ui.data.uploads import Upload
from tests.ingest.test_shared_patients import NUMBERS, imported
from tests.project.files import ROOT
from tests.states import import_files
from tests.tables import write_export
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("rows_alone")
def test_a_rule_that_was_chosen_is_used_for_the_files_at_hand_and_all_later_ones(tmp_path: Path) -> None:
    database = tmp_path / "d.duckdb"
    imported(tmp_path, ["0041", *NUMBERS], ["41", *NUMBERS])
    claims, consultations = tmp_path / "claims.csv", tmp_path / "consultations.csv"
    assert shared(database) == 5
    report = import_files(database, claims=[claims], patients={"claims": "without-zeros"})
    assert (report.files[0].unchanged, shared(database)) == (False, 6)
    assert [(one.rule, one.message, one.count) for one in report.files[0].warnings] == [
        (
            "patient_rule",
            "claims.csv, column patient_id: patients were read without leading zeros, as it was chosen.",
            6,
        )
    ]
    write_export(claims, "claims", [{"claim_id": "C9", "patient_id": "00099"}])
    write_export(consultations, "consultations", [{"consultation_id": "K9", "patient_id": "99"}])
    import_files(database, claims=[claims], consultations=[consultations])
    assert shared(database) == 7
    import_files(database, claims=[claims], patients={"claims": ""})
    assert shared(database) == 6


def shared(database: Path) -> int:
    """Of how many consultations the patient has a claim."""
    asked = "select count(*) from current_consultations where patient_id in (select patient_id from current_claims)"
    return int(open_database(database).cursor().execute(asked).fetchall()[0][0])


def linked(database: Path) -> int:
    found = open_database(database).cursor().execute("select count(*) from links").fetchone()
    assert found is not None
    return int(found[0])


def test_a_rule_that_would_make_one_patient_of_two_is_refused(tmp_path: Path) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", [{"patient_id": "045"}, {"patient_id": "45"}])
    with pytest.raises(ImportRefused) as caught:
        import_files(tmp_path / "d.duckdb", claims=[claims], patients={"claims": "without-zeros"})
    assert str(caught.value) == (
        "claims.csv, column patient_id: read without leading zeros, as it was chosen, 1 patients would become one with "
        "another. Import it with --patients KIND=as-written, or export patient_id in the same way in both exports."
    )


def test_the_command_line_takes_a_rule_or_says_which_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(tmp_path, [f"0{number}" for number in NUMBERS], list(NUMBERS))
    arguments = ["import", "--db", str(tmp_path / "d.duckdb"), "--claims", str(tmp_path / "claims.csv")]
    assert main([*arguments, "--patients", "claims=zeros"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        "--patients is to be claims=RULE or consultations=RULE, where RULE is one of as-written, "
    )
    assert main([*arguments, "--patients", "claims=without-zeros"]) == 0
    assert linked(tmp_path / "d.duckdb") == 5


class Dropped(io.BytesIO):
    """A file as the drop zone gives it."""

    file_id, name = "1", "claims.csv"


def test_one_click_reads_the_patients_by_the_rule(database: Path) -> None:
    report = imported(database.parent, [f"0{number}" for number in NUMBERS], list(NUMBERS), database=database)
    upload = Upload(Dropped((database.parent / "claims.csv").read_bytes()), "claims")
    screen = AppTest.from_file(str(ROOT / "pages/data.py"), default_timeout=60)
    screen.session_state["import_report"] = report
    screen.session_state["imported_uploads"] = ([upload], {})
    screen.run()
    assert screen.warning[0].value.startswith(
        "5 patients have a consultation, and none is among the patients"
    )
    button = screen.button(key="try_0")
    assert button.label == "Try it: read the patients of the claims without leading zeros"
    button.click().run()
    assert (list(screen.exception), list(screen.warning)) == ([], [])
    assert linked(database) == 5


@pytest.mark.usefixtures("rows_alone")
def test_a_remittance_knows_no_key_of_the_practice(tmp_path: Path) -> None:
    """Its patients are known by their member id, so that nothing is said of them, and a rule does not touch
    them."""
    path = tmp_path / "answer.txt"
    lines = line("AD:D9311", "100", "60", day="20220110")
    path.write_text(interchange(check("60", claim("C1", "1", "100", "60", *lines))), encoding="utf-8")
    database = tmp_path / "d.duckdb"
    [report] = import_files(database, claims=[path], patients={"claims": "upper"}).files
    assert [one.rule for one in report.warnings] == ["claim_total"]
    assert imported(tmp_path, [], list(NUMBERS)).notices == []
    cursor = open_database(database).cursor()
    late = cursor.execute("select service_date::text, adjudicated_date::text from claim_rows").fetchall()
    assert late == [("2022-01-10", "2025-03-01")]
