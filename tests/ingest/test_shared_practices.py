"""Claims and consultations that call one practice by two names: said first, with the number of those that meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practices import claims, consultations
from tests.states import import_files
from tests.tables import write_export
from tests.x12.messages import check, claim, interchange, line

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("rows_alone")]


def of(practice: str | None, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row if practice is None else {**row, "practice_id": practice} for row in rows]


def said(
    folder: Path, claim_rows: list[dict[str, str]], records: list[dict[str, str]], **how: object
) -> list[str]:
    files = {
        kind: [write_export(folder / f"{kind}.csv", kind, rows)]
        for kind, rows in (("claims", claim_rows), ("consultations", records))
    }
    report = import_files(folder / "d.duckdb", **files, **how)
    return [notice.message for notice in report.notices]


def on_other_days(rows: list[dict[str, str]], how_many: int) -> list[dict[str, str]]:
    """The rows, of which all but `how_many` are of another month."""
    return [
        row if place < how_many else {**row, "consultation_date": f"2025-07-{place + 1:02}"}
        for place, row in enumerate(rows)
    ]


@pytest.mark.parametrize("practice", ["NORTH", None])
def test_consultations_under_another_name_are_told_with_where_their_claims_are(
    tmp_path: Path, practice: str | None
) -> None:
    [message] = said(tmp_path, of("North", claims("a")), of(practice, consultations("a")))
    assert message == (
        f"Practice {practice or 'practice'} has consultations and no claims, and 6 of them are of a patient and "
        "a day on which practice North billed D9311 without a consultation: the two exports seem to call one "
        "practice by two names, so that no consultation finds its claim. Export practice_id in the same way in "
        "both, undo the import, and import again; give a file that names no practice the practice North "
        "(--practice)."
    )


def test_a_practice_given_beside_the_file_ends_it(tmp_path: Path) -> None:
    assert len(said(tmp_path, of("North", claims("a")), consultations("a"))) == 1
    again = {"consultations": [tmp_path / "consultations.csv"]}
    assert import_files(tmp_path / "d.duckdb", **again, practice="North").notices == []


@pytest.mark.parametrize(
    ("meeting", "others", "is_said"), [(3, 3, True), (2, 0, False), (3, 27, True), (3, 28, False)]
)
def test_three_and_one_in_ten_must_meet(tmp_path: Path, meeting: int, others: int, is_said: bool) -> None:
    records = on_other_days(consultations("a", meeting + others), meeting)
    found = said(tmp_path, of("North", claims("a", 28)), of("NORTH", records))
    assert bool(found) == is_said


def test_consultations_without_a_day_are_not_among_the_ten(tmp_path: Path) -> None:
    records = on_other_days(consultations("a", 35), 3)
    for row in records[30:]:
        row["consultation_date"] = ""
    assert len(said(tmp_path, of("North", claims("a", 28)), of("NORTH", records))) == 1


def test_a_remittance_given_to_the_practice_is_no_export_of_its_claims(tmp_path: Path) -> None:
    answers = tmp_path / "answers.835"
    answers.write_text(interchange(check("60", claim("7", "1", "100", "60", *line("AD:D9311", "100", "60")))))
    import_files(tmp_path / "d.duckdb", claims=[answers], practice="NORTH")
    assert len(said(tmp_path, of("North", claims("a")), of("NORTH", consultations("a")))) == 1


def test_claims_of_other_codes_meet_nothing(tmp_path: Path) -> None:
    other = [{**row, "procedure_code": "D2740"} for row in claims("a")]
    assert said(tmp_path, of("North", other), of("NORTH", consultations("a"))) == []


def test_a_consultation_that_meets_two_lines_is_one(tmp_path: Path) -> None:
    twice = [{**row, "line_number": str(line)} for row in claims("a") for line in (1, 2)]
    [message] = said(tmp_path, of("North", twice), of("NORTH", consultations("a")))
    assert "and 6 of them are of a patient" in message


def test_the_practice_of_which_most_meet_is_named(tmp_path: Path) -> None:
    renumbered = [{**row, "claim_id": f"S{row['claim_id']}"} for row in claims("a", 4)]
    both = [*of("North", claims("a", 3)), *of("South", renumbered)]
    [message] = said(tmp_path, both, of("NORTH", consultations("a")))
    assert "4 of them are of a patient and a day on which practice South billed" in message


def test_practices_that_count_their_patients_from_one_are_two(tmp_path: Path) -> None:
    """North has its own consultations; South's claims come next month, and its patients have the same numbers."""
    north, south = of("North", consultations("a")), of("South", consultations("b"))
    renumbered = [{**row, "consultation_id": f"S{row['consultation_id']}"} for row in south]
    assert said(tmp_path, of("North", claims("a")), [*north, *renumbered]) == []
