"""Old addresses: each leads to the page and the part that shows now what it showed, its query with it."""

from __future__ import annotations

import pytest

from d9311.moved import MOVED, moved
from d9311.ui.menu import PAGES
from tests.screens import parts_of

FILES = {page.file.removeprefix("pages/").removesuffix(".py"): page.file for page in PAGES}
FILES[""] = FILES.pop("dashboard")


@pytest.mark.parametrize(
    ("page", "query", "address"),
    [
        ("approval_rates", "period=all&payer=A%26B", "/payers?part=approval&period=all&payer=A%26B"),
        ("payer", "card=Delta+Dental", "/payers?part=card&card=Delta+Dental"),
        ("time_to_decision", "first=A&second=B", "/payers?part=time&first=A&second=B"),
        ("signals", "", "/payers?part=chance"),
        ("signals", "look=2025-01&period=all", "/practices?part=months&look=2025-01&period=all"),
        ("signals", "recalculate=2025-01", "/practices?part=months&recalculate=2025-01"),
        ("documentation_gaps", "payer=A&payer=B", "/documentation?payer=A&payer=B"),
        ("scenario_frequency", "", "/scenarios"),
        ("comparisons", "by=Providers", "/practices?part=alike&by=Providers"),
        ("comparisons", "against=year", "/practices?part=periods&compare=last_year"),
        ("comparisons", "split=Practice", "/practices?part=periods&split=Practice"),
        ("claims", "rows=outcome%3Adenied&rows=payer%3A", "/work?part=claims&rows=outcome%3Adenied&rows=payer%3A"),
        ("ledger", "", "/work?part=ledger"),
        ("changes", "payer=A", "/work?part=changes&payer=A"),
        ("money", "period=all", "/?part=money&period=all"),
        ("money", "money=effect&event=2", "/work?part=effect&event=2"),
        ("work", "desk=handled", None),
        ("", "", None),
        ("_stcore/health", "", None),
        ("data", "", None),
    ],
)  # fmt: skip
def test_old_address_leads_to_the_new_one_with_its_query(page: str, query: str, address: str | None) -> None:
    assert moved(page, query) == address


def test_every_old_address_leads_to_a_part_that_there_is() -> None:
    assert [(old, part) for old, _, new, part in MOVED if part not in parts_of(FILES[new])] == []
    assert {old for old, *_ in MOVED} & {*FILES} == set()


def test_no_two_pages_have_a_part_of_one_name() -> None:
    """So that the address of a page that was left may hold the part of the page that it led to."""
    named = [part for file in FILES.values() for part in parts_of(file) if part]
    assert sorted(named) == sorted(set(named))
