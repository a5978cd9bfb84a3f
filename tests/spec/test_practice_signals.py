"""Practices against each other: the same judgement as of payers."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor, decided_claims, expect

pytestmark = pytest.mark.slow

ALIKE = [row for name in "ABCDEFG" for row in decided_claims(name, 54, 6, practice_id=name)]
PRACTICES = {"alike but one": [*ALIKE, *decided_claims("Z", 30, 30, practice_id="Z")]}


def test_a_practice_far_below_practices_that_are_alike_is_a_signal(practices: Cursor) -> None:
    expect(
        practices,
        "practice_signals",
        """
        practice_id | decided | approved | approval_rate | ci_low | ci_high | limit_998_low | limit_998_high | signal |
        A           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        B           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        C           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        D           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        E           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        F           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        G           | 60      | 54       | 0.900         | 0.799  | 0.953   | 0.689         | 0.981          | inside |
        Z           | 60      | 30       | 0.500         | 0.377  | 0.623   | 0.689         | 0.981          | below  |
        """,
        practices=tuple("ABCDEFGZ"),
    )
