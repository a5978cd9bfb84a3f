"""Which gaps the Overview names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screens import html_of, import_drawn, open_page

pytestmark = pytest.mark.slow
GAPS = """
claim_id | patient_id | paid_amount | adjustment_codes | adjudicated_date | service_date |
C1       | P1         | 0.00        | CO-252           | 2025-02-01       | 2025-01-15   | no outcome, denied
C2       | P2         | 60.00       | CO-45            | 2025-02-01       | 2025-01-15   | no outcome
C3       | P3         | 60.00       | CO-45            | 2025-02-01       | 2025-01-15   | no method
C4       | P4         | 0.00        | CO-97            | 2025-02-01       | 2025-01-15   | no method, denied
C5       | P5         | 60.00       | CO-45            | 2025-02-01       | 2025-01-15   | no method
C6       | P6         | 60.00       | CO-45            | 2025-02-01       | 2025-01-15   | whole
"""
RECORDS = """
consultation_id | patient_id | consultation_date | method | outcome |
K1              | P1         | 2025-01-15        | phone  |         |
K2              | P2         | 2025-01-15        | phone  |         |
K3              | P3         | 2025-01-15        |        | go on   |
K4              | P4         | 2025-01-15        |        | go on   |
K5              | P5         | 2025-01-15        |        | go on   |
K6              | P6         | 2025-01-15        | phone  | go on   |
"""


def test_overview_names_gaps_by_the_denials_beyond_those_without_the_gap(database: Path) -> None:
    # outcome: 1 of 2 against 1 of 4; method: 1 of 3 against 1 of 3, so nothing goes with it
    import_drawn(database, GAPS, RECORDS)
    shown = html_of(open_page("dashboard.py", period="all"))
    assert re.findall(r">(\w+ missing)</div>", shown) == ["Outcome missing"]
