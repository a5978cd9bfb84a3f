"""Drag and drop: which file is which, import with progress, and what became of it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from d9311.ingest.errors import Refused
from d9311.ingest.load import import_files
from d9311.ingest.report import ImportReport
from d9311.ingest.verifying import NotSound
from d9311.store import StoreError
from d9311.ui import words
from d9311.ui.recognise import KINDS, recognise
from d9311.ui.session import database_path, forget_emptied


def draw_upload(invented: bool) -> None:
    """Draw the drop zone and, for dropped files, what each is taken for and the button that imports them."""
    said = (
        "Your own data replace the invented sample data."
        if invented
        else "New files add to what is loaded; rows that are there already are brought up to date."
    )
    st.caption(f"Claims and consultations as CSV, several at once. {said} Nothing leaves this computer.")
    uploads = st.file_uploader(
        "Drop your exports here",
        accept_multiple_files=True,
        key=f"uploads_{st.session_state.get('uploads_taken', 0)}",
        help="CSV (also .gz), workbook (.xlsx), or X12 835 and 837D; the header names the columns.",
    )
    if not uploads:
        return
    kinds = [_draw_kind(upload, number) for number, upload in enumerate(uploads)]
    unknown = [upload.name for upload, kind in zip(uploads, kinds, strict=True) if kind is None]
    if unknown:
        st.text("Say for every file what it is, then import.")
    label = f"Import {words.plural(len(uploads), 'file')}"
    if st.button(label, type="primary", icon=":material/upload:", disabled=bool(unknown), key="import"):
        _import(uploads, kinds)


def _draw_kind(upload: Any, number: int) -> str | None:
    found = recognise(upload.getvalue())
    with st.container(horizontal=True, vertical_alignment="center", key=f"upload_{number}"):
        st.text(Path(upload.name).name)
        chosen: str | None = st.selectbox(
            "Kind of file",
            list(KINDS),
            index=list(KINDS).index(found) if found else None,
            format_func=_kind_in_words,
            key=f"kind_{upload.file_id}",
            placeholder="What is this file?",
            label_visibility="collapsed",
            width=190,
        )
        st.caption("recognised by its header" if found and chosen == found else "")
    return chosen


def _import(uploads: Sequence[Any], kinds: Sequence[str | None]) -> None:
    bar = st.progress(0.0, "Reading")

    def told(fraction: float, said: str) -> None:
        bar.progress(min(fraction, 1.0), words.literal(said))

    with tempfile.TemporaryDirectory(prefix="d9311-") as folder:
        files: dict[str, list[Path]] = {kind: [] for kind in KINDS}
        for number, (upload, kind) in enumerate(zip(uploads, kinds, strict=True)):
            path = Path(folder) / str(number) / Path(upload.name).name
            path.parent.mkdir()
            path.write_bytes(upload.getbuffer())
            files[str(kind)].append(path)
        try:
            report = import_files(
                database_path(),
                claims=files["claims"],
                consultations=files["consultations"],
                fees=_last(files["fees"]),
                payer_rules=_last(files["payer_rules"]),
                payer_alias=_last(files["payer_alias"]),
                progress=told,
            )
        except (Refused, StoreError, NotSound) as error:
            _keep(getattr(error, "report", None), str(error))
        else:
            _keep(report, "")
            forget_emptied()
    st.rerun()


def _kind_in_words(kind: str) -> str:
    return KINDS[kind]


def _last(paths: Sequence[Path]) -> Path | None:
    """Return the last of several lists of one kind: each replaces the one before."""
    return paths[-1] if paths else None


def _keep(report: ImportReport | None, problem: str) -> None:
    """Keep what became of the import for the next run, and empty the drop zone."""
    st.session_state["import_report"] = report
    st.session_state["import_problem"] = problem
    st.session_state["uploads_taken"] = st.session_state.get("uploads_taken", 0) + 1
