"""A process that edits: notes on items, one after the other, each said in a file once acknowledged."""

from __future__ import annotations

from pathlib import Path

from d9311.desk import changing, reading


def write_notes(said: Path, database: Path, who: str, edits: int, items: list[str]) -> None:
    """Write `edits` notes; where somebody was quicker, look again and write on top."""
    versions = {item: shown.version for item, shown in reading.states(database).items()}
    with said.open("w", encoding="utf-8") as file:
        for number in range(edits):
            item = items[number % len(items)]
            note = f"{who} {number}"
            while True:
                done = changing.change(database, who, {"note": note}, {item: versions.get(item, 0)})
                if item in done.made:
                    versions[item] = done.made[item]
                    break
                versions[item] = done.refused[item][-1].step
            print(note, file=file, flush=True)
