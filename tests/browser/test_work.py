"""The page Work in a real browser: from the month's files to the first letter, and a claim's state by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from d9311.desk.reading import states
from tests.browser.conftest import Serve, open_at, settle
from tests.browser.hand import Hand
from tests.screens import import_drawn
from tests.tables import write_export

pytestmark = pytest.mark.slow

SEPTEMBER = """
claim_id | patient_id | payer_name | service_date | submitted_date | adjudicated_date | paid_amount | adjustment_codes | status   |
W1       | P1         | Delta      | 2025-09-01   | 2025-09-02     | 2025-09-20       | 60.00       |                  | received |
W2       | P2         | Delta      | 2025-09-03   | 2025-09-04     |                  |             |                  | sent     |
"""
OCTOBER = """
claim_id | patient_id | payer_name | service_date | submitted_date | adjudicated_date | paid_amount | adjustment_codes | status   |
W2       | P2         | Delta      | 2025-09-03   | 2025-09-04     | 2025-10-10       | 0.00        | CO-50            | received |
W3       | P3         | Delta      | 2025-10-01   | 2025-10-02     | 2025-10-20       | 0.00        | CO-252           | received |
W4       | P4         | Cigna      | 2025-10-01   | 2025-10-02     |                  |             |                  | rejected |
"""
NOTES = """
consultation_id | patient_id | claim_id | consultation_date | consultation_time | reason | method | outcome |
K1              | P1         | W1       | 2025-09-01        | 10:00             | INR    | phone  | go on   |
K2              | P2         | W2       | 2025-09-03        | 10:00             | INR    | phone  | go on   |
"""
MOST_CLICKS = 8
FIRST_ROW = {"x": 150, "y": 52}  # of a table, in pixels from its corner


def choose_me(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Your name").fill(name)
    page.keyboard.press("Enter")
    settle(page)


@pytest.fixture
def september(serve_alone: Serve, tmp_path: Path) -> tuple[str, Path]:
    """Return the address of a server on September's data, and its database."""
    database = tmp_path / "d9311.duckdb"
    import_drawn(database, SEPTEMBER, NOTES)
    return serve_alone(database), database


def test_from_the_months_files_to_the_first_appeal_packet(
    page: Page, september: tuple[str, Path], tmp_path: Path
) -> None:
    hand = Hand(page)
    open_at(page, f"{september[0]}/data", "Data")
    hand.clicks += 1  # on the field that takes the files
    page.locator("input[type=file]").set_input_files(
        [write_export(tmp_path / "october.csv", "claims", OCTOBER)]
    )
    hand.click(page.get_by_role("button", name="Import 1 file"))
    page.get_by_text("3 rows read = 3 kept + 0 set aside").wait_for(timeout=60_000)
    hand.click(page.get_by_role("link", name="Work", exact=True))
    page.get_by_role("heading", level=1, name="Work").wait_for()
    hand.click(page.get_by_test_id("stMain").get_by_text("New · 3"))
    hand.click(page.get_by_test_id("stDataFrame").first, position=FIRST_ROW)
    download = hand.download(page.get_by_role("button", name="Appeal packet").first)
    packet = zipfile.ZipFile(io.BytesIO(download.path().read_bytes()))
    assert sorted(Path(name).suffix for name in packet.namelist()) == [".docx", ".pdf"]
    assert packet.read(next(name for name in packet.namelist() if name.endswith(".pdf"))).startswith(b"%PDF")
    assert hand.clicks <= MOST_CLICKS


def test_state_is_set_by_hand_and_taken_back_and_keys_lead_through_the_list(
    page: Page, september: tuple[str, Path]
) -> None:
    address, database = september
    import_drawn(database, OCTOBER)
    open_at(page, f"{address}/work", "Work")
    choose_me(page, "Ann")
    hand = Hand(page)
    hand.click(page.get_by_test_id("stDataFrame").first, position=FIRST_ROW)
    page.get_by_text("1 of 3").wait_for()
    settle(page)
    first = page.url
    page.keyboard.press("j")
    page.get_by_text("2 of 3").wait_for()
    settle(page)
    assert page.url != first
    page.keyboard.press("k")
    page.get_by_text("1 of 3").wait_for()
    settle(page)
    hand.click(
        page.get_by_role("radio", name="Sent").or_(page.get_by_role("button", name="Sent", exact=True))
    )
    page.get_by_text("1 item: sent.").wait_for()
    ((item, shown),) = states(database).items()
    assert (shown.state, shown.changed_by) == ("sent", "Ann")
    hand.click(page.get_by_text("Handled", exact=True))
    expect(page.get_by_test_id("stMain").get_by_text("1 of 1")).to_be_visible()
    hand.click(page.get_by_role("button", name="Undo"))
    assert states(database)[item].state == "to do"


def test_many_are_chosen_by_their_boxes_and_handled_at_once(page: Page, september: tuple[str, Path]) -> None:
    address, database = september
    import_drawn(database, OCTOBER)
    open_at(page, f"{address}/work", "Work")
    choose_me(page, "Ann")
    hand = Hand(page)
    for row in (0, 1):
        hand.click(
            page.get_by_test_id("stDataFrame").first, position={"x": 15, "y": FIRST_ROW["y"] + 35 * row}
        )
    page.get_by_text("2 items").wait_for()
    hand.click(page.get_by_role("button", name="Waiting"))
    page.get_by_text("2 items: waiting.").wait_for()
    assert [one.state for one in states(database).values()] == ["waiting", "waiting"]
    expect(page.get_by_test_id("stMain").get_by_text("To do · 1")).to_be_visible()
