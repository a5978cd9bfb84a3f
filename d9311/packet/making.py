"""Makes the files of a kind of letter for any number of episodes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from d9311.filters import Filters
from d9311.packet import appeal, contents, corrected, records, timely
from d9311.packet.document import Document
from d9311.packet.errors import PacketError
from d9311.packet.facts import Case, gather
from d9311.packet.late import LateMarks, late_marks
from d9311.packet.letter import Asked
from d9311.packet.letterhead import Letterheads

if TYPE_CHECKING:
    import duckdb


class Kind(NamedTuple):
    """A kind of letter: `refusal` says in words why a case has none."""

    write: Callable[[Case, Asked], Document]
    refusal: Callable[[Case], str | None]


class Made(NamedTuple):
    """A letter before it is drawn, whose it is, and the name of its files."""

    case: Case
    document: Document
    name: str


KINDS = {
    "appeal": Kind(appeal.appeal, appeal.refusal),
    "corrected": Kind(corrected.corrected, corrected.refusal),
    "timely": Kind(timely.timely, timely.refusal),
    "records": Kind(records.records, records.refusal),
}
FORMATS = {"pdf": "d9311.packet.pdf", "docx": "d9311.packet.word"}


def make(
    cursor: duckdb.DuckDBPyConnection,
    episode_ids: Sequence[str],
    kind: str,
    letterheads: Letterheads,
    formats: Sequence[str] = ("pdf", "docx"),
    *,
    patient_name: str = "",
    dated: date | None = None,
    late: LateMarks | None = None,
    filters: Filters | None = None,
    listed: bool = False,
) -> dict[str, bytes]:
    """Return the files of one kind of letter by name, one per episode and format.

    A name holds the kind and a pseudonym of the claim. `patient_name` is printed as typed and kept nowhere;
    it takes one episode. `late`: late entries by episode, then element of the record, in place of those that
    the exports prove; `filters` the practices that the user may see; `listed` adds the list of several
    letters (`contents`). Raises PacketError where an episode is not there or has no such letter, KeyError for
    an unknown kind or format.
    """
    writers = {ending: import_module(FORMATS[ending]) for ending in formats}
    letters = _letters(cursor, episode_ids, kind, letterheads, patient_name, dated, late, filters)
    files = {
        f"{one.name}.{ending}": writer.write(one.document)
        for one in letters
        for ending, writer in writers.items()
    }
    if listed and len(letters) > 1:
        names = [(one.case, [f"{one.name}.{ending}" for ending in writers]) for one in letters]
        files[contents.NAME] = contents.contents(kind, names)
    return files


def documents(
    cursor: duckdb.DuckDBPyConnection,
    episode_ids: Sequence[str],
    kind: str,
    letterheads: Letterheads,
    *,
    patient_name: str = "",
    dated: date | None = None,
    late: LateMarks | None = None,
    filters: Filters | None = None,
) -> list[tuple[Document, str]]:
    """Return the same letters before they are drawn, each with the name of its files."""
    letters = _letters(cursor, episode_ids, kind, letterheads, patient_name, dated, late, filters)
    return [(one.document, one.name) for one in letters]


def _letters(
    cursor: duckdb.DuckDBPyConnection,
    episode_ids: Sequence[str],
    kind: str,
    letterheads: Letterheads,
    patient_name: str,
    dated: date | None,
    late: LateMarks | None,
    filters: Filters | None,
) -> list[Made]:
    letter = KINDS[kind]
    cases = gather(cursor, episode_ids, filters)
    marks = late_marks(cursor, episode_ids, filters) if late is None else late
    wanted = len(dict.fromkeys(episode_ids))
    if len(cases) < wanted:
        raise PacketError(f"{wanted - len(cases)} of {wanted} claims are not in the data that you may see.")
    if patient_name and wanted > 1:
        raise PacketError("A patient's name is for one claim; make this letter by itself.")
    refused = [reason for case in cases if (reason := letter.refusal(case))]
    if refused:
        reasons = "; ".join(dict.fromkeys(refused))
        raise PacketError(f"No letter ({kind}) for {len(refused)} of {wanted} claims: {reasons}.")
    made = []
    for case in cases:
        asked = Asked(letterheads.of(case.practice_id), patient_name, dated, marks.get(case.episode_id, {}))
        made.append(Made(case, letter.write(case, asked), f"{kind}-{pseudonym(case)}"))
    return made


def pseudonym(case: Case) -> str:
    """Return a name for a claim that nobody outside can undo: the patient's keyed pseudonym is part of it."""
    return blake2b(f"{case.patient}|{case.episode_id}".encode(), digest_size=5).hexdigest()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one zip; equal files make equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
