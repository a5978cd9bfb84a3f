"""What an upload is, told by its first bytes and its header before it is imported."""

from __future__ import annotations

import gzip
import io

import openpyxl
import pytest

from d9311.ingest import Refused
from d9311.ingest.mapping.matching import Mappings
from d9311.ingest.mapping.profiles import fingerprint
from d9311.ingest.mapping.proposal import Mapping
from d9311.ui.data.recognise import first_rows, profile_in, recognise
from tests.foreign import HEADER as FOREIGN
from tests.foreign import ROW as FOREIGN_ROW
from tests.reading import HEADER, ROW
from tests.x12.messages import check, interchange

PLAIN = f"{HEADER}\n{ROW}\n".encode()
X12 = interchange(check("0")).encode()
OPEN_DENTAL = "ClaimNum\tPatNum\tCarrierName\tProcCode\tProcDate\tClaimStatus\tFeeBilled\n"
GERMAN = "Fall;Kunde;Kasse;Leistung;Tag;Stand\n1;2;A;{0};x;y\n2;2;A;{0};x;y\n"


def workbook(*sheets: str) -> bytes:
    book = openpyxl.Workbook()
    for number, text in enumerate(sheets):
        sheet = book.create_sheet() if number else book.active
        assert sheet is not None
        for line in text.splitlines():
            sheet.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PLAIN, "claims"),
        (gzip.compress(PLAIN, mtime=0), "claims"),
        (X12, "claims"),
        (b"\xef\xbb\xbf" + X12, "claims"),
        (gzip.compress(X12, mtime=0), "claims"),
        (gzip.compress(PLAIN, mtime=0)[:12], None),
        (b"\x1f\x8bnothing", None),
        (OPEN_DENTAL.encode(), "claims"),
        (OPEN_DENTAL.encode("utf-16"), "claims"),
        (f"Report of May\r\n\r\n{OPEN_DENTAL}".replace("\t", ";").encode("cp1252"), "claims"),
        (b"ConsultID,PatNum,CommDateTime,ConsultedWith,Purpose\n", "consultations"),
        (b"ClaimNum,PatNum,Date,Procedure,ConsultNum,Physician\n", "consultations"),
        (b"Carrier\tPatName\tDateService\tDateSent\tAmount\t\n", "claims"),
        (GERMAN.format("D9311").encode(), "claims"),
        (GERMAN.format("9311").encode(), None),
        (workbook("Report", f"{FOREIGN}\n{FOREIGN_ROW}"), "claims"),
        (workbook("consultation_id,patient_id,consultation_date"), "consultations"),
        (workbook("a,b"), None),
    ],
)
def test_an_upload_is_recognised_by_its_content(content: bytes, kind: str | None) -> None:
    assert recognise(content) == kind


def test_a_saved_mapping_tells_the_kind_of_a_header_that_nobody_knows() -> None:
    content = GERMAN.format("9311").encode()
    saved = Mapping("consultations", header=fingerprint(GERMAN.splitlines()[0].split(";")))
    assert recognise(content, saved=[saved]) == "consultations"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n0", "x.csv is a picture. Export the report from the practice system as CSV and import that file."),
        (b"PK\x03\x04", "x.csv is a damaged workbook, or a part of one. Save or download it again."),
        (b"", "x.csv is empty. Export it again and import the new file."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_at_once(content: bytes, message: str) -> None:
    with pytest.raises(Refused) as caught:
        recognise(content, "x.csv")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (X12, "consultations", "x.835 is an X12 file, which holds claims. Import it as claims."),
        (b"payer_name,covers\nA,yes\n", "fees", 'x.835: the required column expected_fee (no header comes near it) is missing. '
         "Rename the header, or export the column, and import again."),
    ],
)  # fmt: skip
def test_a_file_given_as_what_it_is_not_is_refused_at_once(content: bytes, kind: str, message: str) -> None:
    with pytest.raises(Refused) as caught:
        first_rows(content, "x.835", kind, Mappings())
    assert str(caught.value) == message


def test_a_broken_mapping_is_refused_at_once() -> None:
    with pytest.raises(Refused) as caught:
        profile_in(b"kind = 'claims'\nx = \ny = 1", "mine.toml")
    assert str(caught.value) == (
        'mine.toml, line 2: this is not TOML. Write a name and what it means as "Name" = "column".'
    )
