"""A document as tagged PDF (PDF/UA-1), set by typst from `letter.typ`, which gets it as data, not markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import typst

from d9311.packet.document import UNREADABLE, Document, paragraph

TEMPLATE = Path(__file__).with_name("letter.typ")
# A word longer than this may be parted anywhere, as it would not fit into its cell.
LONG_WORD = re.compile(r"\S{18,}")
BREAK = "\N{ZERO WIDTH SPACE}"
# What typst says of a character that no font shows: PDF/UA takes none that would be an empty box.
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
NOTE = (
    f"{UNREADABLE} stands for a character that no font at hand shows; "
    "the same as DOCX or as a workbook has it."
)


def write(document: Document) -> bytes:
    """Return the PDF; the same document makes the same bytes. A character that no font shows is marked."""
    data = _data(document)
    try:
        return _typeset(data)
    except typst.TypstError as error:
        unshown = _unshown(error)
        if not unshown:
            raise
    noted = _data(replace(document, blocks=(*document.blocks, paragraph(NOTE))))
    while True:
        try:
            return _typeset(_changed(noted, partial(_marked, unshown)))
        except typst.TypstError as error:
            more = _unshown(error) - unshown
            if not more:
                raise
            unshown |= more


def _data(document: Document) -> object:
    blocks = [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks]
    return _changed(
        {**asdict(document), "blocks": blocks},
        lambda text: LONG_WORD.sub(lambda word: BREAK.join(word[0]), text),
    )


def _typeset(data: object) -> bytes:
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )
    return made


def _unshown(error: typst.TypstError) -> set[str]:
    clusters = UNSHOWN.findall(error.diagnostic or error.message)
    plain = "".join(ESCAPED.sub(lambda code: chr(int(code[1], 16)), cluster) for cluster in clusters)
    return {character for character in plain if ord(character) > 126}


def _marked(unshown: set[str], text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, unshown), UNREADABLE))


def _changed(value: object, change: Callable[[str], str]) -> object:
    """Return data with every text in them changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_changed(one, change) for one in value]
    return value
