"""What became of an import, what is loaded, and how to mend what was set aside or take everything out."""

from __future__ import annotations

import secrets
from collections import Counter
from typing import Any

import streamlit as st

from d9311.conditions.rows import Conditions
from d9311.frames import records
from d9311.ingest.places import database_path
from d9311.ingest.report import NOT_SHARED, FileReport, ImportReport, Notice
from d9311.ingest.staging.patient_rules import RULES
from d9311.store import StoreError, remove_data
from d9311.ui.behind.panel import rows_link
from d9311.ui.data.asked import LOADED
from d9311.ui.data.codes import draw_unknown_values, draw_unread_codes
from d9311.ui.data.mending import mending_csv
from d9311.ui.data.recognise import KINDS
from d9311.ui.data.undo import draw_undo
from d9311.ui.data.upload import import_again
from d9311.ui.filter_state import link_of_filters
from d9311.ui.links import OVERVIEW, WORK, page_link, part_link
from d9311.ui.page import Page
from d9311.ui.session import note_emptied
from d9311.ui.show import words
from d9311.ui.show.heads import note_heading
from d9311.ui.show.table import draw_table

FILES = (
    "import_id",
    "file_name",
    "kind",
    "imported_at",
    "rows_read",
    "rows_kept",
    "rows_set_aside",
    "practices",
    "encoding",
    "sha256",
)
FILE_LABELS = {"import_id": "Import", "imported_at": "Imported, UTC", "sha256": "SHA-256"}
DOUBTS: tuple[tuple[str, Conditions, str], ...] = (
    ("conflict", {"flag": "conflict"}, "whose status and money contradict each other; the rules decided"),
    (
        "indeterminate",
        {"outcome": "indeterminate"},
        "without a reason for paying zero: enter the EOB's reason",
    ),
)


def draw_report() -> None:
    """Show what became of the last import of this session."""
    report: ImportReport | None = st.session_state.get("import_report")
    problem: str = st.session_state.get("import_problem", "")
    if problem:
        st.error("Nothing was imported; the data are as they were.", icon=":material/error:")
        for line in problem.splitlines():
            st.text(line)
    if report is None or problem:
        return
    with st.container(border=True, gap="xsmall", key="import_report_box"):
        st.markdown("**:material/task_alt: Imported**")
        for number, notice in enumerate(report.notices):
            _draw_notice(notice, number)
        if report.sample_removed:
            st.text("The invented sample data were removed.")
        for file in report.files:
            _draw_file(file)
        for finding in report.findings:
            st.caption(f"Look at this: {words.literal(finding)}")
        changes = part_link(link_of_filters(), "changes")
        page_link(WORK, "See what changed", ":material/event_repeat:", changes)
        page_link(OVERVIEW, "See the numbers", ":material/arrow_forward:", link_of_filters())


def _draw_notice(notice: Notice, number: int) -> None:
    st.warning(words.literal(notice.message), icon=":material/warning:")
    label = (
        f"Try it: read the patients of the {notice.kind} {RULES[notice.rule].words}" if notice.rule else ""
    )
    if label and "imported_uploads" in st.session_state and st.button(label, key=f"try_{number}"):
        import_again(notice)


def _draw_file(file: FileReport) -> None:
    name = file.path.rsplit("/", 1)[-1]
    if file.unchanged or file.is_reassigned:
        for warning in file.warnings:
            st.text(warning.message)
        return
    read = words.plural(file.rows_read, "row")
    whose = f", {file.practice}" if file.practice else ""
    st.text(
        f"{name} ({KINDS[file.kind].lower()}{whose}): "
        f"{read} read = {file.rows_kept:,} kept + {file.rows_set_aside:,} set aside"
    )
    if file.shared:
        met = words.plural(file.shared, f"{file.kind.removesuffix('s')} number")
        st.caption(f"It meets {met} of earlier imports.")
    for effect in file.effects():
        st.caption(f"{words.literal(effect)}.")
    for rule, number in Counter(row.rule for row in file.set_aside).most_common():
        first = next(row for row in file.set_aside if row.rule == rule)
        st.caption(f"{number:,} × {rule.replace('_', ' ')}, the first: {words.literal(first.message)}")
    for warning in [one for one in file.warnings if one.rule != NOT_SHARED]:
        st.caption(f"Look at this: {words.literal(warning.message)} ({words.plural(warning.count, 'time')})")


