"""What a letter says, read back: from its document, from its PDF by two readers, and from its DOCX."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pypdf
import pypdfium2
from docx.table import Table as WordTable

from d9311.packet.document import Document, Heading, Line, Paragraph, Place

FOOT = re.compile(r"Page\d+of\d+")
APPENDIX = "Appendix: where each statement comes from"


def lines(document: Document) -> Iterator[Line]:
    """Yield every line of a document before its appendix, cells of tables one by one."""
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.text == APPENDIX:
                return
        elif isinstance(block, Paragraph):
            yield from block.lines
        else:
            yield from (cell for row in block.rows for cell in row)


def text(line: Line) -> str:
    return "".join(span.text for span in line).replace("\N{NO-BREAK SPACE}", " ")


def texts(document: Document) -> list[str]:
    """What stands in the letter, line by line, headings and appendix left out."""
    return [text(line) for line in lines(document)]


def cited(document: Document) -> list[tuple[str, Place]]:
    """Each value that has a source, as it is printed, with the place to which its number leads."""
    found = []
    for line in lines(document):
        for before, span in zip(line, line[1:], strict=False):
            if span.place is not None:
                found.append((before.text, span.place))
    return found


def appendix(document: Document) -> list[list[str]]:
    """The rows of the appendix."""
    names = [block.text for block in document.blocks if isinstance(block, Heading)]
    if APPENDIX not in names:
        return []
    table = document.blocks[-1]
    assert not isinstance(table, Heading | Paragraph)
    return [[text(cell) for cell in row] for row in table.rows]


def texts_of_appendix(document: Document) -> list[str]:
    """What stands in the appendix above its rows."""
    names = [block.text if isinstance(block, Heading) else "" for block in document.blocks]
    behind = document.blocks[names.index(APPENDIX) :] if APPENDIX in names else ()
    return [text(line) for block in behind if isinstance(block, Paragraph) for line in block.lines]


def squeezed(words: str) -> str:
    """A text without white space and the marks at which a long word may be parted."""
    return re.sub(r"[\s\u200b\u00ad\ufffe]", "", words)


def read_docx(content: bytes) -> str:
    """The text of a DOCX in reading order, squeezed."""
    found = []
    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, WordTable):
            found += [cell.text for row in part.rows for cell in row.cells]
        else:
            found.append(part.text)
    return squeezed("".join(found))


def read_pdf(content: bytes, running: str) -> dict[str, str]:
    """The text of a PDF as two readers give it, squeezed, without the foot of each page."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return {"pypdf": _without_feet(pages, running), "pdfium": read_by_pdfium(content, running)}


def read_by_pdfium(content: bytes, running: str) -> str:
    """The same as one of them gives it, the quick one, for long files: all are written by one writer."""
    opened = pypdfium2.PdfDocument(content)
    pages = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    return _without_feet(pages, running)


def _without_feet(pages: list[str], running: str) -> str:
    return "".join(_without_foot(page, running) for page in pages)


def _without_foot(page: str, running: str) -> str:
    body, foot = squeezed(page), squeezed(running)
    found = re.search(re.escape(foot) + FOOT.pattern, body)
    assert found, "no page without its number"
    return body[: found.start()] + body[found.end() :]
