"""The valid table, and a file as the pieces that a pollution changes."""

from __future__ import annotations

from dataclasses import dataclass, field

NAMES = [
    *("claim_id", "patient_id", "payer_name", "procedure_code", "service_date", "submitted_date"),
    *("adjudicated_date", "status", "billed_amount", "allowed_amount", "paid_amount", "adjustment_codes"),
    "provider_name",
]
ROWS = [
    "C101|P11|Delta Dental|D9311|2025-01-15|2025-01-16|2025-02-05|paid|100.00|80.00|60.00|CO-45:20.00|Dr Ames",
    "C102|P12|Nørthwind|D9311|2025-01-16|2025-01-17|2025-02-06|denied|110.00|90.00|0.00|CO-16:110.00|Dr Bell",
    "C103|P13|Aetna|D9311|2025-01-17|2025-01-18||pending|120.00||||Dr Cole",
    "C104|P14|Cigna|D9311|2025-01-20|2025-01-21|2025-02-10|partial|130.00|85.00|40.00|CO-45:45.00|Dr Ames",
    "C105|P15|Guardian|D0120|2025-01-21|2025-01-22|2025-02-11|paid|55.00|50.00|50.00|CO-45:5.00|Dr Bell",
    "C106|P16|MetLife|D9311|2025-01-22|2025-01-23|2025-02-12|paid|140.00|95.00|70.00||Dr Dunn",
    "C107|P17|Humana|D9311|2025-01-23|2025-01-24|2025-02-13|denied|150.00|99.00|0.00|CO-50:150.00|Dr Eads",
    "C108|P18|Principal|D9311|2025-01-24|2025-01-25|2025-02-14|paid|160.00|97.00|65.00|CO-45:63.00|Dr Ames",
]


@dataclass
class Line:
    """One record: the text of each cell, the delimiter after each but the last, the quote around each."""

    cells: list[str]
    delimiters: list[str]
    quote: str
    escape: str
    end: str

    def text(self) -> str:
        left, right = self.quote, self.quote[::-1]
        written = [self._quoted(cell, left, right) for cell in self.cells]
        pairs = zip(written, [*self.delimiters, ""][: len(written)], strict=True)
        return "".join(cell + delimiter for cell, delimiter in pairs) + self.end

    def _quoted(self, cell: str, left: str, right: str) -> str:
        inner = cell.replace(left, self.escape + left) if left else cell
        return left + inner + right


@dataclass
class File:
    """A file: `lines[0]` is its header.

    `lost`: claims that a pollution takes out, which nothing can bring back; `also`: claims that it adds, each
    with the one whose values it has; `payers`: what a claim's payer is then called.
    """

    lines: list[Line]
    encoding: str = "utf-8"
    before: str = ""
    after: str = ""
    lost: set[str] = field(default_factory=set)
    also: dict[str, str] = field(default_factory=dict)
    payers: dict[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        text = self.before + "".join(line.text() for line in self.lines) + self.after
        return text.encode(self.encoding, "surrogateescape")

    def line(self, *cells: str) -> Line:
        """A further record in the manner of the file."""
        model = self.lines[0]
        delimiter = (model.delimiters or [","])[0]
        return Line(list(cells), [delimiter] * (len(cells) - 1), model.quote, model.escape, model.end)


def valid(style: str) -> File:
    """The valid file, `plain` or with every cell `quoted`; the quoted one needs its quotes."""
    quote = '"' if style == "quoted" else ""
    tables = [NAMES, *(row.split("|") for row in ROWS)]
    if quote:
        tables[4][2], tables[8][2] = 'Cigna, "East"', "Principal, Inc"
    return File([Line(list(cells), [","] * (len(NAMES) - 1), quote, quote, "\r\n") for cells in tables])
