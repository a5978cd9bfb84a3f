"""episodes: the rows behind every number."""

from __future__ import annotations

import pytest

import queries
from d9311.filters import Filters
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | patient | provider | sent       | decided    | status   | paid | codes      |
C1    | p1      | D1       | 2025-01-16 | 2025-01-26 | denied   | 0    | CO-252:100 |
C1    | p1      | D1       | 2025-02-01 |            | sent     |      |            | sent again: still open
C2    | p2      | D2       |            |            | void     |      |            | listed here, in no rate
C3    | p3      | D2       | 2025-01-16 | 2025-01-26 | received | 0    | CO-24      | listed here, in no rate
""")
RECORDS = consultations("""
consultation | claim | date       | reason  | scenario
K1           | C1    | 2025-01-15 | surgery | pregnancy; cancer_treatment
""")


@pytest.mark.slow
def test_every_episode_is_listed_with_what_decided_it(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "episodes",
        """
        outcome   | rule          | first_outcome | decided    | denial_category | denial_code | rework_open
        denied    | status_denied | denied        | 2025-01-26 | documentation   | 252         | yes
        void      | void          |               |            |                 |             | no
        capitated | capitation    |               |            |                 |             | no
        """,
    )


def test_episode_carries_its_consultation_elements_and_checks(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "episodes",
        """
        consultation_id | link  | scenarios                  | element_date | element_time | strict |
        K1              | claim | cancer_treatment;pregnancy | yes          |              | yes    | no times
        """,
        scenarios=("pregnancy",),
    )


def test_scenario_filter_keeps_episodes_with_one_of_them(import_tables: ImportTables) -> None:
    cursor = import_tables(CLAIMS, RECORDS)
    expect(cursor, "episodes", "outcome\ndenied", scenarios=("cancer_treatment", "other"))
    expect(cursor, "episodes", "outcome", scenarios=("other",))


def test_patient_is_shown_as_a_pseudonym_only(import_tables: ImportTables) -> None:
    patients = queries.arrow(import_tables(CLAIMS, RECORDS), "episodes").column("patient").to_pylist()
    assert [len(patient) for patient in patients] == [16, 16, 16]
    assert not {"p1", "p2", "p3"} & set(patients)


def test_rows_behind_a_number_add_up_to_it(import_tables: ImportTables) -> None:
    cursor = import_tables(CLAIMS, RECORDS)
    rows = queries.arrow(cursor, "episodes", Filters(providers=("D1",))).to_pylist()
    [figure] = queries.arrow(cursor, "approval_by_provider", Filters(providers=("D1",))).to_pylist()
    assert sum(row["billed"] for row in rows) == figure["billed"]
    assert [row["outcome"] for row in rows].count("denied") == figure["denied"]
