"""Every fact of every letter leads back to the cell of the file that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings

from d9311.packet.document import Document
from d9311.packet.facts import gather
from d9311.packet.letterhead import Letterheads
from d9311.packet.making import KINDS, documents
from d9311.store import open_database
from tests.oracle import Export
from tests.packet.places import as_printed, in_file
from tests.packet.reading import appendix, cited, lines, texts_of_appendix
from tests.production import import_export
from tests.project.files import ROOT
from tests.random_exports import random_export
from tests.states import import_files
from tests.strategies import IS_THOROUGH, exports, some
from tests.tables import write_export
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

RULES = """
payer_name              | appeal_days | timely_filing_days | source           | as_of
Tamarack Smile Trust    | 180         | 365                | manual, page 12  | 2025-02-01
Willow & Wren Dental    | 90          |                    | letter of the 3rd | 2025-03-01
"""


def letters(cursor: duckdb.DuckDBPyConnection) -> Iterator[Document]:
    """Every letter that the data allow, of every kind."""
    ids = [row[0] for row in cursor.execute("select episode_id from episodes order by 1").fetchall()]
    cases = gather(cursor, ids)
    for kind, letter in KINDS.items():
        wanted = [case.episode_id for case in cases if letter.refusal(case) is None]
        yield from (document for document, _ in documents(cursor, wanted, kind, Letterheads()))


def assert_traced(document: Document, folder: Path) -> int:
    """Each value beside its number is the value of the appendix, and that is the value of the file."""
    rows = appendix(document)
    found = cited(document)
    for shown, place in found:
        assert in_file(place, folder) == place.value, place
        if not shown.startswith(" ("):  # the cell of codes, of which the letter names one
            assert as_printed(shown, place) == place.value
    numbers = [span.text.strip() for line in lines(document) for span in line if span.place is not None]
    assert (
        list(dict.fromkeys(numbers))
        == [row[0] for row in rows]
        == [f"[{n}]" for n in range(1, len(rows) + 1)]
    )
    listed = {(row[1], row[2], row[3], row[4]) for row in rows}
    assert listed == {
        (one.value, one.file_name, f"segment {one.line}" if one.is_segment else str(one.line), one.column)
        for _, one in found
    }
    return len(found)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[duckdb.DuckDBPyConnection, Path]:
    folder = tmp_path_factory.mktemp("sample")
    files = {kind: folder / f"{kind}.csv" for kind in ("claims", "consultations")}
    for kind, path in files.items():
        path.write_bytes((ROOT / "sample_data" / f"{kind}.csv").read_bytes())
    rules = write_export(folder / "payer_rules.csv", "payer_rules", RULES)
    import_files(folder / "d9311.duckdb", payer_rules=rules, **{kind: [path] for kind, path in files.items()})
    return open_database(folder / "d9311.duckdb").cursor(), folder


def test_every_fact_of_the_letters_of_the_sample_stands_in_its_cell_and_they_speak_of_no_segment(
    sample: tuple[duckdb.DuckDBPyConnection, Path],
) -> None:
    cursor, folder = sample
    ids = [
        row[0]
        for row in cursor.execute("select episode_id from episodes where outcome = 'denied'").fetchall()
    ]
    assert len(ids) == 319
    some_ids = sorted(ids)[:: 1 if IS_THOROUGH else 7]
    facts = 0
    for kind, letter in KINDS.items():
        wanted = [case.episode_id for case in gather(cursor, some_ids) if letter.refusal(case) is None]
        made = documents(cursor, wanted, kind, Letterheads())
        assert len(made) == len(wanted) > 0
        facts += sum(assert_traced(document, folder) for document, _ in made)
        assert not any("segment" in text for document, _ in made for text in texts_of_appendix(document))
    assert facts > (20_000 if IS_THOROUGH else 2_900)


def assert_all_traced(export: Export, folder: Path) -> int:
    return sum(assert_traced(document, folder) for document in letters(import_export(folder, export)))


@pytest.mark.parametrize("seed", range(60 if IS_THOROUGH else 1))
def test_every_fact_of_many_generated_claims_stands_in_its_cell(seed: int, tmp_path: Path) -> None:
    assert assert_all_traced(random_export(seed, 60), tmp_path) > 500


@settings(some, max_examples=some.max_examples if IS_THOROUGH else 1)
@given(export=exports())
def test_every_fact_of_few_generated_claims_stands_in_its_cell(
    tmp_path_factory: pytest.TempPathFactory, export: Export
) -> None:
    assert_all_traced(export, tmp_path_factory.mktemp("few"))


# Two claims of the practice, and one that only the payer tells of; the second line of C1 is answered twice.
OWN = """claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount,submitted_date
C1,P1,Delta,D0120,2025-01-10,sent,50,2025-01-12
C1,P1,Delta,D9311,2025-01-10,sent,100,2025-01-12
"""
SENT = interchange(
    batch(
        ["CLM*C1*150***11:B:1*Y*A*Y*Y", "PWK*OZ*EL***AC*ATT1", "LX*1", "SV3*AD:D0120*50****1",
         "DTP*472*D8*20250110", "LX*2", "SV3*AD:D9311*100****1", "DTP*472*D8*20250110"],
        ["CLM*C2*80***11:B:7*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*80****1", "DTP*472*D8*20250111"],
    ),
    guide=DENTAL,
)  # fmt: skip
FIRST = interchange(
    check(
        "0",
        claim("C1", "4", "150", "0", *line("AD:D0120", "50", "0", "CAS*CO*97*50"),
              *line("AD:D9311", "100", "0", "CAS*CO*252*100", "LQ*HE*N706")),
        claim("C8", "4", "90", "0", *line("AD:D9311", "90", "0", "CAS*PR*204*90", day="20250115"),
              member="M8", name="ANN"),
    )
)  # fmt: skip
SECOND = interchange(
    check(
        "0", claim("C1", "4", "100", "0", *line("AD:D9311", "100", "0", "CAS*CO*50*100"), control="ICN9"),
        claim("C2", "4", "80", "0", *line("AD:D9311", "80", "0", "CAS*CO*97*80", day="20250111")),
        trace="T2", day="20250401",
    )
)  # fmt: skip
TALK = """
consultation_id | patient_id | claim_id | consultation_date | consultation_time | reason | outcome | method |
K1              | P1         | C1       | 2025-01-10        | 09:30             | INR    | go on   | phone  |
"""


def test_every_fact_of_an_electronic_claim_leads_back_to_its_segment(tmp_path: Path) -> None:
    texts = {"own.csv": OWN, "sent.837": SENT, "first.835": FIRST, "second.835": SECOND}
    for name, content in texts.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    notes = write_export(tmp_path / "notes.csv", "consultations", TALK)
    claims = [tmp_path / name for name in texts]
    import_files(tmp_path / "d9311.duckdb", claims=claims, consultations=[notes])
    cursor = open_database(tmp_path / "d9311.duckdb").cursor()
    assert cursor.execute("select outcome, count(*) from episodes group by all").fetchall() == [("denied", 3)]
    made = list(letters(cursor))
    assert sum(assert_traced(document, tmp_path) for document in made) > 80
    files = {place.file_name for document in made for _, place in cited(document)}
    assert files == {*texts, "notes.csv", "denial_codes.csv"}
    told = [text for document in made for text in texts_of_appendix(document)]
    assert sum("it is the segment of the service line" in text for text in told) == len(made)