def draw_loaded(page: Page) -> None:
    """Show every import with its undo, its set-aside rows to mend, and the findings."""
    page.section("What is loaded", "Every import, newest first. Any of them can be undone.", LOADED)
    files = page.session.listing("imports")
    draw_table(files, FILES, key="loaded", measure="imports", labels=FILE_LABELS,
               on_open=None, export=False)  # fmt: skip
    draw_undo(page, records(files))
    with st.container(gap="xsmall"):
        for file in records(files):
            if file["rows_to_mend"]:
                _draw_set_aside(page, file)
        _draw_warnings(page)
        draw_unknown_values(page)
        draw_unread_codes(page)
        _draw_doubts(page)


def _draw_doubts(page: Page) -> None:
    """Lead to the episodes that the export leaves in doubt, whatever the period."""
    found = {row["doubt"]: row["episodes"] for row in records(page.session.listing("doubts", page.filters))}
    for doubt, conditions, said in DOUBTS:
        if found[doubt]:
            label = f"{words.plural(found[doubt], 'episode')} {said}"
            link = rows_link({"period": ["all"]}, conditions)
            page_link(WORK, label, ":material/arrow_forward:", link)


def _draw_set_aside(page: Page, file: dict[str, Any]) -> None:
    left, aside = file["rows_to_mend"], file["rows_set_aside"]
    of = f" (of {aside:,}; later imports brought the others)" if left < aside else ""
    label = f"{words.plural(left, 'row')} of {words.literal(file['file_name'])} set aside{of}"
    key = f"aside_{file['import_id']}"
    with st.expander(label, type="compact", key=key, on_change="rerun") as box:
        if not box.open:
            return
        note_heading(f"Rows of {file['file_name']} set aside")
        rows = page.session.listing("set_aside", import_id=str(file["import_id"]))
        page.table(
            rows,
            ("line", "column", "rule", "message"),
            key=f"{key}_rows",
            labels={"rule": "Rule"},
            export=False,
        )
        st.caption("Mend these rows in the file below, or in the practice system, and import them again.")
        st.download_button(
            "Download the rows to mend",
            data=lambda: mending_csv(file, records(rows)),
            file_name=f"to-mend-{secrets.token_hex(8)}.csv",
            mime="text/csv",
            icon=":material/download:",
            key=f"{key}_export",
            on_click="ignore",
        )


def _draw_warnings(page: Page) -> None:
    found = page.session.listing("warnings")
    if not len(found):
        return
    with st.expander(f"{words.plural(len(found), 'finding')} to look at; the rows are kept", type="compact"):
        note_heading("Findings to look at")
        draw_table(found, ("rule", "message", "count", "column", "line"), key="warnings", measure="warnings",
                   labels={}, on_open=None, export=True)  # fmt: skip


def draw_removal() -> None:
    """Offer to delete everything that was imported, after a second click."""
    with st.popover("Remove all data", icon=":material/delete:", key="remove_popover"):
        st.text(
            "Deletes the database, its backup, the key of the patient pseudonyms, and all owners, "
            "states and notes of the work from this computer:"
        )
        st.text(str(database_path()))
        st.text("Your export files are not touched.")
        if st.button("Remove everything now", type="primary", key="remove"):
            try:
                remove_data(database_path())
            except StoreError as error:
                st.error(words.literal(error))
                return
            note_emptied()
            for name in ("import_report", "import_problem"):
                st.session_state.pop(name, None)
            st.rerun()
