"""Reading an export: from a stranger's file to clean text rows with their line numbers."""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from d9311.contract import Limits
from d9311.ingest.errors import Refused, size
from d9311.ingest.headers.columns import Match
from d9311.ingest.mapping.matching import Mappings, match_file
from d9311.ingest.reading.dialect import HEAD_BYTES, find_dialect
from d9311.ingest.reading.encoding import (
    UTF8,
    NotUtf8,
    TextChunks,
    count_lines,
    encoding_by_lines,
    encoding_by_mark,
)
from d9311.ingest.reading.opening import as_text, with_places
from d9311.ingest.reading.remarks import said_of_file, said_of_nameless
from d9311.ingest.reading.rows.blocks import RowWriter, blocks
from d9311.ingest.reading.rows.copying import RowReader, nul_refusal
from d9311.ingest.reading.rows.ending import without_cut_row
from d9311.ingest.reading.rows.plan import Found, Plan
from d9311.ingest.reading.rows.totals import without_totals
from d9311.ingest.reading.rows.widths import habits_of
from d9311.ingest.reading.textfile import TextFile

Progress = Callable[[int, int], None]


def read_export(
    path: Path,
    kind: str,
    workdir: Path,
    limits: Limits | None = None,
    progress: Progress | None = None,
    mappings: Mappings | None = None,
) -> TextFile:
    """Read the export `path` of a kind (`claims`, `consultations`, ...) into a `TextFile` in `workdir`.

    `mappings`: what foreign headers mean. `progress(done, total)`: bytes of the file. Raises `Refused`, for
    the user, when it cannot be read as it should; nothing is then left in `workdir`. Memory stays flat.
    """
    limits, mappings = limits or Limits(), mappings or Mappings()
    path = Path(path)
    _refuse_unreadable(path, limits)
    with as_text(path, kind, limits, workdir) as text:
        if text.path == path:
            return _read_text(path, kind, workdir, limits, progress, mappings)
        inside = replace(limits, file_bytes=max(limits.file_bytes, limits.decompressed_bytes))
        _refuse_unreadable(text.path, inside)
        file = with_places(_read_text(text.path, kind, workdir, inside, None, mappings), path.name, text)
    with path.open("rb") as handle:
        return replace(file, sha256=hashlib.file_digest(handle, "sha256").hexdigest())


def _read_text(
    path: Path, kind: str, workdir: Path, limits: Limits, progress: Progress | None, mappings: Mappings
) -> TextFile:
    with path.open("rb") as file:
        encoding = encoding_by_mark(file.read(HEAD_BYTES))
    try:
        return _Reading(path, kind, workdir, limits, progress, mappings, encoding).run()
    except NotUtf8:
        encoding = encoding_by_lines(path)
        mends = encoding == UTF8
        return _Reading(path, kind, workdir, limits, progress, mappings, encoding, mends).run()


def _refuse_unreadable(path: Path, limits: Limits) -> None:
    if path.is_dir():
        raise Refused(f"{path.name} is a folder. Give the file inside it.")
    if not path.exists():
        raise Refused(f"{path.name}: there is no such file. Check the path.")
    if not path.is_file():
        raise Refused(f"{path.name} is a pipe or a device. Save what comes out of it and import that file.")
    if not os.access(path, os.R_OK):
        raise Refused(f"{path.name}: the file may not be read. Change its permissions.")
    found = path.stat().st_size
    if found > limits.file_bytes:
        raise Refused(
            f"{path.name}: {size(found)}, more than the limit of {size(limits.file_bytes)}. "
            "Export a shorter period and import the parts one after the other, or import it at the command "
            "line with --any-size."
        )


class _Reading:
    """One pass over a file under one encoding."""

    def __init__(
        self,
        path: Path,
        kind: str,
        workdir: Path,
        limits: Limits,
        progress: Progress | None,
        mappings: Mappings,
        encoding: str,
        mends: bool = False,
    ) -> None:
        self.path, self.kind, self.workdir, self.limits = path, kind, workdir, limits
        self._mappings = mappings
        self._progress = progress
        self._digest = hashlib.sha256()
        self._done, self._size = 0, path.stat().st_size
        self._chunks = TextChunks(path, encoding, self._on_bytes, mends)

    def run(self) -> TextFile:
        """Read the file."""
        chunks = iter(self._chunks)
        head = self._head(chunks)
        foreign = self._mappings.foreign(self.kind)
        dialect = find_dialect(head, self.kind, self.path.name, self.limits, foreign)
        match = match_file(dialect, head, self.kind, self.path.name, self._mappings)
        habits = habits_of(dialect, head, self.path.name)
        plan = Plan(
            self.path.name,
            dialect,
            match.specs,
            self.limits,
            has_unkept=match.has_unkept,
            leaves_out_cells=habits.leaves_out_cells,
        )
        found = Found()
        rows, runs = self._new_file("rows"), self._new_file("lines")
        try:
            with rows.open("wb") as out, runs.open("wb") as runs_out:
                writer = RowWriter(out, runs_out)
                reader = RowReader(plan, writer, found, lambda: self._chunks.is_cut)
                text = itertools.chain((head,), chunks)
                reader.read(blocks(text, dialect.header_end, self.limits.row_bytes))
                out.flush()
                tail = without_cut_row(reader.tail, plan, found)
                for row in without_totals(tail, plan, found, rows):
                    writer.write(row.text, row.line)
        except BaseException:
            rows.unlink()
            runs.unlink()
            raise
        file = self._result(plan, match, found, writer, rows, runs)
        return replace(file, warnings=[*said_of_nameless(plan, habits), *file.warnings])

    def _on_bytes(self, chunk: bytes) -> None:
        self._digest.update(chunk)
        self._done += len(chunk)
        if self._progress and chunk:
            self._progress(self._done, self._size)

    def _head(self, chunks: Iterator[bytes]) -> bytes:
        """The first text of the file: at least `HEAD_BYTES`, or all of it."""
        head = b""
        for chunk in chunks:
            head += chunk
            if len(head) >= HEAD_BYTES:
                break
        at = head.find(b"\0")
        if at >= 0:
            raise nul_refusal(self.path.name, count_lines(head[:at]) + 1)
        if not head.strip():
            raise Refused(f"{self.path.name} is empty. Export it again and import the new file.")
        return head

    def _new_file(self, prefix: str) -> Path:
        handle, name = tempfile.mkstemp(prefix=f"{prefix}-", suffix=".csv", dir=self.workdir)
        os.close(handle)
        return Path(name)

    def _result(
        self, plan: Plan, match: Match, found: Found, writer: RowWriter, rows: Path, runs: Path
    ) -> TextFile:
        dialect = plan.dialect
        return TextFile(
            path=rows,
            file_columns=match.names,
            columns=match.columns,
            ignored_columns=match.ignored,
            dropped_columns=match.dropped,
            encoding=self._chunks.encoding,
            delimiter=dialect.grammar.delimiter.decode(),
            quote=dialect.grammar.quote.decode(),
            header_line=dialect.header_line,
            first_line=writer.first_line or dialect.first_line,
            line_runs=runs,
            runs=writer.runs,
            sha256=self._digest.hexdigest(),
            rows_read=found.rows_read,
            has_line_breaks=found.has_line_breaks,
            derived=match.derived,
            matches=match.matches,
            mapping=match.mapping,
            set_aside=sorted(found.set_aside, key=lambda row: row.line),
            warnings=said_of_file(plan, match, found, self._chunks),
        )
