"""State stays with the right episode: through imports, undo, the same file again, and corrected numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.desk import reading
from tests.desk.working import Desk
from tests.desk.world import notes
from tests.identity.test_one_event import TOLD, posted
from tests.spec.drawn import claim_lines, consultations
from tests.states import import_files
from tests.tables import draw, write_export

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_state_follows_what_a_newer_export_tells_anew_and_goes_back_with_its_undo(desk: Desk) -> None:
    """The undated first row of B1 comes last, so that its episode is called after the new number."""
    desk.take(claim_lines("""
    claim | patient | service    | sent       | decided | paid |
    A1    | ann     | 2025-01-15 | 2025-01-16 |         |      | its row is replaced
    B1    | ben     | 2025-01-15 |            |         |      | its number is corrected
    C1    | cleo    | 2025-01-15 |            |         |      | two that become one
    C2    | cleo    | 2025-01-16 |            |         |      |
    """))  # fmt: skip
    a1, b1, c1, c2 = (desk.item(claim) for claim in ("A1", "B1", "C1", "C2"))
    assert b1 == "episode|practice|B1|1"
    desk.set(c1, note="of the first", assign="Bob")
    desk.set(c2, note="of the second")
    desk.set(a1, note="of ann")
    desk.set(b1, note="of ben")
    desk.take(claim_lines("""
    claim | patient | service    | sent       | decided    | paid |
    A1    | ann     | 2025-01-15 | 2025-01-16 | 2025-02-01 | 60   |
    B9    | ben     | 2025-01-15 |            | 2025-02-01 | 60   |
    C2    | cleo    | 2025-01-15 |            |            |      |
    """))  # fmt: skip
    assert desk.item("B1") == desk.item("B9") == "episode|practice|B9|1"
    assert desk.item("C1") == desk.item("C2") == c1
    assert notes(desk) == {
        desk.item("A1"): "of ann", "episode|practice|B9|1": "of ben", c1: "of the second",
    }  # fmt: skip
    shown = desk.states()[c1]
    assert (shown.owner, shown.note, shown.version) == ("Bob", "of the second", 3)
    told = reading.history(desk.database, c1)
    assert [(one.was, one.step.after) for one in told] == [
        (c1, "of the first"), (c1, "Bob"), (c2, "of the second"),
    ]  # fmt: skip
    desk.undo_import(2)
    assert notes(desk) == {a1: "of ann", b1: "of ben", c1: "of the first", c2: "of the second"}


FIRST = claim_lines("""
claim | patient | service    |
A1    | ann     | 2025-01-15 | gets another number
A2    | ben     | 2025-01-15 | his claim gets that number
B1    | cleo    | 2025-01-15 | gets another day
C1    | dan     | 2025-01-15 | number and payer agree, patient and day do not: it is another claim
D1    | eve     | 2025-01-15 | two lines agree alike: none is taken by guessing
E1    | fay     | 2025-01-15 | comes back with the same file
""")
SECOND = claim_lines("""
claim | patient | service    |
A1    | ben     | 2025-01-15 |
A7    | ann     | 2025-01-15 |
B1    | cleo    | 2025-01-16 |
C1    | zoe     | 2025-01-16 |
D1    | eve     | 2025-01-16 |
D1    | eve     | 2025-01-17 |
""")


def test_after_an_undo_state_follows_what_is_told_anew_or_comes_back_with_the_same_file(desk: Desk) -> None:
    desk.take(FIRST, name="january.csv")
    for claim, patient in (("A1", "ann"), ("B1", "cleo"), ("C1", "dan"), ("D1", "eve"), ("E1", "fay")):
        desk.set(desk.item(claim), note=f"of {patient}", state="sent")
    e1 = desk.item("E1")
    desk.undo_import(1)
    desk.take(SECOND)
    assert notes(desk) == {"episode|practice|A7|1": "of ann", desk.item("B1"): "of cleo"}
    absent = reading.not_in_data(desk.database)
    assert {item: (one.note, one.why) for item, one in absent.items()} == {
        "episode|practice|C1|1": ("of dan", "Not in the data now."),
        "episode|practice|D1|1": ("of eve", "Not in the data now."),
        e1: ("of fay", "Not in the data now."),
    }
    desk.take(FIRST, name="january.csv")
    assert desk.item("E1") == e1
    assert (notes(desk)[e1], desk.shown(e1)) == ("of fay", ("sent", ""))


def test_state_follows_a_consultation_and_a_row_that_a_remittance_tells_anew(desk: Desk) -> None:
    """The export's own row counts no longer: the remittance's does, and then that of the next export."""
    drawn = consultations("consultation | patient | date\nK1 | ann | 2025-01-15\nK2 | ben | 2025-01-16")
    desk.take(draw(posted("2025-03-05")), drawn)
    desk.set(desk.item("C1"), note="of the claim")
    desk.set("consultation|practice|K1", note="of ann")
    remittance = desk.folder / "remittance.835"
    remittance.write_text(TOLD, encoding="utf-8")
    later = [{**row, "reason": "Anticoagulation"} for row in drawn]
    records = write_export(desk.folder / "later.csv", "consultations", later)
    import_files(desk.database, claims=[remittance], consultations=[records])
    both = {desk.item("C1"): "of the claim", "consultation|practice|K1": "of ann"}
    assert notes(desk) == both
    desk.take(draw(posted("2025-03-06")))
    assert notes(desk) == both
    desk.undo_import(1)
    assert notes(desk) == both
    desk.undo_import(4)
    desk.undo_import(2)
    corrected = "consultation | patient | date\nK1 | ben | 2025-01-16\nK5 | ann | 2025-01-15"
    desk.take(consultations=consultations(corrected))
    assert notes(desk) == {desk.item("C1"): "of the claim", "consultation|practice|K5": "of ann"}
