"""Exports with foreign headers: written, proposed and imported."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.ingest import ImportRefused, import_files
from d9311.ingest.mapping import Proposal, propose
from d9311.store import open_database

HEADER = "ClaimNum,PatNum,Carrier,ProcCode,ProcDate,Claim State,FeeBilled"
ROW = "C1,P1,Delta,D9311,2025-03-31,paid,100.00"


def write(folder: Path, text: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def proposed(folder: Path, header: str = HEADER, *rows: str, kind: str = "claims") -> Proposal:
    """What the columns of an export seem to mean."""
    return propose(write(folder, "\n".join([header, *(rows or (ROW,))]) + "\n"), kind)


def meanings(proposal: Proposal) -> dict[str, tuple[str | None, str]]:
    """Header -> column and certainty."""
    return {match.header: (match.column, match.certainty) for match in proposal.matches}


def refused(folder: Path, header: str, *rows: str, **given: object) -> str:
    """The message with which an export is refused."""
    path = write(folder, "\n".join([header, *rows]) + "\n")
    with pytest.raises(ImportRefused) as caught:
        import_files(folder / "d9311.duckdb", claims=[path], **given)  # type: ignore[arg-type]
    return str(caught.value)


def imported(folder: Path, text: str, kind: str = "claims", **given: object) -> duckdb.DuckDBPyConnection:
    """A cursor on the database after an import."""
    database = folder / "d9311.duckdb"
    path = write(folder, text)
    if kind == "claims":
        import_files(database, claims=[path], **given)  # type: ignore[arg-type]
    else:
        import_files(database, consultations=[path], **given)  # type: ignore[arg-type]
    return open_database(database).cursor()
