"""Denial codes as people and programs write them: read alike by SQL and by the plain second reading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311.filters import Filters
from d9311.frames import records
from queries import builder, listings
from tests.conftest import ImportTables
from tests.oracle.codes import parse, unread
from tests.screens import open_page
from tests.strategies import some
from tests.tables import draw

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
    ("CO-45:25.00:1", "CO-45:25.00"),  # a quantity, no deductible
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
        connection.execute(builder.given().texts[f"build/rows/{name}"])
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
        result.append((code, groups[0] if groups else None, sum(amounts, Decimal(0)) if amounts else None))
    return result


# All were received with nothing paid; the codes alone tell why.
ANSWERS = """
claim_id | billed_amount | adjustment_codes                             | outcome       | denial_code | allowed
A1       | 85.00         | CO-45 35; PR-1 50                            | approved_zero |             | 50.00
A2       | 85.00         | CO-45 25 PR-2 60                             | approved_zero |             | 60.00
A3       | 85.00         | PR-1 85                                      | approved_zero |             | 85.00
A4       | 85.00         | Applied to deductible 50                     | approved_zero |             | 50.00
A5       | 85.00         | CO 45 $35.00 PR 1 $50.00                     | approved_zero |             | 50.00
A6       | 85.00         | CO-45=$35; PR-1=$50                          | approved_zero |             | 50.00
A7       | 1850.00       | CO-45:1,234.50; PR-1:615.50                  | approved_zero |             | 615.50
B1       | 85.00         | CO-97/N19                                    | denied        | 97          | 0.00
B2       | 85.00         | PR-1/CO-45                                   | approved_zero |             | 0.00
B3       | 85.00         | CO-45+CO-96                                  | denied        | 96          | 0.00
B4       | 85.00         | CO-97 - benefit is included in another service | denied      | 97          | 0.00
B5       | 85.00         | 97: benefit is included in another service   | denied        | 97          | 0.00
B6       | 85.00         | CO*97*85                                     | denied        | 97          | 0.00
B7       | 85.00         | CO 97 ($85.00)                               | denied        | 97          | 0.00
B8       | 85.00         | [CO-97]                                      | denied        | 97          | 0.00
B9       | 85.00         | CO97-N19                                     | denied        | 97          | 0.00
C1       | 85.00         | limit 1 per 12 months                        | indeterminate |             | 0.00
C2       | 85.00         | CO-45; X7 of MARKER 123-45-6789              | indeterminate |             | 0.00
C3       | 85.00         | X7                                           | indeterminate |             | 0.00
"""


def test_outcome_follows_the_codes_however_they_are_written(import_tables: ImportTables) -> None:
    rows = draw(ANSWERS)
    same = {
        "status": "received",
        "adjudicated_date": "2025-02-01",
        "paid_amount": "0.00",
        "allowed_amount": "",
    }
    names = ("claim_id", "billed_amount", "adjustment_codes")
    claims = [
        {name: row[name] for name in names} | same | {"patient_id": f"p{number}"}
        for number, row in enumerate(rows)
    ]
    cursor = import_tables(claims=claims)
    found = cursor.execute(
        """select split_part(episode_id, '|', 2), outcome, coalesce(denial_code, ''), allowed::text
        from episodes order by all"""
    ).fetchall()
    assert found == [(row["claim_id"], row["outcome"], row["denial_code"], row["allowed"]) for row in rows]
    listed = records(listings.run(cursor, "unread_codes", Filters()))
    assert [(row["token"], row["rows"], row["line"]) for row in listed] == [
        ("X7", 2, 19),
        (None, 2, 18),
        ("1", 1, 18),
        ("12", 1, 18),
    ]
    assert records(listings.run(cursor, "unread_codes", Filters(scope=()))) == []


@pytest.mark.slow
def test_codes_that_were_not_understood_are_listed_on_the_data_page(
    database: Path, import_tables: ImportTables
) -> None:
    import_tables(
        claims=[{"adjustment_codes": "X45 CO-45"}, {"claim_id": "C2", "adjustment_codes": "see MARKER"}]
    )
    screen = open_page("pages/data.py")
    assert "2 parts of denial codes not understood, and not read" in [one.label for one in screen.expander]
    (table,) = [one.value for one in screen.dataframe if "Not read" in str(one.proto.columns)]
    assert table[["token", "rows"]].to_numpy().tolist() == [["X45", 1], ["other text", 1]]


@pytest.mark.slow
def test_values_that_are_not_known_are_listed_on_the_data_page_alone(
    database: Path, import_tables: ImportTables
) -> None:
    cursor = import_tables(
        claims=[
            {"claim_id": "C1", "status": "Queued at MARKER"},
            {"claim_id": "C2", "status": "queued at MARKER", "payer_order": "4", "procedure_code": "D0140"},
            {"claim_id": "C3", "status": "Queued at MARKER"},
            {"claim_id": "C4", "status": "PAID - ", "payer_order": "primary"},
        ]
    )
    warnings = cursor.execute("select column_name, message from import_warnings order by all").fetchall()
    assert [column for column, _ in warnings] == ["payer_order", "status"]
    assert "MARKER" not in str(warnings)
    screen = open_page("pages/data.py")
    label = "3 values of columns with known values that the dashboard does not know"
    assert label in [one.label for one in screen.expander]
    (table,) = [one.value for one in screen.dataframe if "Not known" in str(one.proto.columns)]
    assert table[["column_name", "value", "rows", "line"]].to_numpy().tolist() == [
        ["payer_order", "4", 1, 3],
        ["status", "Queued at MARKER", 2, 2],
        ["status", "queued at MARKER", 1, 3],
    ]
