"""A practice at its desk: drawn exports in, changes of items by hand, and what is shown then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from d9311 import ingest
from d9311.desk import changing, reading
from d9311.desk.changing import Done
from d9311.desk.reading import Shown
from d9311.ingest.undo import undo_import
from d9311.store import open_database
from tests.states import import_files
from tests.tables import Table, write_export


class Desk:
    """A database in a folder, and one person who works on it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.imports: Callable[..., object] = import_files
        self.folder, self.database, self.count = folder, folder / "d9311.duckdb", 0

    def take(self, claims: Table | None = None, consultations: Table | None = None, name: str = "") -> None:
        """Import drawn tables in one call; under the name of an earlier file, the same file again."""
        files = {}
        for kind, table in (("claims", claims), ("consultations", consultations)):
            if table is not None:
                self.count += 1
                files[kind] = [write_export(self.folder / (name or f"{kind}_{self.count}.csv"), kind, table)]
        self.imports(self.database, newer_data=True, **files)

    def really_imports(self) -> None:
        """What an import does beside the database matters from now on too, so that none is copied."""
        self.imports = ingest.import_files

    def undo_import(self, import_id: int) -> None:
        undo_import(self.database, import_id)

    def item(self, claim: str) -> str:
        """Return the item of the episode that a claim belongs to."""
        found = (
            open_database(self.database)
            .cursor()
            .execute(
                "select distinct 'episode|' || episode_id from claim_lines_d9311 "
                "where claim_id = ? and episode_id is not null",
                [claim],
            )
        )
        ((item_id,),) = found.fetchall()
        return str(item_id)

    def set(self, *items: str, who: str = "Ann", **values: object) -> Done:
        """Change items as somebody who sees what stands now."""
        seen = self.states()
        versions = {item: seen[item].version if item in seen else 0 for item in items}
        return changing.change(self.database, who, values, versions)  # type: ignore[arg-type]

    def states(self) -> dict[str, Shown]:
        return reading.states(self.database)

    def shown(self, item: str) -> tuple[str, str]:
        """Return the state of an item that is shown, and why."""
        found = self.states()[item]
        return found.state, found.why
