"""Denial codes as people and programs write them: read alike by SQL and by the plain second reading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.codes import parse, unread
from tests.project import ROOT
from tests.strategies import some

Read = list[tuple[str, str | None, Decimal | None]]

WRITTEN: list[tuple[str, str]] = [
    # an amount beside its code
    ("CO-45 35; PR-1 50", "CO-45:35 PR-1:50"),
    ("CO-45 25 PR-2 60", "CO-45:25 PR-2:60"),
    ("CO 45 $35.00 PR 1 $50.00", "CO-45:35.00 PR-1:50.00"),
    ("CO-45=$35; PR-1=$50", "CO-45:35 PR-1:50"),
    ("CO-45: 35 PR-1 :50", "CO-45:35 PR-1:50"),
    ("CO-45:1,234.50; PR-1:615.50", "CO-45:1234.50 PR-1:615.50"),
    ("CO-45 $1,234, PR-1 615", "CO-45:1234 PR-1:615"),
    ("PR-1 $15.00, CO-45 $20.00", "PR-1:15.00 CO-45:20.00"),
    ("CO-45 $104.27 (Contractual obligation)", "CO-45:104.27"),
    ("CO 97 ($85.00)", "CO-97:85.00"),
    ("CO-45-35.00 PR-1 - $50", "CO-45:35.00 PR-1:50"),
    ("CO*97*85", "CO-97:85"),
    ("252 $85.00 N706", "252:85.00 N706"),
    # without its group a bare number is a code, and so is one after a comma, a slash or an amount
    ("16 96", "16 96"),
    ("CO-16, 96", "CO-16 96"),
    ("CO-16/96", "CO-16 96"),
    ("CO-45 35 96", "CO-45:35 96"),
    # several codes in one
    ("CO-97/N19", "CO-97 N19"),
    ("PR-1/CO-45", "PR-1 CO-45"),
    ("CO-45+CO-96 & 204", "CO-45 CO-96 204"),
    ("CO45/PR1-3", "CO-45 PR-1 PR-3"),
    ("CO97-N19", "CO-97 N19"),
    ("[CO-97]", "CO-97"),
    ("codes CO-27/CO-45/PR-3", "CO-27 CO-45 PR-3"),
    # with words
    ("97: benefit is included in another service", "97"),
    ("CO-97 - benefit is included in another service", "CO-97"),
    ("Denied, reason 97.", "97"),
    ("Applied to deductible 50", "PR-1:50"),
    ("Applied to the deductible; CO-45 10", "PR-1 CO-45:10"),
    ("Deductible: $50.00; Coinsurance 10; Co-pay $5", "PR-1:50.00 PR-2:10 PR-3:5"),
    ("deductible 0.00", ""),
]

UNREAD: list[tuple[str, str, list[str]]] = [
    ("limit 1 per 12 months", "", ["LIMIT", "1", "PER", "12", "MONTHS"]),
    ("97 - limit 1 per 12 months", "97", ["1", "12"]),
    ("not applied to deductible 50", "", ["NOT", "APPLIED", "TO", "DEDUCTIBLE", "50"]),
    ("deductible", "", ["DEDUCTIBLE"]),
    ("CO-45x 1000 0", "", ["CO-45X", "1000", "0"]),
    ("CO-45 50% of 85", "CO-45", ["50%", "85"]),
    ("01/15/2024; CO-97", "CO-97", ["01.15.2024"]),
    ("CO*45*20**96*10", "CO-45:20", ["**96*10"]),
    ("CR", "", ["CR"]),
    ("- ; /", "", []),
]


@pytest.fixture(scope="module")
def reader() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name in ("21_tidy_codes", "22_read_codes"):
        connection.execute((ROOT / "queries" / "build" / f"{name}.sql").read_text(encoding="utf-8"))
    return connection


def read_by_sql(reader: duckdb.DuckDBPyConnection, texts: Sequence[str]) -> dict[str, tuple[Read, list[str]]]:
    reader.execute("create or replace temp table texts (adjustment_codes text)")
    reader.execute("insert into texts select unnest($texts::text[])", {"texts": list(texts)})
    found: dict[str, tuple[Read, list[str]]] = {text: ([], []) for text in texts}
    for text, token, code, group, amount, is_code, is_unread in reader.execute(
        "select text, token, code, group_code, amount, is_code, is_unread from read_codes('texts') order by text, place"
    ).fetchall():
        if is_code:
            found[text][0].append((code, group, None if amount is None else Decimal(amount)))
        if is_unread:
            found[text][1].append(token)
    return found


def shown(read: Read) -> str:
    """`CO-45:35 N706`."""
    return " ".join(
        f"{group + '-' if group else ''}{code}{'' if amount is None else f':{amount}'}"
        for code, group, amount in read
    )


@pytest.mark.parametrize(("text", "expected", "left"), [*((*one, []) for one in WRITTEN), *UNREAD])
def test_codes_are_read_as_they_are_meant(
    reader: duckdb.DuckDBPyConnection, text: str, expected: str, left: list[str]
) -> None:
    read, not_read = read_by_sql(reader, [text])[text]
    assert (shown(read), not_read) == (expected, left)


DRAWN = """
CO PR OA- CO-45 PR-1 co045 PI97 45 1 2 96 097 999 1000 0 A1 B7 W1 N706 M15 MA130 CO-N19 97-N19 PR1-3
35 35.00 -4 $50 $1,234 1,234.50 20,119 .5 12.5- 50% ( ) [ ] / + & : = - – * ; , | $ . # 1/2/3 01/15/2024 12/1
reason denied deductible applied to copay co-insurance limit per x é CAS* CO*97*85 **96*10 CO-45.
"""
PIECES = (*DRAWN.split(), "\n", "\t", "\u00a0")
BETWEEN = ("", " ", " ", "; ", ", ", "/", ":", "-", "*")
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=9).map(
    lambda drawn: "".join(piece + between for piece, between in drawn)
)


@some
@given(st.lists(TEXTS, min_size=1, max_size=400, unique=True))
def test_any_text_is_read_alike_by_sql_and_by_the_second_reading(
    reader: duckdb.DuckDBPyConnection, texts: list[str]
) -> None:
    for text, (read, not_read) in read_by_sql(reader, texts).items():
        assert added(read) == [(one.code, one.group, one.amount) for one in parse(text)], text
        assert not_read == unread(text), text


def added(read: Read) -> Read:
    """Codes as rows have them: a repeated one once, amounts added, the group of the largest."""
    found: dict[str, list[tuple[Decimal | None, str | None]]] = {}
    for code, group, amount in read:
        found.setdefault(code, []).append((amount, group))
    result: Read = []
    for code, given_ in found.items():
        amounts = [amount for amount, _ in given_ if amount is not None]
        ranked = sorted(given_, key=lambda one: -(one[0] if one[0] is not None else Decimal(-1)))
        groups = [group for _, group in ranked if group]
        result.append((code, groups[0] if groups else None, sum(amounts) if amounts else None))
    return result
