"""What became of a polluted file: right, told, refused or stored wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from d9311 import contract
from d9311.ingest import FileReport
from d9311.ingest.file_import import import_file
from d9311.ingest.storing import schema
from tests.drafts import empty_draft
from tests.pollution.tables import File, valid
from tests.pollution.ways import Way

RIGHT, TOLD, REFUSED, WRONG = "right", "set aside or told", "refused", "stored wrong"
COLUMNS = contract.column_names("claims")
Stored = dict[str, object]


@dataclass(frozen=True)
class Verdict:
    """One variant: its style and way, what it is, and why it is wrong."""

    style: str
    way: str
    verdict: str
    reason: str = ""


class Judge:
    """Imports variants into drafts that are thrown away, and holds them against the valid file."""

    def __init__(self, folder: Path, style: str) -> None:
        self.folder, self.style = folder, style
        _, rows = self._import(valid(style).content())
        self.expected = {str(row["claim_id"]): row for row in rows}

    def judge(self, way: Way) -> Verdict:
        """What the import makes of the valid file after one change."""
        name, change = way
        file = valid(self.style)
        change(file)
        report, rows = self._import(file.content())
        if report.refused:
            return Verdict(self.style, name, REFUSED)
        reasons = list(self._faults(file, report, rows))
        if reasons:
            return Verdict(self.style, name, WRONG, "; ".join(reasons[:3]))
        right = list(self._right(file).values())
        is_right = len(rows) == len(right) and all(row in right for row in rows)
        return Verdict(self.style, name, RIGHT if is_right else TOLD)

    def _right(self, file: File) -> dict[str, Stored]:
        """What should be stored."""
        right = {claim: dict(row) for claim, row in self.expected.items() if claim not in file.lost}
        for claim, like in file.also.items():
            right[claim] = {**self.expected[like], "claim_id": claim}
        for claim, payer in file.payers.items():
            right[claim]["payer_name"] = payer
        return right

    def _faults(self, file: File, report: FileReport, rows: list[Stored]) -> Iterator[str]:
        """What is stored and not so, and what is not stored without a word."""
        whole = {**self.expected, **self._right(file)}
        rules = {warning.rule for warning in report.warnings}
        words = {warning.column for warning in report.warnings}
        if report.ignored_columns or "nameless_column" in rules:
            words |= set(COLUMNS) - set(report.columns)
        found = set()
        for row in rows:
            claim = str(row["claim_id"])
            wanted = whole.get(claim) or whole.get(claim.replace('"', ""))
            if wanted is None:
                yield f"an unknown claim {claim[:20]!r}"
                continue
            found.add(str(wanted["claim_id"]))
            for name in COLUMNS:
                is_same = row[name] == wanted[name] or (row[name] is None and name in words)
                is_quoted = _bare(row[name]) == _bare(wanted[name]) or name == "patient_id"
                if not is_same and not (is_quoted and "stray_quote" in rules):
                    yield f"{claim}: {name} is {str(row[name])[:30]!r}, not {str(wanted[name])[:30]!r}"
        lost = set(self._right(file)) - found
        if lost and not report.rows_set_aside and "no_rows" not in rules:
            yield f"{len(lost)} claims lost without a word"

    def _import(self, content: bytes) -> tuple[FileReport, list[Stored]]:
        path = self.folder / "claims.csv"
        path.write_bytes(content)
        draft = empty_draft()
        report = import_file(draft, "claims", path, lambda fraction, words: None)
        names = ", ".join(COLUMNS)
        stored = draft.connection.execute(
            f"select {names} from {schema.STORED['claims']} order by line"
        ).fetchall()
        return report, [dict(zip(COLUMNS, row, strict=True)) for row in stored]


def _bare(value: object) -> str:
    """A text without quotes and what escapes them."""
    return str(value).translate(dict.fromkeys(map(ord, "\"'\\"))).strip()
