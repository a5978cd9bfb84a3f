"""Two exports that call the patients by different keys: said first, with the likely reason and no identifier."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest import ImportReport, import_files
from d9311.store import open_database
from tests.tables import write_export

NUMBERS = ("1041", "1042", "1043", "1044", "1045")
REPAIR = "Export patient_id in the same way in both, undo the import, and import again."
HARDLY = "so that consultations and claims hardly find each other."
UNKNOWN = "No likely reason was found: the one may hold chart numbers and the other numbers of another kind."


def imported(
    folder: Path, claims: list[str], consultations: list[str], practices: tuple[str, str] = ("", "")
) -> ImportReport:
    rows = {
        "claims": [{"patient_id": one, "practice_id": practices[0]} for one in claims],
        "consultations": [{"patient_id": one, "practice_id": practices[1]} for one in consultations],
    }
    files = {kind: [write_export(folder / f"{kind}.csv", kind, rows[kind])] for kind in rows if rows[kind]}
    return import_files(folder / "d.duckdb", **files)  # type: ignore[arg-type]


REASONS = [
    ("{}", "00{}", "leading zeros, which the claims lack"),
    ("0{}", "{}", "leading zeros, which only the claims have"),
    ("ab{}", "AB{}", "upper and lower case"),
    ("{}", "PAT-{}", "letters before the number, which only the consultations have"),
    ("PAT-{}", "{}", "letters before the number, which only the claims have"),
    ("P00{}", "{}", "letters and zeros before the number, which only the claims have"),
    ("{}", "{}.0", "a decimal point, which the claims lack"),
    ("{}.0", "{}", "a decimal point, which only the claims have"),
    ("{}", "{}-01", "something behind the number, which only the consultations have"),
    ("AB{}", "A-B {}", "spaces or punctuation, which only the consultations have"),
]


@pytest.mark.parametrize(("claims", "consultations", "reason"), REASONS)
def test_the_likely_reason_is_found_by_trying(
    tmp_path: Path, claims: str, consultations: str, reason: str
) -> None:
    own = [[form.format(number) for number in NUMBERS] for form in (claims, consultations)]
    report = imported(tmp_path, *own)
    said = (
        f"5 patients have a consultation, and none is among the patients of the claims, {HARDLY} The likely reason is "
        f"{reason}: but for that, 5 of 5 would be found. {REPAIR}"
    )
    assert report.notices == [said]
    assert report.lines()[0] == said
    assert [(one.rule, one.message) for one in report.files[0].warnings] == [("patients_not_shared", said)]
    assert not any(identifier in said for identifiers in own for identifier in identifiers)
    cursor = open_database(tmp_path / "d.duckdb").cursor()
    assert cursor.execute("select import_id, rule, message from import_warnings").fetchall() == [
        (1, "patients_not_shared", said)
    ]


def test_the_reason_is_found_for_the_second_export_alone(tmp_path: Path) -> None:
    assert imported(tmp_path, [f"0{number}" for number in NUMBERS], []).notices == []
    [said] = imported(tmp_path, [], [*NUMBERS, "77"]).notices
    assert "leading zeros, which the consultations lack: but for that, 5 of 5 would be found." in said


@pytest.mark.parametrize(
    ("consulted", "shared", "is_said"),
    [(4, 0, False), (5, 0, True), (10, 1, False), (11, 1, True), (21, 2, True)],
)
def test_few_shared_patients_are_said_below_one_in_ten_of_five(
    tmp_path: Path, consulted: int, shared: int, is_said: bool
) -> None:
    consultations = [f"P{n}" for n in range(shared)] + [f"other{n}x" for n in range(consulted - shared)]
    notices = imported(tmp_path, ["P0", "P1", "P2"], consultations).notices
    among = {0: "none is", 1: "only 1 is", 2: "only 2 are"}[shared]
    assert notices == is_said * [
        f"{consulted} patients have a consultation, and {among} among the patients of the claims, {HARDLY} {UNKNOWN} "
        f"{REPAIR}"
    ]


def test_practices_are_looked_at_one_by_one(tmp_path: Path) -> None:
    claims = [{"patient_id": one, "practice_id": "north"} for one in NUMBERS]
    claims += [{"patient_id": one, "practice_id": site} for one in ("x",) for site in ("south", "west")]
    consultations = [
        {"patient_id": one, "practice_id": site}
        for one in NUMBERS
        for site in ("north", "south", "west", "east")
    ]
    files = [
        write_export(tmp_path / f"{kind}.csv", kind, rows)
        for kind, rows in (("claims", claims), ("consultations", consultations))
    ]
    report = import_files(tmp_path / "d.duckdb", claims=files[:1], consultations=files[1:])
    assert [said.split(":")[0] for said in report.notices] == ["Practice south", "Practice west"]


def test_the_same_files_again_say_nothing_of_patients(tmp_path: Path) -> None:
    for count in (1, 0):
        assert len(imported(tmp_path, ["x"], list(NUMBERS)).notices) == count
