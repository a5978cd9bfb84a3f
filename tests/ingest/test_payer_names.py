"""Payers whose names are nearly one: suggested on the Data page, made one by a click, or kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.filters import Filters
from d9311.frames import records
from d9311.ingest.payer_names import alike_payers
from d9311.store import open_database
from queries import listings
from tests.dropping import plain, press
from tests.screens import import_drawn, open_page

pytestmark = pytest.mark.slow

CLAIMS = """
claim_id | payer_name              | status |
C1       | Delta Dental of CA      | paid   |
C2       | Delta Dental of CA      | paid   |
C3       | DELTA DENTAL CALIFORNIA | denied |
C4       | Delta Dental of WA      | paid   |
"""


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("Delta Dental of CA", "DELTA DENTAL CALIFORNIA", True),
        ("Delta Dental of CA", "California Delta", True),
        ("Met Life Insurance Co.", "Metlife", True),
        ("Guardian Life", "Gaurdian Life", True),
        ("Cigna", "Cigna Dental Plans, Inc.", True),
        ("Delta Dental of CO", "Delta Dental of Colorado", True),
        ("Delta Dental of CA", "Delta Dental of WA", False),
        ("Delta Dental", "Delta Dental of CA", False),  # the state may be another's
        ("Aetna PPO", "Aetna DMO", False),
        ("Local 123", "Local 124", False),
        ("Delta Dental of Virginia", "Delta Dental of West Virginia", False),
        ("Dental Plan", "Insurance Co", False),  # no word that tells a payer
    ],
)
def test_names_are_alike_by_the_words_that_tell_a_payer(one: str, other: str, are_alike: bool) -> None:
    rows = [{"payer_key": name, "payer": name, "claim_rows": 1, "kept_apart": []} for name in (one, other)]
    assert bool(alike_payers(rows)) == are_alike


def payers(database: Path) -> dict[str, int]:
    rows = records(listings.run(open_database(database).cursor(), "payer_spellings", Filters()))
    return {row["payer"]: row["claim_rows"] for row in rows}


def suggested(screen: AppTest) -> list[str]:
    return [plain(one.value) for one in screen.text if " may be " in one.value or "kept apart" in one.value]


@pytest.fixture
def screen(database: Path) -> AppTest:
    import_drawn(database, claims=CLAIMS)
    return open_page("pages/data.py")


def test_one_click_makes_two_names_one_payer(database: Path, screen: AppTest) -> None:
    assert suggested(screen) == ["DELTA DENTAL CALIFORNIA may be Delta Dental of CA."]
    press(screen, "Make them one")
    assert suggested(screen) == []
    assert [plain(one.value).replace("\\_", "_") for one in screen.success] == [
        "DELTA DENTAL CALIFORNIA is Delta Dental of CA from now on. "
        "To take that back, undo the import of payer_alias.csv."
    ]
    assert payers(database) == {"Delta Dental of CA": 3, "Delta Dental of WA": 1}


def test_a_third_name_joins_those_that_are_one(database: Path, screen: AppTest) -> None:
    press(screen, "Make them one")
    more = "".join(f"\nE{number} | Calif. Delta  | paid |" for number in range(5))
    import_drawn(database, claims=f"claim_id | payer_name | status |{more}".replace("Calif.", "California"))
    screen = open_page("pages/data.py")
    assert suggested(screen) == ["Delta Dental of CA may be California Delta."]
    press(screen, "Make them one")
    assert payers(database) == {"California Delta": 8, "Delta Dental of WA": 1}


def test_names_of_two_payers_are_kept_apart_until_asked_again(database: Path, screen: AppTest) -> None:
    press(screen, "They are two")
    assert suggested(screen) == [
        "DELTA DENTAL CALIFORNIA is kept apart from Delta Dental of CA, as you said."
    ]
    assert payers(database) == {
        "Delta Dental of CA": 2,
        "DELTA DENTAL CALIFORNIA": 1,
        "Delta Dental of WA": 1,
    }
    press(screen, "Ask again")
    assert suggested(screen) == ["DELTA DENTAL CALIFORNIA may be Delta Dental of CA."]
