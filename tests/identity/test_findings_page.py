"""The Data page says what joining the files found, opens its rows, and takes an answer to each guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.store import open_database
from tests.dropping import plain, press
from tests.identity.files import Files
from tests.identity.test_claims_found import SPLIT
from tests.identity.test_payers import GUESSED, PAID, answer
from tests.screens import open_page, text_of
from tests.x12.messages import claim, line

pytestmark = pytest.mark.slow


def payers(database: Path) -> set[str]:
    found = open_database(database).cursor().execute("select distinct payer from episodes").fetchall()
    return {name for (name,) in found}


def test_a_guessed_payer_is_refused_asked_again_and_confirmed(database: Path, tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.database = database
    files.take(*GUESSED)
    screen = open_page("pages/data.py")
    assert "DDCA seems to be Delta: so on 3 of 3 claims that tell it." in plain(text_of(screen))
    screen = press(screen, "It is not")
    assert payers(database) == {"DDCA", "Delta"}
    assert "DDCA is kept apart from Delta, as you said." in plain(text_of(screen))
    screen = press(screen, "Ask again")
    assert payers(database) == {"Delta"}
    screen = press(screen, "It is")
    assert payers(database) == {"Delta"}
    said = "DDCA is Delta from now on. To take that back, undo the import of payer_alias.csv."
    assert said in [one.value.replace("\\", "") for one in screen.success]
    assert "It is not" not in [button.label for button in screen.button]


def test_a_claim_joined_by_content_can_be_kept_apart(database: Path, tmp_path: Path) -> None:
    both = f"{SPLIT}\n C1 | D0220 | Delta | sent | p1 | 2025-01-10 | 30\n C1 | D9311 | Delta | sent | p1 | 2025-01-10 | 85"
    lines = [*line("AD:D0220", "30", "20", "CAS*CO*45*10"), *PAID]
    files = Files(tmp_path)
    files.database = database
    files.take(both, answer(claim("ZZ", "1", "115", "80", *lines), payer="Delta"))
    assert len(files.episodes()) == 1
    screen = open_page("pages/data.py")
    said = "1 row of remittances joined by content (payer, date, code and fee), because no claim number leads there."
    assert said in [plain(box.label) for box in screen.expander]
    press(screen, "It is not")
    assert len(files.episodes()) == 2


def test_an_opened_claim_says_what_joining_found(database: Path, tmp_path: Path) -> None:
    posted = (
        "claim_id | service_date | billed_amount | status | adjudicated_date | paid_amount\n"
        " C1 | 2025-01-10 | 85 | received | 2025-06-20 | 60\n"
        " C2 | 2025-01-10 | 85 | received | 2025-06-20 | 50"
    )
    files = Files(tmp_path)
    files.database = database
    paid = [claim(name, "1", "85", "60", *PAID, member=name) for name in ("C1", "C2")]
    files.take(posted, answer(*paid, payer="Delta"))
    screen = open_page("pages/work.py?part=claims", episode="practice|C1|1")
    said = plain(text_of(screen))
    assert "Paid $120.00 on $85.00 billed: look whether a payment counts twice." in said
    assert said.count("look whether a payment counts twice") == 1  # nothing of the other claim
    listed = open_page("pages/work.py?part=claims", period="all", rows="flag:paid more than billed")
    assert "Paid more than billed" in plain(text_of(listed)) or "paid more than billed" in plain(
        text_of(listed)
    )
