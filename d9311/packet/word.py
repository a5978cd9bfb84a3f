"""A document as DOCX, to be edited before it is sent, written by python-docx."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from d9311.packet.document import Document, Heading, Line, Paragraph, Table

RED, GREY = RGBColor(0xB0, 0x00, 0x20), RGBColor(0x5A, 0x5A, 0x5A)
FONT = "Georgia"
WIDTH = 6.5  # inches between the margins
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # no clock: the letter is dated by hand


def write(document: Document) -> bytes:
    """Return the DOCX."""
    word = docx.Document()
    _set_up(word, document)
    for parts in document.letterhead:
        _add(word.add_paragraph(), parts, after=1)
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = word.add_heading(block.text, block.level)
            heading.paragraph_format.page_break_before = block.new_page
        elif isinstance(block, Paragraph):
            _paragraph(word.add_paragraph(), block)
        else:
            _table(word, block)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _set_up(word: Any, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.language = document.title, "", "en-US"
    properties.created = properties.modified = EPOCH
    properties.comments = ""
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin = section.bottom_margin = Inches(0.8)
    for name, size in (("Normal", 10), ("Heading 1", 15), ("Heading 2", 11.5)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme"):
            fonts.attrib.pop(qn(script), None)
        fonts.set(qn("w:hAnsi"), FONT)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{document.running}\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(8), GREY


def _add_field(paragraph: Any, name: str) -> None:
    """Add a number that Word fills in."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(element)


def _paragraph(target: Any, block: Paragraph) -> None:
    target.paragraph_format.space_before = Pt(block.gap * 8)
    for number, parts in enumerate(block.lines):
        if number:
            target.add_run().add_break(WD_BREAK.LINE)
        _add(target, parts)


def _add(paragraph: Any, parts: Line, size: float | None = None, after: float | None = None) -> None:
    for span in parts:
        run = paragraph.add_run(span.text)
        if size:
            run.font.size = Pt(size)
        if span.look == "source":
            run.font.size, run.font.color.rgb = Pt(7), GREY
        elif span.look in ("missing", "late"):
            run.font.color.rgb = RED
            run.font.bold, run.font.italic = span.look == "missing", span.look == "late"
        elif span.look == "strong":
            run.font.bold = True
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)


def _table(word: Any, block: Table) -> None:
    table = word.add_table(rows=0, cols=len(block.widths))
    if block.heads:
        table.style = "Table Grid"
    table.autofit = False
    share = WIDTH / sum(block.widths)
    widths = [Inches(width * share) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if block.heads:
        heads = table.add_row()
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        heads._tr.get_or_add_trPr().append(mark)
        for cell, name in zip(heads.cells, block.heads, strict=True):
            cell.paragraphs[0].add_run(name).font.bold = True
    for parts in block.rows:
        for cell, content, width in zip(table.add_row().cells, parts, widths, strict=True):
            cell.width = width
            _add(cell.paragraphs[0], content, 8 if block.small else None, 1)
