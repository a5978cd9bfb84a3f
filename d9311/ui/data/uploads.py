"""The files in the drop zone: each looked at once, with what it is, its header, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from d9311.ingest.errors import Refused
from d9311.ingest.mapping import Mapping, Proposal, propose_for
from d9311.ingest.mapping.matching import Mappings
from d9311.ingest.mapping.profiles import fingerprint
from d9311.ingest.reading.sample import Sample
from d9311.ui.data.mapping.saved import mappings_for, saved_mappings
from d9311.ui.data.mapping.state import choices_of
from d9311.ui.data.recognise import first_rows, profile_in, recognise

T = TypeVar("T")


@dataclass
class Upload:
    """One file of the drop zone; `file` is Streamlit's.
    `refusal`: why it cannot be imported, blank otherwise.

    `row`: where on the page it stands. `names_practice`: it has a column for it.
    `unused`: which of its columns will not be used, in words.
    """

    file: Any
    kind: str | None = None
    sample: Sample | None = None
    refusal: str = ""
    row: Any = None
    names_practice: bool = False
    unused: str = ""

    @property
    def name(self) -> str:
        """The name of the file without a folder."""
        return Path(self.file.name).name

    @property
    def mark(self) -> str:
        """The fingerprint of its header, blank where no mapping is needed."""
        return fingerprint(self.sample.header) if self.sample else ""


def kind_of(upload: Upload) -> str | None:
    """Return the kind that a file is recognised as; note why it is refused where it is no table at all."""
    return _once(upload, "", lambda: recognise(upload.file.getbuffer(), upload.name, saved_mappings()))


def look_at(upload: Upload, dropped: Sequence[Mapping]) -> None:
    """Read the header and first rows of a file whose kind is known."""
    known = Mappings(given=tuple(dropped), saved=saved_mappings())
    kind = str(upload.kind)
    upload.sample = _once(upload, kind, lambda: first_rows(upload.file.getbuffer(), upload.name, kind, known))


def profile_of(upload: Upload) -> Mapping | None:
    """Return the mapping profile that a file is."""
    return _once(upload, "profile", lambda: profile_in(upload.file.getbuffer(), upload.name))


def _once(upload: Upload, what: str, look: Callable[[], T]) -> T | None:
    """Look at a file once a session; a refusal is kept like any other answer."""
    kept: dict[tuple[str, str], tuple[T | None, str]] = st.session_state.setdefault("upload_looks", {})
    key = (upload.file.file_id, what)
    if key not in kept:
        try:
            kept[key] = (look(), "")
        except Refused as refusal:
            kept[key] = (None, str(refusal))
    found, upload.refusal = kept[key]
    return found


def forget_others(files: Sequence[Any]) -> None:
    """Forget what was seen in files that are in the drop zone no longer."""
    there = {file.file_id for file in files}
    kept = st.session_state.get("upload_looks", {})
    for key in [key for key in kept if key[0] not in there]:
        del kept[key]


def grouped(uploads: Sequence[Upload]) -> list[list[Upload]]:
    """Return the files whose columns may need a mapping, those of one kind and header together."""
    groups: dict[tuple[str, str], list[Upload]] = {}
    for upload in uploads:
        if upload.sample:
            groups.setdefault((str(upload.kind), upload.mark), []).append(upload)
    return list(groups.values())


def proposal_for(group: Sequence[Upload], dropped: Sequence[Mapping]) -> Proposal | None:
    """Return what the columns of files with one header seem to mean, None where they are refused."""
    samples = [upload.sample for upload in group if upload.sample]
    kind, header = str(group[0].kind), samples[0].header
    chosen = choices_of(kind, group[0].mark).preset or ""
    try:
        return propose_for(samples, kind, group[0].name, mappings_for(header, dropped), chosen)
    except Refused as refusal:
        for upload in group:
            upload.refusal = str(refusal).replace(group[0].name, upload.name)
        return None
