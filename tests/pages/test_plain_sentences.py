"""Where the data carry no statistics, pages say so in a plain sentence, and never NaN, infinity or None."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screens import import_drawn, open_page, text_of
from tests.spec.drawn import decided_claims

pytestmark = pytest.mark.slow

NOT_A_NUMBER = re.compile(r"\b(?:nan|NaN|NaT|-?inf|[Ii]nfinity|None(?! is wrong))\b|<NA>")
PAGES = (
    "dashboard.py",
    "pages/payers.py",
    "pages/payers.py?part=approval",
    "pages/practices.py",
    "pages/documentation.py",
    "pages/documentation.py?part=elements",
    "pages/payers.py?part=chance",
)

Rows = list[dict[str, str]]


def notes_of(claims: Rows, written: bool) -> Rows:
    """A consultation for each claim, its outcome written or not."""
    outcome = {"outcome": "go on"} if written else {}
    return [
        {"consultation_id": row["claim_id"], "patient_id": row["patient_id"], "reason": "INR", **outcome}
        for row in claims
    ]


def claims_of(name: str, approved: int, denied: int, **cells: str) -> Rows:
    rows = decided_claims(name, approved, denied, payer_name=name, **cells)
    return [{**row, "patient_id": row["claim_id"]} for row in rows]


TWO_PAYERS = [*claims_of("Delta", 6, 0), *claims_of("Aetna", 7, 0)]
CASES: dict[str, tuple[Rows, Rows, dict[str, str], tuple[str, ...]]] = {
    "too few": (
        claims_of("Delta", 2, 1), notes_of(claims_of("Delta", 2, 0), True), {},
        ("Delta: 2 of 3 approved: too few to tell", "Fewer than two payers, or all claims decided alike: nothing to compare."),
    ),
    "one payer": (
        claims_of("Delta", 20, 20), notes_of(claims_of("Delta", 20, 0), True), {},
        ("Delta: 20 of 40 approved (35–65%): nothing to compare with among your other payers",),
    ),
    "all approved": (
        TWO_PAYERS, [*notes_of(TWO_PAYERS[:6], False), *notes_of(TWO_PAYERS[6:], True)], {},
        ("Delta: 6 of 6 approved (61–100%): nothing to compare with among your other payers",
         "Outcome missing: first denied 0 of 6 with the gap, 0 of 7 without it: no payer has decided claims of both kinds"),
    ),
    "no date by the basis": (
        [{**row, "adjudicated_date": "", "status": "paid" if row["paid_amount"] == "60" else "denied"} for row in claims_of("Delta", 9, 9)],
        notes_of(claims_of("Delta", 9, 2), True)[:5] + notes_of(claims_of("Delta", 9, 9), False)[5:], {"basis": "decided"},
        ("Delta: 9 of 18 approved (29–71%): nothing to compare with among your other payers",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_page_says_in_words_what_the_data_cannot_carry(
    case: tuple[Rows, Rows, dict[str, str], tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims, consultations, link, said = case
    database = tmp_path / "d9311.duckdb"
    monkeypatch.setenv("D9311_DB", str(database))
    import_drawn(database, claims, consultations)
    said_there = ""
    for file in PAGES:
        screen = open_page(file, period="all", **link)
        shown = text_of(screen)
        said_there += shown
        drawn = " ".join(chart.proto.spec for chart in screen.get("plotly_chart"))
        tables = " ".join(frame.value.to_csv(na_rep="") for frame in screen.dataframe)
        assert NOT_A_NUMBER.findall(shown) == [], file
        assert re.findall("NaN|Infinity", drawn) == [], file
        assert re.findall(r"\b-?inf\b", tables) == [], file
    for sentence in said:
        assert sentence in said_there
