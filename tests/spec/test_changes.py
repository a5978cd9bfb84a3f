"""changes: what the last import changed, one row per change of an episode or of a consultation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

import queries
from d9311.filters import Filters
from d9311.store import open_database
from tests.spec.drawn import claim_lines, consultations, expect
from tests.states import import_files
from tests.tables import Table, write_export

Month = tuple[Table, Table | None]

OCTOBER: Month = (
    claim_lines("""
claim | payer | service    | sent       | decided    | status   | billed | paid | codes
C1    | Delta | 2025-10-01 | 2025-10-02 |            | sent     | 100.00 |      |
C2    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | denied   | 100.00 | 0    | CO-252
C3    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | paid     | 100.00 | 60   |
C4    | Cigna | 2025-10-01 | 2025-10-02 |            | sent     | 100.00 |      |
C5    | Delta | 2025-10-01 | 2025-10-02 |            | sent     | 100.00 |      |
C6    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | paid     | 100.00 | 60   |
C7    | Delta | 2025-10-01 | 2025-10-02 |            | sent     | 100.00 |      |
C8    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | denied   | 100.00 | 0    | CO-252
C9    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | denied   | 100.00 | 0    | CO-252
"""),
    consultations("""
consultation | claim | patient       | date       | reason | outcome
K3           | C3    | patient of C3 | 2025-10-01 | INR    | go on
K8           | C8    | patient of C8 | 2025-10-01 |        | go on
"""),
)
# Every claim again with what became of it; C6 is exported as before.
NOVEMBER: Month = (
    claim_lines("""
claim | payer | service    | sent       | decided    | status   | billed | paid | codes  | corrects |
C1    | Delta | 2025-10-01 | 2025-10-02 | 2025-11-03 | paid     | 100.00 | 60   |        |          |
C2    | Delta | 2025-10-01 | 2025-10-02 | 2025-11-04 | paid     | 100.00 | 60   |        |          | the resend overwrote the denial
C3    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | paid     | 120.00 | 40   |        |          | the same decision, edited
C4    | Cigna | 2025-10-01 | 2025-10-02 | 2025-11-03 | denied   | 100.00 | 0    | CO-252 |          |
C5    | Delta | 2025-10-01 | 2025-10-02 | 2025-11-03 | received | 100.00 | 0    | CO-119 |          | used up: no verdict
C6    | Delta | 2025-10-01 | 2025-10-02 | 2025-10-20 | paid     | 100.00 | 60   |        |          |
C7    | Delta | 2025-10-01 | 2025-10-02 | 2025-11-03 | paid     | 100.00 | 50   |        | C0       | its first claim is known now
C10   | Cigna | 2025-11-01 | 2025-11-02 | 2025-11-08 | denied   | 90.00  | 0    | CO-252 |          | sent and decided within the month
C11   | Delta | 2025-11-01 | 2025-11-02 |            | sent     | 80.00  |      |        |          |
C0    | Delta | 2025-09-01 | 2025-09-02 |            | void     | 100.00 |      |        |          | the claim that C7 corrects
"""),
    consultations("""
