"""A document as tagged PDF (PDF/UA-1), set by typst from `letter.typ`, which gets it as data, not markup."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import typst

from d9311.packet.document import Document

TEMPLATE = Path(__file__).with_name("letter.typ")
# A word longer than this may be parted anywhere, as it would not fit into its cell.
LONG_WORD = re.compile(r"\S{18,}")
BREAK = "\N{ZERO WIDTH SPACE}"


def write(document: Document) -> bytes:
    """Return the PDF. The same document makes the same bytes."""
    blocks = [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks]
    data = json.dumps(_breakable({**asdict(document), "blocks": blocks}), ensure_ascii=False)
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"document": data}, format="pdf", pdf_standards="ua-1", timestamp=0
    )
    return made


def _breakable(value: object) -> object:
    if isinstance(value, str):
        return LONG_WORD.sub(lambda word: BREAK.join(word[0]), value)
    if isinstance(value, dict):
        return {key: _breakable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(one) for one in value]
    return value
