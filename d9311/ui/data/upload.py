"""Drag and drop: the drop zone, the import of what lies in it with progress, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from d9311.ingest.errors import Refused
from d9311.ingest.load import FilePath, ImportRefused, import_files
from d9311.ingest.mapping import Mapping, mappings_folder, save_profile
from d9311.ingest.places import database_path, private_folder
from d9311.ingest.publishing.verifying import NotSound
from d9311.ingest.report import ImportReport, Notice, as_text
from d9311.store import StoreError
from d9311.ui.data.asked import (
    forget_questions,
    is_newer,
    is_open,
    keep_questions,
    was_answered,
    without_left_out,
)
from d9311.ui.data.dropped import draw_file, draw_panels, draw_profile, draw_refused
from d9311.ui.data.mapping.panel import Settled
from d9311.ui.data.mapping.saved import draw_saved
from d9311.ui.data.practices import draw_practices, practice_given
from d9311.ui.data.recognise import KINDS
from d9311.ui.data.start import draw_before_import, label_of, what_to_do
from d9311.ui.data.uploads import Upload, forget_others
from d9311.ui.session import forget_emptied
from d9311.ui.show import words

PROFILE_SUFFIX = ".toml"


def draw_upload(invented: bool, practices: Map[str, str] | None = None) -> None:
    """Draw the drop zone and, for dropped files, what each is taken for and the button that imports them.

    `practices`: what those that are loaded are called, by id.
    """
    said = (
        "Your own data replace the invented sample data."
        if invented
        else "New files add to what is loaded; rows that are there already are brought up to date."
    )
    st.caption(
        f"Claims and consultations under your system's own column names, several files at once. {said} "
        "Nothing leaves this computer."
    )
    files = st.file_uploader(
        "Drop your exports here",
        accept_multiple_files=True,
        key=f"uploads_{st.session_state.get('uploads_taken', 0)}",
        help="CSV (also .gz), workbook (.xlsx), or X12 835 and 837D, under your system's own column names; "
        "a saved mapping (.toml) may lie beside them.",
    )
    forget_others(files or ())
    taken = without_left_out(files or ())
    if files and not taken:
        _empty_drop_zone()
        st.rerun()
    if taken:
        _draw_dropped([Upload(file) for file in taken], {} if invented else practices or {})
    draw_saved()


def _draw_dropped(uploads: Sequence[Upload], practices: Map[str, str]) -> None:
    profiles = [upload for upload in uploads if upload.name.casefold().endswith(PROFILE_SUFFIX)]
    dropped = [profile for upload in profiles if (profile := draw_profile(upload))]
    exports = [upload for upload in uploads if upload not in profiles]
    with st.container(gap="xsmall"):
        for number, upload in enumerate(exports):
            draw_file(upload, number, dropped)
    settled = draw_panels(exports, dropped)
    sound = [upload for upload in exports if not upload.refusal]
    draw_practices(sound, practices)
    draw_refused(len(sound), len(exports))
    if not sound and not dropped:
        return
    to_do = what_to_do(sound, settled)
    is_ready = not to_do
    draw_before_import(sound, to_do)
    starts = st.button(label_of(len(sound), len(exports), len(dropped)), type="primary",
                       icon=":material/upload:", disabled=not is_ready or is_open(sound),
                       key="import")  # fmt: skip
    if starts or (was_answered() and is_ready):
        _import(sound, settled, dropped)


def import_again(notice: Notice) -> None:
    """Import the files of the last import again, patients of one kind by another rule."""
    uploads, settled = st.session_state["imported_uploads"]
    again = [upload for upload in uploads if upload.kind == notice.kind]
    _import(again, settled, (), {notice.kind: notice.rule})


def _import(
    uploads: Sequence[Upload],
    settled: dict[str, Settled],
    dropped: Sequence[Mapping],
    patients: dict[str, str] | None = None,
) -> None:
    bar = st.progress(0.0, "Reading")
    _save_mappings(settled, dropped)
    if not uploads:
        _empty_drop_zone()
        st.rerun()
    with private_folder() as folder:
        by_path = _write(uploads, folder)
        panels = {path: settled.get(one.file.file_id) for path, one in by_path.items()}
        paths = {kind: [Path(path) for path, one in by_path.items() if one.kind == kind] for kind in KINDS}
        try:
            report = import_files(
                database_path(),
                claims=paths["claims"],
                consultations=paths["consultations"],
                fees=_last(paths["fees"]),
                payer_rules=_last(paths["payer_rules"]),
                payer_alias=_last(paths["payer_alias"]),
                mappings={path: panel.mapping for path, panel in panels.items() if panel},
                practices_given={
                    path: practice_given(one) for path, one in by_path.items() if not one.names_practice
                },
                newer_data=[path for path, one in by_path.items() if is_newer(one)],
                patients=patients,
                progress=partial(_tell, bar),
            )
        except (Refused, StoreError, NotSound) as error:
            _keep_refusal(error, by_path)
        else:
            _keep(report, "")
            if any(notice.rule for notice in report.notices):
                st.session_state["imported_uploads"] = (uploads, settled)
            forget_emptied()
    st.rerun()


def _write(uploads: Sequence[Upload], folder: Path) -> dict[FilePath, Upload]:
    """Write dropped files under their own names, each into a folder of its own;
    return them by their paths.
    """
    by_path: dict[FilePath, Upload] = {}
    for number, upload in enumerate(uploads):
        path = folder / str(number) / upload.name
        path.parent.mkdir()
        path.write_bytes(upload.file.getbuffer())
        by_path[path] = upload
    return by_path


def _tell(bar: DeltaGenerator, part: float, said: str) -> None:
    bar.progress(min(part, 1.0), words.literal(said))


def _keep_refusal(error: Exception, by_path: Map[FilePath, Upload]) -> None:
    """Keep why nothing was imported, or what was asked about files."""
    ids = {as_text(Path(path)): one.file.file_id for path, one in by_path.items()}
    report = error.report if isinstance(error, ImportRefused) else None
    if not (report and keep_questions(report.files, ids)):
        _keep(report, _in_words(report) if report else str(error))


def _in_words(report: ImportReport) -> str:
    """Say why files were refused; what is asked about others is asked again when they come without these."""
    return "\n".join(
        f"{Path(file.path).name}: {file.question}" if file.question else file.error
        for file in report.files
        if file.error
    )


def _last(paths: Sequence[Path]) -> Path | None:
    """Return the last of several lists of one kind: each replaces the one before."""
    return paths[-1] if paths else None


def _save_mappings(settled: dict[str, Settled], dropped: Sequence[Mapping]) -> None:
    """Keep what was confirmed, and dropped profiles that are for another file."""
    folder = mappings_folder(database_path())
    for profile in dropped:
        if profile.header:
            save_profile(profile, folder, profile.name)
    for panel in settled.values():
        if panel.save_as is not None:
            save_profile(panel.mapping, folder, panel.save_as)


def _keep(report: ImportReport | None, problem: str) -> None:
    """Keep what became of the import for the next run, and empty the drop zone."""
    st.session_state["import_report"] = report
    st.session_state["import_problem"] = problem
    st.session_state.pop("imported_uploads", None)
    _empty_drop_zone()


def _empty_drop_zone() -> None:
    st.session_state.pop("mapping_choices", None)
    forget_questions()
    st.session_state["uploads_taken"] = st.session_state.get("uploads_taken", 0) + 1
