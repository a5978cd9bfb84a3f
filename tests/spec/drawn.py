"""Drawn tables with short headings: claim lines and consultations in, the expected rows of a measure out."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import duckdb

import queries
from d9311.filters import Filters
from tests.project.files import ROOT
from tests.tables import draw

Cursor = duckdb.DuckDBPyConnection
Rows = list[dict[str, str]]
Cases = Mapping[str, Rows | tuple[Rows, Rows]]

# How a billing lead would head the columns of a sketch; other names are the canonical ones.
CLAIM_HEADINGS = {
    "claim": "claim_id",
    "corrects": "original_claim_id",
    "practice": "practice_id",
    "provider": "provider_id",
    "patient": "patient_id",
    "payer": "payer_name",
    "plan": "plan_name",
    "order": "payer_order",
    "code": "procedure_code",
    "service": "service_date",
    "sent": "submitted_date",
    "decided": "adjudicated_date",
    "billed": "billed_amount",
    "allowed": "allowed_amount",
    "paid": "paid_amount",
    "codes": "adjustment_codes",
    "type": "submission_type",
    "attached": "attachment_sent",
    "verified": "coverage_verified_date",
    "appealed": "appeal_filed_date",
    "appeal": "appeal_outcome",
    "won": "appeal_recovered_amount",
}
CONSULTATION_HEADINGS = {
    "consultation": "consultation_id",
    "practice": "practice_id",
    "provider": "provider_id",
    "patient": "patient_id",
    "claim": "claim_id",
    "date": "consultation_date",
    "time": "consultation_time",
    "name": "professional_name",
    "credential": "professional_credential",
    "letter": "correspondence_on_file",
    "summary": "verbal_summary",
    "routine": "routine_referral",
    "written": "recorded_at",
    "signer": "signed_by",
    "signed": "signed_at",
}


def claim_lines(drawing: str) -> list[dict[str, str]]:
    """Return drawn claim lines as rows of a claims export."""
    return [{CLAIM_HEADINGS.get(name, name): cell for name, cell in row.items()} for row in draw(drawing)]


def consultations(drawing: str) -> list[dict[str, str]]:
    """Return drawn consultations as rows of a consultations export."""
    return [
        {CONSULTATION_HEADINGS.get(name, name): cell for name, cell in row.items()} for row in draw(drawing)
    ]


def decided_claims(name: str, approved: int, denied: int, **cells: str) -> list[dict[str, str]]:
    """Return decided claims of one group, each of its own patient; `cells` are further columns of them
    all."""
    paid = {**cells, "adjudicated_date": "2025-02-01", "paid_amount": "60"}
    refused = {**paid, "paid_amount": "0", "adjustment_codes": "CO-97"}
    rows = [paid] * approved + [refused] * denied
    return [{**row, "claim_id": f"{name}{number}"} for number, row in enumerate(rows)]


def together(cases: Cases) -> dict[str, Rows]:
    """Return the claims of all cases, and the consultations of those that have some, for one import: each case is a
    practice that has its name, to be chosen by the filter of practices, so that no case touches another.
    """
    tables: dict[str, Rows] = {"claims": [], "consultations": []}
    for name, drawn in cases.items():
        for kind, rows in zip(tables, drawn if isinstance(drawn, tuple) else (drawn,), strict=False):
            tables[kind] += [{"practice_id": name, **row} for row in rows]
    return {kind: rows for kind, rows in tables.items() if rows}


def drawn_under(folder: str) -> dict[str, Rows]:
    """Return what all files of a folder of tests draw under `PRACTICES`, for one import.

    All are drawn, whichever run, so that a test finds the same whether it runs alone or not. A column that any of
    them has is there, blank, for the others.
    """
    cases: dict[str, Rows | tuple[Rows, Rows]] = {}
    for path in sorted((ROOT / "tests" / folder).glob("test_*.py")):
        own: Cases = getattr(import_module(f"tests.{folder}.{path.stem}"), "PRACTICES", {})
        assert not cases.keys() & own.keys(), f"{path.stem} draws a practice that another file draws"
        cases |= own
    return together(cases)


def text(value: object) -> str:
    """Return a cell as it is drawn: null is blank, a rate has three decimals, truth is yes or no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def expect(cursor: duckdb.DuckDBPyConnection, name: str, drawing: str, **choices: object) -> None:
    """Assert that a measure gives the drawn rows and columns, in that order; choices are filters."""
    headings = [cell.strip() for cell in drawing.strip().splitlines()[0].split("|")]
    columns = [heading for heading in headings if heading]
    table = queries.arrow(cursor, name, Filters(**choices)).select(columns)  # type: ignore[arg-type]
    assert [{name: text(cell) for name, cell in row.items()} for row in table.to_pylist()] == draw(drawing)
