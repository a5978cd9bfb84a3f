"""The same numbers written in another way, which would count twice; each boundary has its row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from d9311.ingest import ImportRefused
from d9311.store import open_database
from tests.practices import changed, claims, consultations, give
from tests.states import import_files
from tests.tables import Row, write_export
from tests.x12.messages import check, claim, interchange, line

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("rows_alone")]

COUNT = 8
Write = Callable[[int], str]
WAYS: dict[str, tuple[Write, Write]] = {
    "zeros taken away": (lambda number: f"00{number}", str),
    "zeros put in front": (lambda number: f"A{number}", lambda number: f"A00{number}"),
    "a decimal point": (str, lambda number: f"{number}.0"),
    "small letters": (lambda number: f"CL{number}", lambda number: f"cl{number}"),
    "no hyphen": (lambda number: f"24-{number}", lambda number: f"24{number}"),
}


def numbered(
    kind: str, write: Write, change: Callable[[int], Row] = lambda number: {}
) -> list[dict[str, str]]:
    rows = (claims if kind == "claims" else consultations)("a", COUNT)
    name = f"{kind.removesuffix('s')}_id"
    return changed(rows, lambda number: {name: write(100 + number), **change(number)})


def refused(folder: Path, kind: str, rows: list[dict[str, str]], **how: object) -> str:
    """What the import of the rows is refused with, blank where it is not."""
    path = write_export(folder / "after.csv", kind, rows)
    try:
        import_files(folder / "d.duckdb", **{kind: [path]}, **how)
    except ImportRefused as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kind", ["claims", "consultations"])
@pytest.mark.parametrize("way", WAYS)
def test_the_same_numbers_in_another_writing_are_refused(tmp_path: Path, way: str, kind: str) -> None:
    before, after = WAYS[way]
    give(tmp_path, tmp_path / "d.duckdb", kind, numbered(kind, before), "before.csv")
    said = refused(tmp_path, kind, numbered(kind, after, lambda number: {"patient_id": f"other {number}"}))
    noun = kind.removesuffix("s")
    assert f"after.csv: {COUNT} of its {noun} numbers are those of before.csv, of the same day" in said
    stored = open_database(tmp_path / "d.duckdb").cursor().execute("select list(file_name) from imports")
    assert stored.fetchall() == [(["before.csv"],)]


@pytest.mark.parametrize(("others", "is_refused"), [(5, True), (6, False)])
def test_claims_without_d9311_do_not_count_twice(tmp_path: Path, others: int, is_refused: bool) -> None:
    """Three with D9311 are enough, two are not."""
    before, after = WAYS["zeros taken away"]

    def coded(number: int) -> Row:
        return {"procedure_code": "D7140" if number <= others else "D9311"}

    give(tmp_path, tmp_path / "d.duckdb", "claims", numbered("claims", before, coded), "before.csv")
    said = refused(tmp_path, "claims", numbered("claims", after, coded))
    assert said.startswith("after.csv: 3 of its claim numbers are those of before.csv") == is_refused
    assert bool(said) == is_refused


SAID = (
    "after.csv: 8 of its claim numbers are those of {}, of the same day and amount, written in another way (as 12 for "
    "0012, or 12.0): they would count twice. A spreadsheet does so when it opens and saves an export: import the file "
    "as the practice system wrote it, or undo the earlier imports. Where it is another practice's, {}; --newer-data "
    "takes them all the same."
)


@pytest.mark.parametrize(
    ("parts", "of", "own", "how"),
    [
        ([slice(0, 8)], "before.csv", {}, "give it a practice name (--practice NAME)"),
        ([slice(0, 4), slice(4, 8)], "earlier imports", {}, "give it a practice name (--practice NAME)"),
        (
            [slice(0, 8)],
            "before.csv",
            {"practice_id": "7"},
            "give each practice an id of its own in the export",
        ),
    ],
)
def test_whose_numbers_they_are_and_each_way_out_is_said(
    tmp_path: Path, parts: list[slice], of: str, own: Row, how: str
) -> None:
    before, after = WAYS["zeros taken away"]
    for part in parts:
        rows = numbered("claims", before, lambda number: own)[part]
        give(tmp_path, tmp_path / "d.duckdb", "claims", rows, "before.csv")
    said = refused(tmp_path, "claims", numbered("claims", after, lambda number: own))
    assert said == SAID.format(of, how)


def alike(how_many: int, of: int = COUNT) -> Callable[[int], Row]:
    """Other numbers for all claims beyond `of`, another amount for all beyond `how_many`."""
    return lambda number: {
        **({} if number <= of else {"claim_id": f"B{number}"}),
        **({} if number <= how_many else {"billed_amount": "77.77"}),
    }


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (alike(3, 3), 3),
        (alike(2, 2), 0),  # a slip of the keyboard, twice
        (alike(4), 4),
        (alike(3, 7), 0),  # most of the numbers that are alike stand for something else
        (lambda number: {"service_date": f"2025-02-{number:02}"}, 0),
    ],
)
def test_three_numbers_and_half_of_those_alike_must_agree(
    tmp_path: Path, change: Callable[[int], Row], count: int
) -> None:
    before, after = WAYS["zeros taken away"]
    give(tmp_path, tmp_path / "d.duckdb", "claims", numbered("claims", before), "before.csv")
    said = refused(tmp_path, "claims", numbered("claims", after, change))
    assert (f"after.csv: {count} of its claim numbers" in said) == (count > 0)
    assert bool(said) == (count > 0)


@pytest.mark.parametrize("answer", [{"practice": "Second"}, {"newer_data": True}])
def test_a_practice_of_its_own_or_newer_data_is_taken(tmp_path: Path, answer: dict[str, object]) -> None:
    before, after = WAYS["zeros taken away"]
    give(tmp_path, tmp_path / "d.duckdb", "claims", numbered("claims", before), "before.csv")
    assert refused(tmp_path, "claims", numbered("claims", after), **answer) == ""


def test_a_number_that_both_writings_have_is_no_other_writing(tmp_path: Path) -> None:
    before, after = WAYS["small letters"]
    give(tmp_path, tmp_path / "d.duckdb", "claims", numbered("claims", before), "before.csv")
    assert refused(tmp_path, "claims", numbered("claims", before) + numbered("claims", after)) == ""


def test_numbers_of_a_remittance_are_not_compared(tmp_path: Path) -> None:
    """They have a rule of their own, by which its answers find their claims."""
    answers = tmp_path / "answers.835"
    told = [
        claim(f"00{100 + n}", "1", "100", "60", *line("AD:D9311", "100", "60", day=f"202503{n:02}"))
        for n in range(1, COUNT + 1)
    ]
    answers.write_text(interchange(check("480", *told)))
    import_files(tmp_path / "d.duckdb", claims=[answers])
    same = numbered("claims", str, lambda number: {"billed_amount": "100"})
    assert refused(tmp_path, "claims", same) == ""
