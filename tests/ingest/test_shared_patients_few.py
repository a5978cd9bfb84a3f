"""Of how many patients a reason is told, and which files have patients of the practice at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts import call_on
from tests.ingest.test_shared_patients import LONG, NUMBERS, SHORT, imported, of_patients, said_of
from tests.states import import_files
from tests.tables import write_export
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("rows_alone")
@pytest.mark.parametrize(("lost", "is_said"), [(5, True), (4, False)])
def test_five_patients_of_the_file_itself_must_not_be_shared(
    tmp_path: Path, lost: int, is_said: bool
) -> None:
    """One patient without claims was there before: five are not shared, of which the file brings so many."""
    claims = [*LONG, *(number.zfill(5) for number in SHORT)]
    imported(tmp_path, claims, [*LONG, "61"])
    more = [{"patient_id": one, "consultation_id": f"N{one}"} for one in SHORT[:lost]]
    path = write_export(tmp_path / "more.csv", "consultations", more)
    found = said_of(import_files(tmp_path / "d.duckdb", consultations=[path]))
    assert [f"but for that, {lost} of {lost} would be found" in one for one in found] == [True] * is_said


def test_the_only_patient_of_the_claims_tells_the_reason_where_hardly_one_is_shared(tmp_path: Path) -> None:
    report, _ = call_on(tmp_path, of_patients(["1041"]), of_patients([f"00{number}" for number in NUMBERS]))
    [said] = said_of(report)
    assert "leading zeros, which the claims lack: but for that, 1 of 1 would be found." in said


@pytest.mark.usefixtures("rows_alone")
def test_a_remittance_has_no_patients_of_the_practice(tmp_path: Path) -> None:
    """It knows them by their member id alone."""
    answers = tmp_path / "answers.835"
    answers.write_text(interchange(check("60", claim("7", "1", "100", "60", *line("AD:D9311", "100", "60")))))
    import_files(tmp_path / "d.duckdb", claims=[answers])
    assert said_of(imported(tmp_path, [], [*NUMBERS])) == []
