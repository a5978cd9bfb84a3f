"""Every control of every page used once, with real data behind it; what is found is used, or the test
fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from d9311.contract import column_names
from d9311.ingest import import_files
from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import Serve, settle
from tests.browser.controls import Walk
from tests.browser.own_data import import_own
from tests.browser.wire import does
from tests.practices import write_numbered, write_practice
from tests.states import copy_database
from tests.tables import write_export

pytestmark = pytest.mark.slow

# The same on every page, and used on one: the filter bar, the menu, and the way from the sample data to one's
# own.
FILTERS = (" pop_", " filter_", " chip_", " quick_", "stButton clear")
# The last two are used by test_exports.py and tests/pages/test_kept_views.py: a note is seen once it is pinned.
MENU = (" menu_", " sample_banner", " linked_part", " page_exports", " note_")
EVERYWHERE = (*FILTERS, *MENU)
# What sets a filter, under which most charts are empty.
SETTING = ("_to_(practice|payer|provider|scenario|month)$",)
# What leaves few rows of the list of claims, or none, what makes another list of it, and what sets a filter.
NARROWING = (" narrow_", " claims_more", " narrow_list", " linked_every", *SETTING)
OF_SAMPLE = [path for path in ADDRESSES if path not in ("data", "work?part=changes")]
# Walked by `make test`; the other pages take minutes and are walked by `make walk`.
EVERYDAY = ("scenarios", "payers")
PAYERS = (
    "Harbor Dental Plan",
    "Bluefinch Dental Benefits",
)  # with most claims; one of them has the first card
# Downloads without a row to count: what is filled in, what was mended since, the mapping of columns, and the list of
# payer names, of which the sample has none.
EMPTY = ("template_", "aside_", "saved_mapping_", "list_csv_payer_alias")
# Answers that end what is asked, the import that takes the dropped file away, and what takes data away.
ENDING = ("payer_names_one", "it_is$", "stButton import$", "_remove$", "undo", " remove")
TAKEN_BACK = (" kind$", "map_column", "map_preset", "map_known", "map_keep")
FOREIGN = """Claim No,Chart #,Ins Carrier,ADA Code,Svc Date,Date Rcvd,Claim Status,Fee,Ins Pmt,Denial Reason,Notes
91,P1,Aetna,D9311,03/11/2025,03/21/2025,Closed,$120.00,$80.00,,x
92,P2,Aetna,D9311,03/12/2025,03/22/2025,Zed,$120.00,$0.00,no record,x
93,P3,Aetna,D9311,03/13/2025,03/23/2025,Closed,$120.00,$0.00,too late,x
"""
Walked = Callable[..., Walk]


@pytest.fixture(scope="module")
def sample(serve: Serve, sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server on the sample data with a fee schedule and rules for its largest
    payers."""
    database = tmp_path_factory.mktemp("fees") / "d9311.duckdb"
    copy_database(sample_data, database)
    fees = [{"payer_name": name, "expected_fee": "90.00"} for name in PAYERS]
    rules = [{"payer_name": name, "appeal_days": "90", "timely_filing_days": "30"} for name in PAYERS]
    import_files(
        database,
        fees=write_export(database.with_name("fees.csv"), "fees", fees),
        payer_rules=write_export(database.with_name("rules.csv"), "payer_rules", rules),
    )
    return serve(database)


@pytest.fixture(scope="module")
def own(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server on a small practice's own data; nothing here takes any of it away."""
    return serve(import_own(tmp_path_factory.mktemp("own") / "d9311.duckdb"))


@pytest.fixture
def walked(page: Page) -> Walked:
    """Return a function that uses every control of a page and fails where one was left."""

    def walk(address: str, title: str, **how: Any) -> Walk:
        done = Walk(page, address, title, **how)
        assert done.used
        assert set(done.used) == set(done.found)
        for name, opened in done.downloads.items():
            assert opened.rows or any(part in name for part in EMPTY), name
        return done

    return walk


def sign(walk: Walk) -> None:
    """Say who works here where that is asked and not known: nothing is done by nobody."""
    box = walk.page.locator(".st-key-work_me").get_by_role("combobox")
    if box.count() and not box.input_value():
        box.fill("Sam")
        does(walk.page, lambda: walk.page.keyboard.press("Enter"))


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=() if path in EVERYDAY else pytest.mark.walk) for path in OF_SAMPLE]
)
def test_every_control_of_a_page_works_on_the_sample(walked: Walked, sample: str, path: str) -> None:
    walked(f"{sample}/{path}", ADDRESSES[path], but=EVERYWHERE, prepare=sign, last=NARROWING, anew=SETTING)


@pytest.mark.parametrize(
    "only", [FILTERS, pytest.param(MENU, marks=pytest.mark.walk)], ids=["filters", "menu"]
)
def test_every_control_that_stands_on_all_pages_works(
    walked: Walked, sample: str, only: tuple[str, ...]
) -> None:
    walked(f"{sample}/work?part=claims", "Work", only=only, but=("clear_empty",))


