"""What a chart says to who does not see it: lowest, highest and all together, with their counts."""

from __future__ import annotations

import io
from pathlib import Path

import pandas
import pytest

from d9311.ui.show.takeaway import TAKEAWAYS, takeaway, takeaway_of_curve
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


def test_heatmap_curve_and_pairs_say_what_they_show_with_numbers() -> None:
    cells = frame(
        "payer | element | applicable | missing | missing_rate",
        "Harbor | time | 10 | 1 | 0.1", "Harbor | strict | 10 | 9 | 0.9", "Delta | method | 8 | 4 | 0.5",
        "Delta | time | 4 | 4 | 1.0",  # under five: no end
    )  # fmt: skip
    assert takeaway(cells, "documentation_by_payer", "documentation_by_payer") == (
        "Records that lack an element, by payer: from 10% (Harbor, time, 1 of 10) to 50% (Delta, method, 4 of 8)."
    )
    curve = frame(
        "payer | day | share_undecided",
        "all | 0 | 1.0", "all | 10 | 0.6", "all | 20 | 0.5", "all | 31 | 0.25", "Delta | 3 | 0.9",
    )  # fmt: skip
    assert takeaway_of_curve(curve, ("all", "Delta")) == (
        "Undecided by days since sent. All payers: 60% after 14, 50% after 30, half are decided after 20 days. "
        "Delta: under half are decided yet."
    )
    checks = frame(
        "check | with_fail_decided | with_fail_denied | without_fail_decided | without_fail_denied",
        "signed | 10 | 5 | 10 | 4", "has_record | 10 | 9 | 20 | 5", "not_repeated | 4 | 4 | 10 | 0",
    )  # fmt: skip
    assert takeaway(checks, "denial_by_check", "billing_checks") == (
        "Denied at first, most apart for no record: 90% where it failed (9 of 10), 25% where it passed (5 of 20)."
    )


def frame(*lines: str) -> pandas.DataFrame:
    """Read drawn lines as a frame."""
    drawn = "\n".join(line.replace(" | ", "|") for line in lines)
    return pandas.read_csv(io.StringIO(drawn), sep="|")
