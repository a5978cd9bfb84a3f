"""A document as one HTML file that loads nothing."""

from __future__ import annotations

from html import escape

from d9311.packet.document import Block, Document, Heading, Line, Paragraph

STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; }
tr { border-bottom: 1px solid #8886; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""


def write(document: Document) -> str:
    """Return the page; text of a file is text in it, never markup."""
    body = "\n".join(_block(block) for block in document.blocks)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(document.title)}</title><style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{'<br>'.join(map(_line, block.lines))}</p>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.heads)
    rows = "\n".join(f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"


def _line(parts: Line) -> str:
    return "".join(escape(span.text) for span in parts)
