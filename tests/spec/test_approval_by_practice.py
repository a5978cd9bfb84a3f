"""approval_by_practice: the same figures by practice."""

from __future__ import annotations

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, expect

TWO_PRACTICES = claim_lines("""
practice | claim | decided    | status | paid |
north    | C1    | 2025-01-26 | paid   | 60   |
north    | C2    | 2025-01-26 | denied | 0    |
north    | C3    |            | sent   |      | still pending
NA       | C1    | 2025-01-26 | paid   | 60   | the same claim number elsewhere; a practice may be called NA
""")
PRACTICES = {"practices": TWO_PRACTICES}


def test_claim_numbers_of_two_practices_are_kept_apart(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_practice",
        """
        practice_id | episodes | decided | approved | pending | approval_rate | billed
        NA          | 1        | 1       | 1        | 0       | 1.000         | 100.00
        north       | 3        | 2       | 1        | 1       | 0.500         | 300.00
        """,
        practices=("north", "NA"),
    )


def test_access_scope_hides_practices_whatever_is_asked(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_practice",
        """
        practice_id | episodes
        north       | 3
        """,
        practices=("north", "NA"),
        scope=("north",),
    )


def test_empty_list_of_practices_means_none_of_them(practices: Cursor) -> None:
    expect(practices, "approval_by_practice", "practice_id | episodes", practices=())


def test_practice_column_left_out_makes_one_practice(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=claim_lines("claim | status\nC1 | paid")),
        "approval_by_practice",
        """
        practice_id | episodes
        practice    | 1
        """,
    )
