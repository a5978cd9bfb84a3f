"""Which gaps the Overview names."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from d9311.ui.overview.gaps import costly, looked_at
from tests.screens import html_of, import_drawn, open_page, text_of
from tests.spec.drawn import decided_claims

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


SAID = re.compile("</i><span>(.*?): ")


def test_overview_names_no_gap_that_chance_explains(database: Path) -> None:
    # no outcome: 1 of 2 denied against 1 of 4; no method: 1 of 3 against 1 of 3
    import_drawn(database, GAPS, RECORDS)
    screen = open_page("dashboard.py", period="all")
    looked_at = [one.value for one in screen.caption if "beyond chance" in one.value]
    assert looked_at == ["No gap is beyond chance (6 looked at, 6 too few to tell)."]
    assert SAID.findall(html_of(screen)) == []


def test_overview_names_the_gaps_that_are_beyond_chance_with_points_denials_and_dollars(
    database: Path,
) -> None:
    # without outcome 12 of 20 are denied, with it 4 of 40: 50 points; 60 claims of 17 days count as a quarter
    claims = decided_claims("gap", 8, 12) + decided_claims("whole", 36, 4)
    claims = [{**row, "patient_id": row["claim_id"], "allowed_amount": "60"} for row in claims]
    records = [
        {
            "consultation_id": row["claim_id"], "patient_id": row["patient_id"], "method": "phone",
            "outcome": "" if row["claim_id"].startswith("gap") else "go on",
        }
        for row in claims
    ]  # fmt: skip
    import_drawn(database, claims, records)
    screen = open_page("dashboard.py", period="all")
    shown = html_of(screen)
    assert SAID.findall(shown) == ["Outcome missing"]
    said = re.sub("<[^>]+>", "", shown[shown.index("Outcome missing") :])
    assert said.startswith(
        "Outcome missing: 50 points more denied (24 to 71)Denied 12 of 20, else 4 of 40 · about 40 a year, $2,400"
    )
    (link,) = [one.proto for one in screen.get("page_link") if one.proto.label == "See the 12"]
    assert "**12 episodes**" in text_of(open_page("pages/work.py", **parse_qs(link.query_string)))


def test_gaps_of_the_overview_are_those_of_the_verdict() -> None:
    verdicts = ["goes with more denials: 9 points within payers, beyond chance", "no clear difference"]
    verdicts += [
        "goes with fewer denials: 9 points within payers, beyond chance; payers differ",
        "too few to tell",
    ]
    gaps = [
        {
            "name": name,
            "verdict": verdict,
            "risk_difference": change,
            "denials": 1.0,
            "with_gap_decided": 3,
            "without_gap_decided": 0,
        }
        for name, verdict, change in zip("abcd", verdicts, (0.09, 0.3, -0.09, 0.8), strict=True)
    ]
    assert [gap["name"] for gap in costly(gaps)] == ["a"]
    assert looked_at(gaps, costly(gaps)) == (
        "1 of 4 gaps looked at is beyond chance (1 too few to tell). No proof of a cause."
    )
    unseen = {**gaps[3], "with_gap_decided": 0}
    assert looked_at([*gaps, unseen], costly(gaps)) == looked_at(gaps, costly(gaps))
    assert looked_at([unseen], []) == (
        "No gap can be looked at: no claim of this selection is decided, or nothing of it is exported."
    )
