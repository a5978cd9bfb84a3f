"""What a chart says to who does not see it: lowest, highest and all together, with their counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ui.show.takeaway import TAKEAWAYS
from tests.screens import import_drawn, open_page

CLAIMS = """
    payer_name | status | paid_amount | service_date | practice_id
    Harbor     | received | 80.00 | 2025-01-10 | P1
    Harbor     | received | 80.00 | 2025-01-11 | P1
    Harbor     | received | 80.00 | 2025-01-12 | P1
    Harbor     | received | 80.00 | 2025-01-13 | P1
    Harbor     | denied   | 0.00  | 2025-01-14 | P1
    Larkspur   | denied   | 0.00  | 2025-01-10 | P1
    Larkspur   | denied   | 0.00  | 2025-01-11 | P1
    Larkspur   | denied   | 0.00  | 2025-01-12 | P1
    Larkspur   | denied   | 0.00  | 2025-01-13 | P1
    Larkspur   | received | 80.00 | 2025-01-14 | P1
    Small      | denied   | 0.00  | 2025-01-14 | P1
"""  # one of Small: under five, counted in all together, no end of its own


@pytest.fixture
def drawn(database: Path) -> Path:
    """Return a database of three payers."""
    import_drawn(database, claims=CLAIMS)
    return database


@pytest.mark.usefixtures("drawn")
def test_chart_says_its_ends_with_their_counts_and_all_together() -> None:
    screen = open_page("pages/payers.py?part=approval", period="all")
    alts = [chart.proto.alt for chart in screen.get("plotly_chart")]
    said = (
        "Approval by payer: from 20% (Larkspur, 1 of 5) to 80% (Harbor, 4 of 5); all together 45%, 5 of 11."
    )
    assert alts[0] == said


@pytest.mark.usefixtures("drawn")
def test_every_chart_has_a_text_of_its_own() -> None:
    screen = open_page("pages/payers.py?part=chance", period="all")
    assert all(chart.proto.alt.endswith(".") for chart in screen.get("plotly_chart"))
    assert {"approval_by_payer", "decision_time", "gap_effects"} < set(TAKEAWAYS)
