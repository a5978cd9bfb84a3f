"""The addresses of all pages and their parts, and the title that each shows."""

from __future__ import annotations

from d9311.ui.menu import PAGES
from tests.screens import at, parts_of

# Every part of every page by its address, the overview last: no page may need it to have run before.
ADDRESSES = {
    at(page.file, part).removeprefix("pages/").replace(".py", ""): page.title
    for page in reversed(PAGES)
    for part in reversed(parts_of(page.file))
}
ADDRESSES = {path.replace("dashboard", ""): title for path, title in ADDRESSES.items()}
