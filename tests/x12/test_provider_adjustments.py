"""Money that a remittance moves outside its claims (PLB): stored, and out again with its import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from d9311.ingest.undo import undo_import
from tests.states import import_files
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

PAID = claim("C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40"))


def _import(folder: Path, text: str, **others: str) -> list[str]:
    """Import a remittance, and the others after it, in one call; return what was said of them."""
    texts = {"check.835": text, **others}
    for name, content in texts.items():
        (folder / name).write_text(content)
    report = import_files(folder / "d9311.duckdb", claims=[folder / name for name in texts])
    return [warning.message for file in report.files for warning in file.warnings]


def _stored(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "d9311.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _adjustments(folder: Path) -> list[tuple[str, ...]]:
    found = _stored(folder, "select columns(*)::text from provider_adjustments order by line, reason")
    return [tuple(row) for row in found]


@pytest.mark.usefixtures("rows_alone")
def test_each_triple_of_a_provider_adjustment_is_stored_as_sent(tmp_path: Path) -> None:
    plb = ["PLB*1999999984*20251231*WO:ICNC1 C1*60.5*l6:*-1.25*72:P77*3", "PLB*1999999984*20251231*CS*0.25"]
    assert _import(tmp_path, interchange(check("-2.5", PAID, plb=plb, trace="CHK9"))) == []
    told = ("DELTA DENTAL", "94276", "CHK9", "2025-03-01")
    assert _adjustments(tmp_path) == [
        ("1", "15", *told, "72", "P77", "3.00"),
        ("1", "15", *told, "L6", None, "-1.25"),
        ("1", "15", *told, "WO", "ICNC1 C1", "60.50"),
        ("1", "16", *told, "CS", None, "0.25"),
    ]


@pytest.mark.usefixtures("rows_alone")
def test_without_a_date_of_its_own_the_day_of_the_payment_is_the_adjustments(tmp_path: Path) -> None:
    text = interchange(check("59", PAID, plb=["PLB*1*20251231*WO:X*1"]))
    _import(tmp_path, text.replace("DTM*405*20250301~\n", "").replace("SE*15*", "SE*14*"))
    assert [row[5] for row in _adjustments(tmp_path)] == ["2025-03-05"]


@pytest.mark.usefixtures("rows_alone")
def test_an_adjustment_without_readable_amount_or_date_is_kept_and_said(tmp_path: Path) -> None:
    text = interchange(
        check("60", PAID, plb=["PLB*1*20251231*WO:MARKER*1O*CS:X*99999999999*FB:Y*0.005*J1:Z"])
    )
    messages = _import(tmp_path, text.replace("DTM*405*20250301", "DTM*405*2025").replace("*20250305", "*X"))
    assert [(row[5], row[6], row[8]) for row in _adjustments(tmp_path)] == [
        (None, "CS", None),
        (None, "FB", None),
        (None, "J1", None),
        (None, "WO", None),
    ]
    assert messages[0] == (
        "check.835, line 15: the amount of a provider adjustment (PLB) is missing or cannot be read; the adjustment "
        "was kept without it. So 4 times."
    )
    assert not any("MARKER" in message for message in messages)


@pytest.mark.usefixtures("rows_alone")
def test_undoing_an_import_takes_its_provider_adjustments_out(tmp_path: Path) -> None:
    first, second = (
        interchange(check("50", PAID, plb=["PLB*1*20251231*WO:X*10"], trace=f"T{number}"))
        for number in (1, 2)
    )
    _import(tmp_path, first, **{"second.835": second})
    undo_import(tmp_path / "d9311.duckdb", 1)
    assert [(row[0], row[4]) for row in _adjustments(tmp_path)] == [("2", "T2")]


@pytest.mark.usefixtures("rows_alone")
def test_check_and_status_as_sent_are_stored_of_remittances_alone(tmp_path: Path) -> None:
    back = claim("C1", "22", "-100", "-60", *line("AD:D9311", "-100", "-60", "CAS*CO*45*-40"))
    sent = ["CLM*C2*100***11:B:1*Y*A*Y*Y", "DTP*472*D8*20250110", "LX*1", "SV3*AD:D9311*100"]
    own = (
        "claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount\n"
        "C3,P1,Delta,D9311,2025-01-10,sent,100\n"
    )
    others = {"sent.837": interchange(batch(sent), guide=DENTAL), "claims.csv": own}
    _import(tmp_path, interchange(check("0", PAID, back, trace="CHK 9")), **others)
    assert _stored(
        tmp_path, "select claim_id, remittance, claim_status_code from claim_rows order by import_id, line"
    ) == [("C1", "CHK 9", "1"), ("C1", "CHK 9", "22"), ("C2", None, None), ("C3", None, None)]