@pytest.mark.walk
def test_every_control_of_what_changed_works(walked: Walked, own: str) -> None:
    walked(f"{own}/work?part=changes&period=all", "Work", but=EVERYWHERE)


def test_the_way_out_of_a_card_without_claims_works(walked: Walked, own: str) -> None:
    walked(
        f"{own}/payers?part=card&card=Aetna&period=custom&from=2025-01-01&to=2025-01-31",
        "Payers",
        only=("clear_card",),
    )


def test_every_control_of_an_opened_claim_works(walked: Walked, own: str) -> None:
    walked(
        f"{own}/work?part=claims&period=all&episode=practice%7CC4%7C1",
        "Work",
        but=(*EVERYWHERE, " claims_", " narrow_"),
    )


@pytest.mark.walk
def test_every_control_of_the_data_page_works(walked: Walked, serve_alone: Serve, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.csv"
    foreign.write_text(FOREIGN, encoding="utf-8")

    def drop_once(walk: Walk) -> None:
        understood = walk.page.get_by_text("columns understood")
        if "stButton import" not in walk.used and not understood.count():
            walk.page.locator("input[type=file]").set_input_files(foreign)
            understood.wait_for()
            settle(walk.page)

    address = serve_alone(import_own(tmp_path / "d9311.duckdb"))
    walk = walked(
        f"{address}/data",
        "Data",
        but=EVERYWHERE,
        prepare=drop_once,
        last=ENDING,
        back=TAKEN_BACK,
        objected=("map_",),
    )
    files = {name.split()[1]: opened for name, opened in walk.downloads.items()}
    for kind in ("claims", "consultations"):
        for ending in ("csv", "xlsx"):
            assert files[f"template_{kind}_{ending}"].columns == list(column_names(kind))
    assert [row["claim_id"] for row in files["aside_export"].rows] == ["CA"]
    assert files["saved_mapping_export"].columns


@pytest.mark.parametrize(
    ("address", "title", "level", "only"),
    [
        (
            "work?part=claims&period=custom&from=1990-01-01&to=1990-01-02",
            "No row meets these filters",
            2,
            "stButton clear_empty",
        ),
        ("payers?part=card&card=Harbor+Dental+Pla", "Payers", 1, " near_"),
    ],
)
def test_every_way_out_of_a_page_without_numbers_works(
    walked: Walked, sample: str, address: str, title: str, level: int, only: str
) -> None:
    walked(f"{sample}/{address}", title, level=level, only=(only,))


@pytest.mark.walk
def test_every_step_from_damaged_data_to_two_practices_works(
    walked: Walked, serve_alone: Serve, tmp_path: Path
) -> None:
    database = tmp_path / "d9311.duckdb"
    database.write_bytes(b"no database")
    address = serve_alone(database)
    walked(address, "The data do not open", level=2, only=("Go to the Data page",))
    walked(f"{address}/data", "Data", only=("remove",))
    walked(address, "Nothing is loaded yet", level=2, only=("Load your files",))
    claims = [{"patient_id": f"0104{number}", "service_date": "2025-01-15"} for number in range(5)]
    import_files(database, claims=[write_export(tmp_path / "claims.csv", "claims", claims)])
    walked(f"{address}/scenarios", "Scenarios", only=("full_page_state",))
    walked(f"{address}/work?part=changes", "Work", only=("full_page_state",))
    walked(f"{address}/payers?part=card", "Payers", only=("Load payer rules", "Load a fee schedule", "Enter"))
    walked(f"{address}/data", "Data", only=("remove",))
    more = write_export(tmp_path / "more.csv", "claims", claims)
    notes = write_export(
        tmp_path / "notes.csv", "consultations", [{"patient_id": f"104{n}"} for n in range(5)]
    )
    walked(f"{address}/data", "Data", prepare=_giving([more, notes], "Try it"), only=(" try$",))
    practices = [write_practice(tmp_path, name) for name in ("a", "b")]
    files = [file for of_kind in practices for paths in of_kind.values() for file in paths]
    asked = (" practice", " another", " newer")
    walked(
        f"{address}/data",
        "Data",
        prepare=_giving(files, "Another practice, or newer data?"),
        only=asked,
        objected=asked,
    )


@pytest.mark.walk
def test_every_answer_about_numbers_in_another_writing_works(
    walked: Walked, serve_alone: Serve, tmp_path: Path
) -> None:
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[write_numbered(tmp_path, "before", "00{}")])
    after = write_numbered(tmp_path, "after", "{}")
    asked = (" practice", " another", " leave", " newer")  # the link to the undo: test_rewritten.py
    walked(
        f"{serve_alone(database)}/data",
        "Data",
        prepare=_giving([after], "The same numbers, written in another way?"),
        only=asked,
        objected=asked,
        last=(" leave", " another", " newer"),
    )


def _giving(files: list[Path], then: str) -> Callable[[Walk], None]:
    """Return what drops files on the Data page, imports them and waits for what is said then."""

    def give(walk: Walk) -> None:
        walk.page.locator("input[type=file]").set_input_files(files)
        walk.page.locator(".st-key-import button").click()
        walk.page.get_by_text(then).first.wait_for()
        settle(walk.page)

    return give
