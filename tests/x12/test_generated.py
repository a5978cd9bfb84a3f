"""Generated remittances: counts and sums of what is read are those of a plain look at the segments."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import read, said
from tests.x12.messages import check, claim, interchange, line
from tests.x12.reading import rows

pytestmark = pytest.mark.slow

CENTS = st.integers(0, 50_000).map(lambda cents: Decimal(cents) / 100)
CODES = st.sampled_from(("1", "2", "45", "96", "16", "B7", "204"))
ADJUSTMENTS = st.lists(st.tuples(st.sampled_from(("CO", "PR", "OA", "PI")), CODES, CENTS), max_size=7)
LINES = st.tuples(st.sampled_from(("AD:D9311", "AD:D0120", "HC:99213")), CENTS, ADJUSTMENTS)
CLAIMS = st.tuples(st.sampled_from(("1", "2", "4", "19", "22")), st.lists(LINES, max_size=3))
Line = tuple[str, Decimal, list[tuple[str, str, Decimal]]]


def written(number: int, drawn: tuple[str, list[Line]]) -> tuple[list[str], Decimal]:
    """A claim that adds up, and what was paid for it. A reversal has all its amounts negative."""
    status, lines = drawn
    sign = -1 if status == "22" else 1
    segments: list[str] = []
    all_billed = all_paid = Decimal(0)
    for code, paid, adjustments in lines:
        billed = paid + sum((value for _, _, value in adjustments), Decimal(0))
        triples = [f"CAS*{group}*{reason}*{sign * value}" for group, reason, value in adjustments]
        segments += line(code, str(sign * billed), str(sign * paid), *triples)
        all_billed, all_paid = all_billed + sign * billed, all_paid + sign * paid
    return claim(f"C{number}", status, str(all_billed), str(all_paid), *segments), all_paid


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CLAIMS, max_size=4), min_size=1, max_size=3), st.sampled_from(("~", "~\r\n", "\n")))
def test_counts_and_sums_are_those_of_the_segments(checks: list[list], end: str) -> None:
    sets = []
    for drawn in checks:
        claims, paid = zip(*map(written, range(len(drawn)), drawn), strict=True) if drawn else ((), ())
        sets.append(check(str(sum(paid, Decimal(0))), *claims))
    text = interchange(*sets, end=end)
    segments = [part.strip().split("*") for part in text.split(end.strip("\r\n") or "\n") if part.strip()]
    with tempfile.TemporaryDirectory() as folder:
        file = read(Path(folder), text)
        found = rows(file)
    assert said(file) == []
    lines = [segment for segment in segments if segment[0] == "SVC"]
    dental = [segment for segment in lines if segment[1].startswith("AD:")]
    assert [int(row["line"]) for row in found] == [
        number for number, segment in enumerate(segments, 1) if segment in dental and segment[0] == "SVC"
    ]
    assert sum(Decimal(row["paid_amount"]) for row in found) == sum(Decimal(segment[3]) for segment in dental)
    empty = sum(one[0] == "CLP" and "SVC" not in claim_of(segments, at) for at, one in enumerate(segments))
    assert file.rows_read == len(lines) + empty
    codes = sum(len(list(filter(None, row["adjustment_codes"].split("; ")))) for row in found)
    assert codes == adjustments_of_dental_lines(segments)


def claim_of(segments: list[list[str]], at: int) -> set[str]:
    """Names of the segments of the claim that begins at a place."""
    names = set()
    for segment in segments[at + 1 :]:
        if segment[0] in ("CLP", "SE"):
            break
        names.add(segment[0])
    return names


def adjustments_of_dental_lines(segments: list[list[str]]) -> int:
    count, is_dental = 0, False
    for segment in segments:
        if segment[0] in ("SVC", "CLP"):
            is_dental = segment[0] == "SVC" and segment[1].startswith("AD:")
        count += is_dental and segment[0] == "CAS"
    return count
