"""One of the two files alone, or claims without D9311: said in a sentence, and nothing counted of what is not
there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import queries
from d9311.filters import Filters
from d9311.ingest.report import ImportReport
from d9311.store import open_database
from d9311.ui.documentation.checks import OF_CLAIMS
from d9311.ui.shell import SAMPLE
from tests.pages.drawn import CLAIMS, CONSULTATIONS
from tests.screens import PAGES, import_drawn, open_page, text_of
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

NO_CONSULTATIONS, NO_CLAIM = "No consultations are loaded", "No D9311 claim is loaded"
# Pages on which the missing file leaves something out.
SAY = {
    NO_CONSULTATIONS: {
        "dashboard.py", "dashboard.py?part=money", "pages/work.py?part=ledger", "pages/documentation.py",
        "pages/documentation.py?part=elements",
        *(page for page in PAGES if page.startswith("pages/scenarios.py")),
    },
    NO_CLAIM: {
        "dashboard.py", "dashboard.py?part=money", "pages/work.py?part=ledger", "pages/work.py?part=effect",
        "pages/documentation.py", "pages/documentation.py?part=checks", "pages/scenarios.py?part=followed",
        *(page for page in PAGES if page.startswith(("pages/payers.py", "pages/practices.py"))),
    },
}  # fmt: skip
NOBODY_WORKED = "0 of 0 worked denials were paid later, 0 of 0 comparable ones that nobody worked"
NOTHING_DECIDED = r"0/0\s+Nothing is decided in this period"  # of the claim that is there
OTHERS = """
claim_id | patient_id | procedure_code | practice_id |
C1       | P1         | D9310          | own         |
C2       | P1         | D0120          | own         |
C3       | P2         | D0120          | own         |
C4       | P2         | crown, Doe     | own         |
"""


ALONE = {
    "one claim": {"claims": "claim_id | status |\nC1 | sent |"},
    "claims": {"claims": CLAIMS},
    "one consultation": {"consultations": "consultation_id |\nK1 |"},
}
NO_NUMBER = re.compile(r"\b(nan|inf|nat)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Import rows of one kind alone: a single one, of which as much is computed as of few, and decided claims."""
    made = {name: tmp_path_factory.mktemp("alone") / "d9311.duckdb" for name in ALONE}
    for name, path in made.items():
        import_drawn(path, **ALONE[name])
    return made


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("name", ALONE)
def test_a_page_opens_on_one_kind_alone_and_says_once_that_the_other_file_is_missing(
    alone: dict[str, Path], monkeypatch: pytest.MonkeyPatch, file: str, name: str
) -> None:
    says = NO_CONSULTATIONS if "claims" in ALONE[name] else NO_CLAIM
    monkeypatch.setenv("D9311_DB", str(alone[name]))
    shown = text_of(screen := open_page(file, period="all"))
    assert len(screen.title) == 1
    assert not NO_NUMBER.search(shown)
    if file.startswith("pages/data.py"):
        return
    titles = [one.value for one in screen.header if says in one.value]
    assert len(titles) == (file in SAY[says])
    shown = re.sub(NOTHING_DECIDED, "", shown.replace(NOBODY_WORKED, ""))
    assert ("0 of 0" in shown, "0/0" in shown, "Billed without record" in shown) == (False, False, False)
    labels = [one.proto.label for one in screen.get("download_button") if "workbook" in one.proto.label]
    missing = "Consultations" if says == NO_CONSULTATIONS else "Claims"
    assert labels == [f"{missing}: workbook to fill in"] * (file in SAY[says])


def test_the_overview_keeps_what_one_file_tells(database: Path) -> None:
    import_drawn(database, consultations=CONSULTATIONS)
    shown = text_of(open_page("dashboard.py", period="all"))
    assert ("Records that are complete" in shown, "Approval rate" in shown) == (True, False)
    assert re.search(r"^Newest consultation \d+ \w+ \d{4} · 0 rows set aside$", shown, re.MULTILINE)


def test_checks_of_claims_alone_are_checks(drawn_database: Path) -> None:
    checks = queries.run(open_database(drawn_database).cursor(), "billing_checks", Filters())["check"]
    assert {*OF_CLAIMS} <= {*checks}


def test_claims_without_d9311_say_so_and_do_not_replace_the_sample(database: Path, tmp_path: Path) -> None:
    import_files(database, claims=[SAMPLE["claims"]], consultations=[SAMPLE["consultations"]])
    report = _imported(database, tmp_path, OTHERS)
    assert (report.sample_removed, report.files[0].rows_kept) == (False, 4)
    assert [one.message for one in report.files[0].warnings if one.rule == "no_d9311"] == [
        "claims.csv: 4 rows kept, none is D9311; exported codes are D0120 (2), D9310 (1); 1 row has something else in "
        "that column. No number follows from it: export the claims with D9311 too, or choose another column for the "
        "procedure code."
    ]
    own = _imported(database, tmp_path, OTHERS.replace("D9310", "D9311"))
    assert own.sample_removed
    assert [one.message for one in own.files[0].warnings if one.rule == "no_d9311"] == []


def _imported(database: Path, folder: Path, table: str) -> ImportReport:
    return import_files(database, claims=[write_export(folder / "claims.csv", "claims", table)])
