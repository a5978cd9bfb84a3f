"""Data: load files, mend what was set aside, see what is loaded and what it can carry; kept views."""

from d9311.ui import open_page
from d9311.ui.data.files import draw_files
from d9311.ui.kept.listed import draw_kept
from d9311.ui.linked import linked_part

page = open_page("data")
page.header("Data", "What is loaded, what was set aside, and what can be computed from it?")

if page.has_data and linked_part("part", {"": "Files", "kept": "Kept views"}) == "kept":
    draw_kept(page)
else:
    draw_files(page)
