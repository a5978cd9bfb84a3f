"""Exports drawn as tables, for the tests of the second computation."""

from __future__ import annotations

from d9311.contract import column_names
from tests.oracle.episode import Episode
from tests.oracle.exports import Export, ImportedFile
from tests.oracle.facts import Facts, gather

CLAIM = {
    "patient_id": "p1",
    "payer_name": "Delta",
    "procedure_code": "D9311",
    "service_date": "2024-01-01",
    "status": "Received",
    "billed_amount": "100.00",
}
# Short names in drawn headers, to keep tables narrow.
SHORT = {
    "served": "service_date",
    "sent": "submitted_date",
    "decided": "adjudicated_date",
    "paid": "paid_amount",
    "allowed": "allowed_amount",
    "codes": "adjustment_codes",
    "order": "payer_order",
    "original": "original_claim_id",
    "sent_as": "submission_type",
}
CONSULTATION = {"patient_id": "p1", "consultation_date": "2024-01-01"}


def table(drawn: str) -> list[dict[str, str]]:
    """Rows of a table with a header line of (short) column names and `|` between cells."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]
    header = [SHORT.get(name, name) for name in lines[0]]
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]


def _file(kind: str, drawn: str, same: dict[str, str], without: tuple[str, ...]) -> ImportedFile:
    columns = tuple(name for name in column_names(kind) if name not in without)
    rows = [{**dict.fromkeys(columns, ""), **same, **cells} for cells in table(drawn)]
    return ImportedFile(columns, tuple(rows))


def claims(drawn: str, without: tuple[str, ...] = (), /, **same: str) -> ImportedFile:
    """A claims file with every canonical column but `without`; `same` fills columns not drawn."""
    return _file("claims", drawn, {**CLAIM, **same}, without)


def consultations(drawn: str, without: tuple[str, ...] = (), /, **same: str) -> ImportedFile:
    """A consultations file, likewise."""
    return _file("consultations", drawn, {**CONSULTATION, **same}, without)


def facts_of(*files: ImportedFile, records: ImportedFile | None = None) -> Facts:
    """Import claims files one after the other, and consultations."""
    return gather(Export(files, (records,) if records else ()))


def episodes_of(drawn: str, **same: str) -> list[Episode]:
    """The episodes of one drawn claims file, by id."""
    return sorted(facts_of(claims(drawn, **same)).episodes, key=lambda one: one.episode_id)


def only_episode(drawn: str, **same: str) -> Episode:
    (episode,) = episodes_of(drawn, **same)
    return episode