consultation | claim | patient       | date       | reason | outcome  |
K3           | C3    | patient of C3 | 2025-10-01 | INR    | go on    | as before
K8           | C8    | patient of C8 | 2025-10-01 | INR    | stop it  | completed
K9           | C9    | patient of C9 | 2025-10-01 | stent  | stop it  | found
"""),
)

Months = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Months:
    """Return a function that imports months one after the other, each by one call, and opens a cursor."""
    databases: dict[str, Path] = {}

    def imported(*tables: Month) -> duckdb.DuckDBPyConnection:
        key = repr(tables)
        if key not in databases:
            folder = tmp_path_factory.mktemp("months")
            databases[key] = folder / "d9311.duckdb"
            for number, (claims, notes) in enumerate(tables):
                paths = [write_export(folder / f"claims_{number}.csv", "claims", claims)] if claims else []
                notes_path = folder / f"notes_{number}.csv"
                records = [write_export(notes_path, "consultations", notes)] if notes else []
                import_files(databases[key], claims=paths, consultations=records)
        return open_database(databases[key]).cursor()

    return imported


@pytest.mark.slow
def test_every_kind_of_change_stands_once_with_before_and_after(months: Months) -> None:
    expect(
        months(OCTOBER, NOVEMBER),
        "changes",
        """
        change                  | episode_id     | consultation_id | before                   | after                    | billed | paid_before | paid_after |
        newly decided           | practice\\|C0\\|1#2  |      | pending                  | approved_paid            | 100.00 | 0.00        | 50.00      | was C7
        newly decided           | practice\\|C1\\|1  |      | pending                  | approved_paid            | 100.00 | 0.00        | 60.00      |
        newly decided           | practice\\|C4\\|1  |      | pending                  | denied                   | 100.00 | 0.00        | 0.00       |
        newly decided           | practice\\|C10\\|1 |      |                          | denied                   | 90.00  |             | 0.00       | new, too
        flipped                 | practice\\|C2\\|1  |      | denied                   | approved_paid            | 100.00 | 0.00        | 60.00      |
        documentation completed | practice\\|C8\\|1  | K8   | reason                   | complete                 | 100.00 | 0.00        | 0.00       |
        documentation completed | practice\\|C9\\|1  | K9   | no record                | complete                 | 100.00 | 0.00        | 0.00       |
        amounts edited          | practice\\|C3\\|1  | K3   | billed 100.00; paid 60.00 | billed 120.00; paid 40.00 | 120.00 | 60.00       | 40.00      |
        moved                   | practice\\|C5\\|1  |      | pending                  | exhausted                | 100.00 | 0.00        | 0.00       |
        new                     | practice\\|C0\\|1  |      |                          | void                     | 100.00 |             | 0.00       |
        new                     | practice\\|C10\\|1 |      |                          | denied                   | 90.00  |             | 0.00       |
        new                     | practice\\|C11\\|1 |      |                          | pending                  | 80.00  |             | 0.00       |
        record new              | practice\\|C9\\|1  | K9   |                          |                          |        |             |            |
        record changed          | practice\\|C8\\|1  | K8   |                          | reason; outcome          |        |             |            | names only
        """,
    )


@pytest.mark.slow
def test_filter_of_an_import_leaves_what_it_brought_or_changed_and_nothing_gone(months: Months) -> None:
    cursor = months(OCTOBER, NOVEMBER)
    rows = queries.arrow(cursor, "episodes", Filters(import_call=2)).to_pylist()
    found = {row["episode_id"].split("|")[1] for row in rows}
    assert found == {"C0", "C1", "C2", "C3", "C4", "C5", "C8", "C9", "C10", "C11"}  # C6 is as it was
    (row,) = queries.arrow(cursor, "overview", Filters(import_call=2)).to_pylist()
    assert (row["consultations"], row["previous_from"]) == (3, None)  # that of C3, whose amounts changed, too


def test_a_first_import_has_nothing_to_compare_with(months: Months) -> None:
    expect(months(OCTOBER), "changes", "change")


@pytest.mark.slow
def test_an_import_that_repeats_what_is_known_changes_nothing(months: Months) -> None:
    reordered = list(reversed(list(OCTOBER[0])))  # another file with the same rows
    expect(months(OCTOBER, (reordered, None)), "changes", "change")


@pytest.mark.slow
def test_an_episode_whose_claim_is_gone_says_where_it_went(months: Months) -> None:
    before = claim_lines("""
    claim | line_number | patient | service    | code  | status
    C1    | 1           | p1      | 2025-10-01 | D9311 | sent
    C2    | 1           | p1      | 2025-10-02 | D9311 | sent
    C3    | 1           | p3      | 2025-10-01 | D9311 | sent
    """)
    after = claim_lines("""
    claim | line_number | patient | service    | code  | status |
    C2    | 1           | p1      | 2025-10-01 | D9311 | sent   | the right date: C1 sent again
    C3    | 1           | p3      | 2025-10-01 | D9310 | sent   | the right code: no D9311
    """)
    expect(
        months((before, None), (after, None)),
        "changes",
        """
        change | episode_id       | now_in           | before  | after
        gone   | practice\\|C2\\|1 | practice\\|C1\\|1 | pending | merged
        gone   | practice\\|C3\\|1 |                  | pending |
        """,
    )


@pytest.mark.slow
def test_the_first_records_of_a_practice_complete_no_documentation(months: Months) -> None:
    cursor = months((OCTOBER[0], None), ([], NOVEMBER[1]))
    assert {row["change"] for row in queries.arrow(cursor, "changes").to_pylist()} == {"record new"}


@pytest.mark.parametrize(
    ("choices", "episodes"),
    [
        ({"payers": ("cigna",)}, ["C4", "C10", "C10"]),
        ({"date_from": date(2025, 11, 1)}, ["C10", "C10", "C11"]),
        ({"date_from": date(2025, 11, 8), "date_basis": "decided"}, ["C10", "C10"]),
        ({"scope": ()}, []),
        ({"practices": ("elsewhere",)}, []),
        ({"scenarios": ("pregnancy",)}, []),
    ],
)
def test_every_filter_narrows_the_changes(
    months: Months, choices: dict[str, object], episodes: list[str]
) -> None:
    rows = queries.arrow(months(OCTOBER, NOVEMBER), "changes", Filters(**choices)).to_pylist()  # type: ignore[arg-type]
    assert [row["episode_id"].split("|")[1] for row in rows] == episodes


def test_a_change_names_the_file_that_brought_it(months: Months) -> None:
    rows = queries.arrow(months(OCTOBER, NOVEMBER), "changes").to_pylist()
    by_file = {(row["change"], row["file_name"]) for row in rows}
    assert ("flipped", "claims_1.csv") in by_file
    assert ("documentation completed", "notes_1.csv") in by_file
    assert {row["imported_at"] is None for row in rows} == {False}
