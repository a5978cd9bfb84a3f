"""The files: a tagged PDF that two readers read as the DOCX reads, of any text, and names that say nothing."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date
from typing import Any

import docx
import duckdb
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from d9311.packet import KINDS, LateMark, Letterhead, Letterheads, make, packed, pdf, word
from d9311.packet.document import UNREADABLE, Document, Heading, Table, inert, line, paragraph
from d9311.packet.making import documents
from tests.conftest import ImportTables
from tests.packet.reading import cited, read_docx, read_pdf, squeezed
from tests.packet.test_letters import C1, C2, C3, CLAIMS, RECORDS, RULES
from tests.project.files import ROOT

HEADS = Letterheads(
    Letterhead("Cedar & Wick Dental", ("12 Main Street", "Springfield"), "555-0100", npi="1234567893")
)
LATE = {C1: {"reason": LateMark("first seen", date(2025, 2, 3))}}
OF_KIND = {"appeal": C1, "corrected": C1, "timely": C1, "records": C2}
# What reads as markup, field, formula or tag to somebody, and what no letter has.
NASTY = "#$*_`<>@=[]{}\\/&;:'\"~^|%!?-–.+()\t\n\r\0\x1b\u200b\u202e\u2066\ufeff\ue000\U0001f600áßłΩЖ0a Z"
nasty = st.text(st.sampled_from(NASTY) | st.characters(), max_size=40)


@pytest.fixture(scope="module")
def cursor(import_once: ImportTables) -> duckdb.DuckDBPyConnection:
    return import_once(claims=CLAIMS, consultations=RECORDS, payer_rules=RULES)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_both_readers_of_the_pdf_and_the_docx_give_the_same_words(
    cursor: duckdb.DuckDBPyConnection, kind: str
) -> None:
    episode = OF_KIND[kind]
    ((document, _),) = documents(cursor, [episode], kind, HEADS, late=LATE)
    files = {
        name.rpartition(".")[2]: content
        for name, content in make(cursor, [episode], kind, HEADS, late=LATE).items()
    }
    words = read_docx(files["docx"])
    assert read_pdf(files["pdf"], document.running) == {"pypdf": words, "pdfium": words}
    facts = [squeezed(f"{shown}{place.value}") for shown, place in cited(document)]
    assert len(facts) > 2
    missing = [
        shown
        for shown, place in cited(document)
        if squeezed(shown) not in words or squeezed(place.value) not in words
    ]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_is_tagged_titled_and_in_english(cursor: duckdb.DuckDBPyConnection, kind: str) -> None:
    (content,) = make(cursor, [OF_KIND[kind]], kind, HEADS, ("pdf",)).values()
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-US"
    assert bool(root["/MarkInfo"]["/Marked"])
    roles = {str(role) for role in _roles(root["/StructTreeRoot"])}
    assert roles >= {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"}
    assert reader.metadata is not None
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert b"pdfuaid" in content
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), "a font is not in the file"


def _roles(node: object) -> list[object]:
    found: list[object] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, pypdf.generic.IndirectObject) else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [one["/S"]] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_letter_is_one_page_and_enclosures_and_appendix_begin_new_ones(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    for episode in (C1, C2, C3):
        (content,) = make(cursor, [episode], "appeal", HEADS, ("pdf",)).values()
        pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]
        assert len(pages) == 3
        assert "Signature:" in pages[0]
        assert pages[1].startswith("Enclosures")
        assert pages[2].startswith("Appendix:")
        assert [f"Page{number}of3" in page for number, page in enumerate(pages, 1)] == [True] * 3


def test_same_letter_has_the_same_bytes_as_pdf(cursor: duckdb.DuckDBPyConnection) -> None:
    assert make(cursor, [C1], "appeal", HEADS, ("pdf",)) == make(cursor, [C1], "appeal", HEADS, ("pdf",))


def test_docx_is_edited_as_a_letter(cursor: duckdb.DuckDBPyConnection) -> None:
    (content,) = make(cursor, [C1], "appeal", HEADS, ("docx",)).values()
    made = docx.Document(io.BytesIO(content))
    headings = [
        (one.style.name, one.text)
        for one in made.paragraphs
        if one.style and "Heading" in str(one.style.name)
    ]
    assert headings == [
        ("Heading 1", "Appeal of a denied claim, D9311"),
        ("Heading 2", "The consultation, as recorded"),
        ("Heading 2", "Your codes, and our answer"),
        ("Heading 1", "Enclosures"),
        ("Heading 2", "Elements of the record"),
        ("Heading 1", "Appendix: where each statement comes from"),
    ]
    foot = made.sections[0].footer.paragraphs[0]
    assert foot.text == "Appeal of a denied claim, D9311, claim C1\tPage  of "
    assert [code.text for code in foot._p.iter() if code.tag.endswith("instrText")] == ["PAGE", "NUMPAGES"]
    assert made.core_properties.author == ""


def of(*texts: str) -> Document:
    """Return a document in which each text stands in a paragraph and in cells, and the first in the head."""
    said = [inert(text) for text in texts]
    blocks = [
        part
        for text in said
        for part in (paragraph(text), Table(((line(text), line(text)),), (1, 1), ("A", "B")))
    ]
    return Document("Title", "Foot", (line(said[0]),), (Heading("Heading", 1), *blocks))


def whole(texts: list[str]) -> str:
    said = [squeezed(inert(text)) for text in texts]
    return squeezed(f"{said[0]}Heading" + "".join(f"{text}AB{text}{text}" for text in said))


# A document of many texts takes hardly longer than that of one.
many_nasty = st.lists(nasty, min_size=1, max_size=12)
plain = st.text(st.sampled_from("#$*_`<>@=[]{}\\/&;:'\"~^|%!?-–.+()\n\t0a Z"), max_size=60)


@pytest.mark.slow
@settings(max_examples=20, derandomize=True)
@given(texts=many_nasty)
def test_text_of_a_file_is_never_markup_and_arrives_whole_in_the_docx(texts: list[str]) -> None:
    assert read_docx(word.write(of(*texts))) == whole(texts)


@pytest.mark.slow
@settings(max_examples=20, derandomize=True)
@given(texts=st.lists(plain, min_size=1, max_size=12))
def test_text_of_a_file_is_never_markup_and_arrives_whole_in_the_pdf(texts: list[str]) -> None:
    assert read_pdf(pdf.write(of(*texts)), "Foot") == {"pypdf": whole(texts), "pdfium": whole(texts)}


@pytest.mark.slow
@settings(max_examples=20, derandomize=True)
@given(texts=many_nasty)
def test_any_text_makes_a_pdf(texts: list[str]) -> None:
    assert pdf.write(of(*texts)).startswith(b"%PDF-")


def test_character_that_no_font_shows_is_marked_in_the_pdf_and_said() -> None:
    text = "a \U0001f9ff\U00013000 b"
    found = read_pdf(pdf.write(of(text)), "Foot")["pdfium"]
    assert "\U00013000" not in found
    assert f"{UNREADABLE}standsforacharacterthatnofontathandshows" in found
    assert "\U00013000" in read_docx(word.write(of(text)))


@given(text=st.text())
def test_inert_text_is_one_line_of_characters_that_are_seen(text: str) -> None:
    said = inert(text)
    assert said == " ".join(said.split(" "))
    kinds = {unicodedata.category(one) for one in said if one not in "\u200c\u200d"}
    assert kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert inert(said) == said


def test_long_word_stays_within_the_page() -> None:
    opened = pypdf.PdfReader(io.BytesIO(pdf.write(of("W" * 400))))
    assert squeezed(opened.pages[0].extract_text()).count("W") == 1600


def test_files_have_names_that_say_nothing_of_claim_or_patient(cursor: duckdb.DuckDBPyConnection) -> None:
    files = make(cursor, [C1, C3], "appeal", HEADS)
    stems = {name.rpartition(".")[0] for name in files}
    assert len(files) == 4
    assert len(stems) == 2
    assert all(stem.startswith("appeal-") and len(stem) == 17 for stem in stems)
    assert not any(part in name for name in files for part in ("C1", "C3", "ann", "cleo"))
    archive = zipfile.ZipFile(io.BytesIO(packed(files)))
    assert {name: archive.read(name) for name in archive.namelist()} == files
    assert packed(files) == packed(dict(reversed(files.items())))


def test_what_writes_files_is_loaded_only_when_one_is_written() -> None:
    code = (
        "import sys, d9311.cli, d9311.cli.packet, d9311.packet\n"
        "print(sorted({'typst', 'docx', 'lxml', 'pyarrow', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_library_that_writes_a_kind_of_file_is_imported_in_one_place() -> None:
    own = list((ROOT / "d9311").rglob("*.py"))
    for library, home in (("typst", "pdf.py"), ("docx", "word.py")):
        users = [path.name for path in own if f"\nimport {library}\n" in path.read_text(encoding="utf-8")]
        assert users == [home]
