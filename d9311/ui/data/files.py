"""The part Files of the page Data, from top to bottom."""

from __future__ import annotations

import streamlit as st

from d9311.home import READ_ONLY_SAID, is_read_only
from d9311.ui.data.columns import draw_columns, draw_grades
from d9311.ui.data.findings import draw_findings
from d9311.ui.data.payer_names import draw_payer_names
from d9311.ui.data.report import draw_loaded, draw_removal, draw_report
from d9311.ui.data.upload import draw_upload
from d9311.ui.page import Page


def draw_files(page: Page) -> None:
    """Draw what takes files, and of those that are loaded what is in them, where there are any."""
    if is_read_only():
        st.info(READ_ONLY_SAID, icon=":material/visibility:")
    else:
        draw_upload(page.is_invented, page.practices if page.has_data else {})
        draw_report()
    if page.has_data:
        draw_loaded(page)
        draw_payer_names(page)
        draw_findings(page)
        draw_grades(page)
    if not is_read_only():
        draw_columns()
    if (page.has_data or page.problem) and not is_read_only():
        draw_removal()
