"""The addresses of all pages and their parts, and the title that each shows."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from d9311.ui.menu import PAGES
from tests.screens import at, parts_of

# Every part of every page by its address, the overview last: no page may need it to have run before.
ADDRESSES = {
    at(page.file, part).removeprefix("pages/").replace(".py", ""): page.title
    for page in reversed(PAGES)
    for part in reversed(parts_of(page.file))
}
ADDRESSES = {path.replace("dashboard", ""): title for path, title in ADDRESSES.items()}


def same(one: str, other: str) -> bool:
    """Return whether two addresses are of one page with the same parameters, in whatever order."""
    found, wanted = urlsplit(one), urlsplit(other)
    return (found.path, parse_qs(found.query)) == (wanted.path, parse_qs(wanted.query))
