"""All pages as one PDF and one workbook: each part of each page is run as its address does, and what it
showed is written.

A program of its own, for the command `report`: the link comes in on standard input as JSON, the files go
into the folder of its argument. The pages ask their measures as on the screen, so that the numbers are the
same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from streamlit.testing.v1 import AppTest

from d9311.home import ROOT
from d9311.ui.export import paper, workbook
from d9311.ui.export.outline import Outline, of_session
from d9311.ui.links import PART
from d9311.ui.menu import PAGES

PATIENCE = 120  # seconds for one part of a page
REFUSED = 2
Link = Mapping[str, Sequence[str]]


class NotThere(ValueError):
    """Something was chosen that the data do not hold; the message says what."""


def outlines(link: Link) -> Iterator[Outline]:
    """Give what each part of each page shows for a link. Raises NotThere, RuntimeError where a page fails."""
    for page in PAGES:
        first = _shown(page.file, link)
        yield first
        for part in first.about.parts[1:]:
            yield _shown(page.file, {**link, PART: [part]})


def _shown(file: str, link: Link) -> Outline:
    run = AppTest.from_file(str(ROOT / file), default_timeout=PATIENCE)
    for name, values in link.items():
        run.query_params[name] = list(values)
    run.run()
    if run.exception:
        raise RuntimeError(file)
    kept = run.query_params
    for name, values in link.items():
        for value in values:
            if file != PAGES[-1].file and value not in kept.get(name, []):
                raise NotThere(f"The data hold no {name} {value!r}; see the filter bar for what there is.")
    return of_session(run.session_state)


def main() -> int:
    """Read the link, write the files; return the exit code."""
    try:
        pages = [*outlines(json.load(sys.stdin))]
    except NotThere as error:
        print(error)
        return REFUSED
    folder = Path(sys.argv[1])
    (folder / "d9311-report.pdf").write_bytes(paper.of_pages(pages))
    (folder / "d9311-report.xlsx").write_bytes(workbook.of_pages(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
