"""`digest`: silent below its thresholds, exit 3 at them, and what the two files say."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest

import queries
from d9311.cli import main
from d9311.desk.changing import change
from d9311.digest.figures import gather
from d9311.digest.thresholds import crossed
from d9311.filters import Filters
from d9311.store import open_database
from tests.states import import_files
from tests.tables import write_export

Printed = pytest.CaptureFixture[str]

CLAIMS = """
claim_id | patient_id | payer_name | status   | service_date | submitted_date | adjudicated_date | paid_amount | allowed_amount | adjustment_codes |
W1       | P1         | <b>Delta   | received | 2025-01-10   | 2025-01-11     | 2025-02-01       | 60.00       | 60.00          |                  | approved
W2       | P2         | <b>Delta   | received | 2025-01-10   | 2025-01-11     | 2025-01-21       | 0.00        | 0.00           | CO-252           | last day 20 February
W3       | P3         | <b>Delta   | received | 2025-01-10   | 2025-01-11     | 2025-01-14       | 0.00        | 0.00           | CO-252           | last day 13 February: over
W4       | P4         | <b>Delta   | draft    | 2025-02-14   |                |                  |             |                |                  | not sent
"""
NOTES = """
consultation_id | patient_id | claim_id | consultation_date | reason |
K2              | P2         | W2       | 2025-01-10        |        | lacks the reason
K1              | P1         | W1       | 2025-01-10        | INR    |
K3              | P3         | W3       | 2025-01-10        | INR    |
"""
RULES = """
payer_name | appeal_days | source |
<b>Delta   | 30          | manual |
"""
NAMES = ("html", "pdf")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return the folder of a database with the drawn tables."""
    tables = {"claims": CLAIMS, "consultations": NOTES, "payer_rules": RULES}
    files = {kind: write_export(tmp_path / f"{kind}.csv", kind, table) for kind, table in tables.items()}
    import_files(
        tmp_path / "d9311.duckdb",
        claims=[files["claims"]],
        consultations=[files["consultations"]],
        payer_rules=files["payer_rules"],
    )
    return tmp_path


def run(practice: Path, *arguments: str) -> int:
    database, out = practice / "d9311.duckdb", practice / "out"
    return main(["digest", "--db", str(database), "--out", str(out), *arguments])


def thresholds(practice: Path, text: str) -> None:
    (practice / "digest.toml").write_text(text, encoding="utf-8")


def texts(practice: Path) -> tuple[str, str]:
    """Return what the HTML and the PDF say, white space drawn together."""
    page = (practice / "out" / "d9311-digest-2025-02-14.html").read_text(encoding="utf-8")
    body = html.unescape(re.sub("<[^>]+>", " ", page[page.index("<body>") :]))
    reader = pypdf.PdfReader(practice / "out" / "d9311-digest-2025-02-14.pdf")
    printed = " ".join(one.extract_text() for one in reader.pages)
    return " ".join(body.split()), " ".join(printed.split())


@pytest.mark.slow
def test_it_is_silent_where_no_threshold_is_reached(practice: Path, capsys: Printed) -> None:
    thresholds(practice, "due_this_week = 2")
    assert run(practice) == 0
    assert (capsys.readouterr().out, (practice / "out").exists()) == ("", False)


def test_it_writes_both_files_and_ends_with_3_at_a_threshold(practice: Path, capsys: Printed) -> None:
    thresholds(practice, "due_this_week = 1")
    assert run(practice) == 3
    out = practice / "out"
    assert capsys.readouterr().out.split() == [str(out / f"d9311-digest-2025-02-14.{kind}") for kind in NAMES]
    for said in texts(practice):
        assert "Written because a threshold was reached: due this week." in said
        assert "3 items are to do; 1 are due in seven days, 1 are past their deadline, 0 are new" in said
        assert (
            "Correct and resubmit: send the consultation note and correspondence (record lacks: reason)"
            in said
        )
        assert "<b>Delta" in said  # as it is written, never as markup
        assert "February 20, 2025" in said
        assert "1 of 3 decided episodes were approved: 33%, 95% interval 6% to 79%." in said
        assert "The month is within what chance alone makes, as far as can be told." in said
        assert "As of February 14, 2025" in said


def test_always_writes_it_and_ends_with_0_below_the_thresholds(practice: Path) -> None:
    thresholds(practice, "")
    assert run(practice, "--always") == 0
    assert all("No threshold was reached." in said for said in texts(practice))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("due = 1", "digest.toml: there is no due; there are due_this_week, past_deadline, new, waiting_too_long, expected_dollars, beyond_chance.\n"),
        ("new = -1", "digest.toml: new must be a number, 0 or more.\n"),
        ("new = true", "digest.toml: new must be a number, 0 or more.\n"),
        ("new =", "digest.toml is no TOML: Invalid value (at end of document).\n"),
    ],
)  # fmt: skip
def test_thresholds_that_cannot_be_used_say_so(practice: Path, capsys: Printed, text: str, said: str) -> None:
    thresholds(practice, text)
    assert run(practice) == 2
    assert capsys.readouterr().err == said


def test_counts_are_those_of_the_worklist_and_leave_out_what_is_handled(practice: Path) -> None:
    database = practice / "d9311.duckdb"
    cursor = open_database(database).cursor()
    today = date(2025, 2, 14)
    found = gather(cursor, database, Filters(), None, today)
    rows = queries.arrow(cursor, "worklist").to_pylist()
    assert [one["item_id"] for one in found.items] == [one["item_id"] for one in rows]
    asked = {"state": "sent"}
    change(database, "Ann", asked, {"episode|practice|W2|1": 0})
    after = gather(cursor, database, Filters(), None, today)
    assert [one["item_id"] for one in after.items] == [
        one["item_id"] for one in rows if one["episode_id"] != "practice|W2|1"
    ]
    assert after.counts()["due_this_week"] == 0


def test_what_sleeps_is_left_out_until_its_day(practice: Path) -> None:
    database = practice / "d9311.duckdb"
    cursor = open_database(database).cursor()
    change(database, "Ann", {"snooze": date(2025, 3, 1)}, {"episode|practice|W2|1": 0})
    counts = [
        gather(cursor, database, Filters(), None, day).counts()["due_this_week"]
        for day in (date(2025, 2, 28), date(2025, 3, 1))
    ]
    assert counts == [0, 1]


@pytest.mark.slow
def test_new_is_what_imports_changed_since_a_day(practice: Path) -> None:
    flipped = CLAIMS.replace(
        "60.00       | 60.00          |                  |",
        "0.00        | 0.00           | CO-50            |",
    )
    import_files(practice / "d9311.duckdb", claims=[write_export(practice / "more.csv", "claims", flipped)])
    cursor = open_database(practice / "d9311.duckdb").cursor()
    ((imported,),) = cursor.execute("select max(imported_at)::date from imports").fetchall()

    def new(since: date | None) -> list[str]:
        found = gather(cursor, practice / "d9311.duckdb", Filters(), since, date(2025, 2, 14))
        return [one["claim_id"] for one in found.items if one["is_new"]]

    assert (new(None), new(imported), new(imported + timedelta(days=1))) == (["W1"], ["W1"], [])


def test_threshold_of_0_is_off() -> None:
    assert crossed(
        {"new": 0, "past_deadline": 2, "due_this_week": 2}, {"new": 5, "past_deadline": 2, "due_this_week": 1}
    ) == ["past_deadline"]
