"""What became of an import, what is loaded, and how to mend what was set aside or take everything out."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from d9311.ingest.report import FileReport, ImportReport
from d9311.store import StoreError, remove_data
from d9311.ui import words
from d9311.ui.filter_bar import link_of_filters
from d9311.ui.frames import records
from d9311.ui.links import page_link
from d9311.ui.page import Page
from d9311.ui.recognise import KINDS
from d9311.ui.session import database_path, note_emptied
from d9311.ui.table import draw_export, draw_table

FILES = ("file_name", "kind", "imported_at", "rows_read", "rows_kept", "rows_set_aside", "encoding", "sha256")


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
    with st.container(border=True, key="import_report_box"):
        st.markdown("**:material/task_alt: Imported**")
        if report.sample_removed:
            st.text("The invented sample data were removed.")
        for file in report.files:
            _draw_file(file)
        page_link("dashboard.py", "See the numbers", ":material/arrow_forward:", link_of_filters())


def _draw_file(file: FileReport) -> None:
    name = file.path.rsplit("/", 1)[-1]
    if file.unchanged:
        st.text(f"{name}: this same file was imported before; nothing was changed.")
        return
    st.text(
        f"{name} ({KINDS[file.kind].lower()}): {file.rows_read:,} rows read = {file.rows_kept:,} kept + "
        f"{file.rows_set_aside:,} set aside"
    )
    for rule, number in Counter(row.rule for row in file.set_aside).most_common():
        first = next(row for row in file.set_aside if row.rule == rule)
        st.text(f"  {number:,} × {rule.replace('_', ' ')}, first on line {first.line:,}: {first.message}")
    for warning in file.warnings:
        st.text(f"  Look at this: {warning.message} ({words.plural(warning.count, 'time')})")


def draw_loaded(page: Page) -> None:
    """Show every file that is loaded, its set-aside rows to mend, and the findings of the import."""
    page.section("What is loaded")
    files = page.session.listing("imports")
    draw_table(files, FILES, key="loaded", measure="imports", opens=None, labels={"sha256": "SHA-256"},
               on_open=None, export=False)  # fmt: skip
    with st.container(gap="xsmall"):
        for file in records(files):
            if file["rows_set_aside"]:
                _draw_set_aside(page, file)
        _draw_warnings(page)


def _draw_set_aside(page: Page, file: dict[str, object]) -> None:
    label = f"{words.plural(int(str(file['rows_set_aside'])), 'row')} of {words.literal(file['file_name'])} set aside"
    with st.expander(label, type="compact", key=f"aside_{file['import_id']}", on_change="rerun") as box:
        if not box.open:
            return
        rows = page.session.listing("set_aside", import_id=str(file["import_id"]))
        draw_table(rows, ("line", "column", "rule", "message"), key=f"aside_rows_{file['import_id']}", measure="set_aside",
                   opens=None, labels={}, on_open=None, export=False)  # fmt: skip
        st.caption(
            "The export holds the rows as they were, with the reason: mend them there and import the file."
        )
        draw_export(
            rows, name="set-aside", key=f"aside_export_{file['import_id']}", label="Export these rows to mend"
        )


def _draw_warnings(page: Page) -> None:
    found = page.session.listing("warnings")
    if not len(found):
        return
    with st.expander(f"{words.plural(len(found), 'finding')} to look at; the rows are kept", type="compact"):
        draw_table(found, ("rule", "message", "count", "column", "line"), key="warnings", measure="warnings", opens=None,
                   labels={}, on_open=None, export=True)  # fmt: skip


def draw_removal() -> None:
    """Offer to delete everything that was imported, after a second click."""
    with st.popover("Remove all data", icon=":material/delete:", key="remove_popover"):
        st.text("Deletes the database, its backup and the key of the patient pseudonyms from this computer.")
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
