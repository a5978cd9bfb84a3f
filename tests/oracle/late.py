"""Late entries (`documentation.md`): what of a record the exports prove to have come after the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.oracle import values
from tests.oracle.documentation import ELEMENTS, method, present
from tests.oracle.episode import Episode
from tests.oracle.exports import CurrentRow, ImportedFile, arrivals

COLUMNS = {
    "reason": ("reason",),
    "date": ("consultation_date",),
    "time": ("consultation_time",),
    "method": ("method",),
    "professional": ("professional_name", "professional_credential", "professional_specialty"),
    "outcome": ("outcome",),
    "record": ("correspondence_on_file", "verbal_summary"),
}
PROOFS = ("recorded_at", "export", "signed_at")
KINDS = {
    "first": "first written after the decision",
    "changed": "changed after the decision",
    "signed": "signed after the decision",
}


@dataclass(frozen=True)
class Version:
    """What one export says of a record. `tells_to`: the day up to which that export tells, where known."""

    number: int
    row: CurrentRow
    tells_to: date | None


@dataclass(frozen=True)
class Part:
    """Since when one column of an element says what it says now, and which export did not say it."""

    written: Version
    proof: Version | None
    recorded: date | None
    signed: date | None


@dataclass(frozen=True)
class Entry:
    """One element of a record that is late; exports are numbered from 0."""

    element: str
    kind: str
    decision: date
    proved_by: str
    proof_date: date
    proof_import: int
    first_seen_import: int
    changed_import: int | None


class History:
    """All versions of one record, the newest last, which is the one that counts."""

    def __init__(self, versions: list[Version]) -> None:
        patient = versions[-1].row.cells["patient_id"].strip()
        self.versions = [one for one in versions if one.row.cells["patient_id"].strip() == patient]

    def first_seen(self, element: str) -> int:
        return min(
            one.number for one in self.versions if present(element, one.row.cells, set(one.row.columns))
        )

    def parts(self, element: str) -> list[Part]:
        found = (self._part(column) for column in COLUMNS[element])
        return [part for part in found if part]

    def _part(self, column: str) -> Part | None:
        held = [one for one in self.versions if column in one.row.columns]
        if not held or held[-1] is not self.versions[-1]:
            return None
        now = said(column, held[-1].row.cells)
        if now is None:
            return None
        same = [one for one in held if said(column, one.row.cells) == now]
        before = [
            one
            for one in held
            if one.number < same[0].number
            and one.tells_to
            and same[0].tells_to
            and one.tells_to <= same[0].tells_to
        ]
        proof = max(before, key=lambda one: (one.tells_to, one.number), default=None)
        recorded = [day for one in same if (day := values.day(one.row.cells.get("recorded_at")))]
        signed = [day for one in same if (day := values.day(one.row.cells.get("signed_at")))]
        return Part(same[0], proof, min(recorded, default=None), min(signed, default=None))


def said(column: str, cells: dict[str, str]) -> object:
    """What a column says, so that spacing, case and the spelling of yes are no difference; None: nothing."""
    cell = cells.get(column)
    if column == "consultation_date":
        return values.day(cell)
    if column == "consultation_time":
        return values.minutes_of_day(cell)
    if column in COLUMNS["record"]:
        if values.flag_or_text(cell) is not True:
            return None
        return "yes" if values.boolean(cell) else folded(values.answer(cell))
    if column == "outcome":
        return folded(values.answer(cell))
    if column == "method" and method(cell) not in (None, "other"):
        return method(cell)
    return folded(values.text(cell))


def folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()).lower()


def histories(files: tuple[ImportedFile, ...]) -> dict[tuple[str, str], History]:
    """The history of every record, by practice and consultation."""
    found: dict[tuple[str, str], list[Version]] = {}
    for number, rows in enumerate(arrivals(files)):
        told = sorted((day for row in rows if (day := _newest(row.cells))), reverse=True)
        tells_to = told[1] if len(told) > 1 else None
        for row in rows:
            key = row.practice, row.cells["consultation_id"].strip()
            found.setdefault(key, []).append(Version(number, row, tells_to))
    return {key: History(versions) for key, versions in found.items()}


def _newest(cells: dict[str, str]) -> date | None:
    names = ("consultation_date", "recorded_at", "signed_at")
    return max((day for name in names if (day := values.day(cells.get(name)))), default=None)


def late_entries(episode: Episode, history: History) -> list[Entry]:
    """The late elements of the record behind an episode, in the order of the guide."""
    record, decision = episode.consultation, episode.first_decided
    if record is None or decision is None:
        return []
    is_late_record = record.recorded is not None and record.recorded > decision
    entries = (
        _entry(history, element, decision, is_late_record)
        for element in ELEMENTS
        if (record.elements or {})[element]
    )
    return [entry for entry in entries if entry]


def _entry(history: History, element: str, decision: date, is_late_record: bool) -> Entry | None:
    seen = history.first_seen(element)
    proofs = []
    for part in history.parts(element):
        found = _proof(part, decision, is_late_record)
        if found:
            by, day = found
            proofs.append((-PROOFS.index(by), day, part.written.number, part))
    if not proofs:
        return None
    place, day, written, part = max(proofs, key=lambda one: one[:3])
    proved_by = PROOFS[-place]
    changed = written if seen < written else None
    kind = "signed" if proved_by == "signed_at" else "changed" if changed is not None else "first"
    proof = part.proof.number if proved_by == "export" and part.proof else written
    return Entry(element, KINDS[kind], decision, proved_by, day, proof, min(seen, written), changed)


def _proof(part: Part, decision: date, is_late_record: bool) -> tuple[str, date] | None:
    if is_late_record and part.recorded and part.recorded > decision:
        return "recorded_at", part.recorded
    if part.proof and part.proof.tells_to and part.proof.tells_to >= decision:
        return "export", part.proof.tells_to
    if part.signed and part.signed > decision:
        return "signed_at", part.signed
    return None
