"""State stays with the right episode: through imports, undo, the same file again, and corrected numbers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from d9311.desk import reading
from d9311.store import open_database
from tests.desk.working import Desk
from tests.identity.test_one_event import TOLD, posted
from tests.spec.drawn import claim_lines, consultations
from tests.states import import_files
from tests.strategies import IS_THOROUGH
from tests.tables import draw

pytestmark = pytest.mark.slow

SEEDS = range(60 if IS_THOROUGH else 6)
STEPS = 9


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def notes(desk: Desk) -> dict[str, str]:
    return {item: shown.note for item, shown in desk.states().items()}


def test_state_follows_a_row_that_a_newer_export_replaced(desk: Desk) -> None:
    desk.take(claim_lines("claim | sent | decided | paid\nC1 | 2025-01-16 | | "))
    desk.set(desk.item("C1"), note="mine")
    desk.take(claim_lines("claim | sent | decided | paid\nC1 | 2025-01-16 | 2025-02-01 | 60"))
    assert notes(desk) == {desk.item("C1"): "mine"}


def test_state_follows_a_number_that_the_newer_export_corrects(desk: Desk) -> None:
    """The undated first row comes last, so that the episode is called after the new number."""
    desk.take(claim_lines("claim | patient | decided | paid\nC1 | ann | | "))
    desk.set(desk.item("C1"), note="mine")
    assert desk.item("C1") == "episode|practice|C1|1"
    desk.take(claim_lines("claim | patient | decided | paid\nC9 | ann | 2025-02-01 | 60"))
    assert desk.item("C1") == desk.item("C9") == "episode|practice|C9|1"
    assert notes(desk) == {"episode|practice|C9|1": "mine"}


def test_state_follows_a_number_that_was_corrected_after_an_undo(desk: Desk) -> None:
    desk.take(claim_lines("claim | patient\nC1 | ann\nC2 | ben"))
    desk.set(desk.item("C1"), note="of ann")
    desk.undo_import(1)
    desk.take(claim_lines("claim | patient\nC1 | ben\nC7 | ann"))
    assert notes(desk) == {"episode|practice|C7|1": "of ann"}


def test_state_follows_a_day_that_was_corrected_after_an_undo(desk: Desk) -> None:
    desk.take(claim_lines("claim | patient | service\nC1 | ann | 2025-01-15"))
    desk.set(desk.item("C1"), note="mine")
    desk.undo_import(1)
    desk.take(claim_lines("claim | patient | service\nC1 | ann | 2025-01-16"))
    assert notes(desk) == {desk.item("C1"): "mine"}


def test_state_of_another_practices_claim_of_that_number_is_not_taken(desk: Desk) -> None:
    """Number and payer agree, patient and day do not: it is another claim."""
    desk.take(claim_lines("claim | patient | service\nC1 | ann | 2025-01-15"))
    desk.set(desk.item("C1"), note="of ann")
    desk.undo_import(1)
    desk.take(claim_lines("claim | patient | service\nC1 | zoe | 2025-01-16"))
    assert notes(desk) == {}
    absent = reading.not_in_data(desk.database)
    assert [(item, one.note, one.why) for item, one in absent.items()] == [
        ("episode|practice|C1|1", "of ann", "Not in the data now.")
    ]


def test_two_lines_that_agree_alike_take_no_state_by_guessing(desk: Desk) -> None:
    desk.take(claim_lines("claim | patient | service\nC1 | ann | 2025-01-15"))
    desk.set(desk.item("C1"), note="mine")
    desk.undo_import(1)
    desk.take(claim_lines("claim | patient | service\nC1 | ann | 2025-01-16\nC1 | ann | 2025-01-17"))
    assert notes(desk) == {}


def test_state_comes_back_with_the_same_file(desk: Desk) -> None:
    drawn = claim_lines("claim | patient\nC1 | ann")
    desk.take(drawn, name="january.csv")
    desk.set(desk.item("C1"), note="mine", state="sent")
    desk.undo_import(1)
    desk.take(claim_lines("claim | patient\nC2 | ben"))
    assert notes(desk) == {}
    desk.take(drawn, name="january.csv")
    assert notes(desk) == {desk.item("C1"): "mine"}


def test_two_items_that_become_one_show_both_histories_and_the_newest_step(desk: Desk) -> None:
    desk.take(claim_lines("claim | patient | service\nC1 | ann | 2025-01-15\nC2 | ann | 2025-01-16"))
    first, second = desk.item("C1"), desk.item("C2")
    desk.set(first, note="of the first", assign="Bob")
    desk.set(second, note="of the second")
    desk.take(claim_lines("claim | patient | service\nC2 | ann | 2025-01-15"))
    assert desk.item("C1") == desk.item("C2") == first
    (shown,) = desk.states().values()
    assert (shown.owner, shown.note, shown.version) == ("Bob", "of the second", 3)
    told = reading.history(desk.database, first)
    assert [(one.was, one.step.after) for one in told] == [
        (first, "of the first"), (first, "Bob"), (second, "of the second"),
    ]  # fmt: skip
    desk.undo_import(2)
    assert notes(desk) == {first: "of the first", second: "of the second"}


def test_state_of_a_consultation_stays_with_its_record(desk: Desk) -> None:
    drawn = consultations("consultation | patient | date\nK1 | ann | 2025-01-15\nK2 | ben | 2025-01-16")
    desk.take(claim_lines("claim | patient\nC1 | cleo"), drawn)
    desk.set("consultation|practice|K1", note="of ann")
    desk.take(consultations=[{**row, "reason": "Anticoagulation"} for row in drawn])
    assert notes(desk) == {"consultation|practice|K1": "of ann"}
    desk.undo_import(3)
    desk.undo_import(2)
    desk.take(
        consultations=consultations(
            "consultation | patient | date\nK1 | ben | 2025-01-16\nK5 | ann | 2025-01-15"
        )
    )
    assert notes(desk) == {"consultation|practice|K5": "of ann"}


def test_state_follows_a_row_that_a_remittance_tells_anew(desk: Desk) -> None:
    """The export's own row counts no longer: the remittance's does, and then that of the next export."""
    desk.take(draw(posted("2025-03-05")))
    desk.set(desk.item("C1"), note="mine")
    remittance = desk.folder / "remittance.835"
    remittance.write_text(TOLD, encoding="utf-8")
    import_files(desk.database, claims=[remittance])
    assert notes(desk) == {desk.item("C1"): "mine"}
    desk.take(draw(posted("2025-03-06")))
    assert notes(desk) == {desk.item("C1"): "mine"}
    desk.undo_import(1)
    assert notes(desk) == {desk.item("C1"): "mine"}


class World:
    """True consultations whose claims are exported again and again; `plan_name` says which is which.

    Two each are of one patient, three days apart, at one payer. Their numbers are corrected now and then.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.numbers = [f"C{one}" for one in range(6)]
        self.decided = [0] * 6
        self.spoken: dict[str, str] = {}  # by plan: the last note
        self.files: list[tuple[str, list[dict[str, str]]]] = []
        self.present: dict[int, int] = {}  # by import: the file
        self.imports = 0

    def row(self, one: int) -> dict[str, str]:
        day = 10 + 3 * (one % 2)
        shown = {
            "claim_id": self.numbers[one], "patient_id": f"patient {one // 2}", "plan_name": f"plan {one}",
            "service_date": f"2025-01-{day}", "payer_name": ("Delta", "Aetna")[one // 2 % 2],
            "submitted_date": self.random.choice(("", f"2025-01-{day + 2}")), "adjudicated_date": "",
            "paid_amount": "", "adjustment_codes": "",
        }  # fmt: skip
        if self.decided[one]:
            shown["adjudicated_date"] = f"2025-0{1 + self.decided[one]}-20"
            shown["paid_amount"], shown["adjustment_codes"] = self.random.choice(
                (("0", "CO-252"), ("60", "CO-45"))
            )
        return shown

    def step(self, desk: Desk) -> None:
        act = self.random.choice(("export", "export", "undo", "again", "renumber", "speak", "speak", "speak"))
        if act == "export" or not self.present:
            shown = sorted(self.random.sample(range(6), self.random.randint(2, 6)))
            self.files.append((f"file {len(self.files)}.csv", [self.row(one) for one in shown]))
            self._take(desk, len(self.files) - 1)
        elif act == "undo" and len(self.present) > 1:
            gone = self.random.choice(sorted(self.present))
            desk.undo_import(gone)
            del self.present[gone]
        elif act == "again" and (away := sorted(set(range(len(self.files))) - set(self.present.values()))):
            self._take(desk, self.random.choice(away))
        elif act == "renumber":
            one = self.random.randrange(6)
            self.numbers[one] += "x"
            self.decided[one] = min(6, self.decided[one] + 1)
        elif act == "speak":
            plans = plans_of(desk)
            item = self.random.choice(sorted(plans))
            self.spoken[plans[item]] = f"{plans[item]}, word {self.random.random()}"
            desk.set(item, note=self.spoken[plans[item]])

    def _take(self, desk: Desk, file: int) -> None:
        name, rows = self.files[file]
        desk.take(rows, name=name)
        self.imports += 1
        self.present[self.imports] = file


def plans_of(desk: Desk) -> dict[str, str]:
    """Return which true consultation each item is. Asserts that it is one."""
    found = (
        open_database(desk.database)
        .cursor()
        .execute(
            "select 'episode|' || episode_id, list(distinct plan_name) from claim_lines_d9311 "
            "where episode_id is not null group by all"
        )
    )
    plans = dict(found.fetchall())
    assert all(len(plan) == 1 for plan in plans.values())
    return {item: plan[0] for item, plan in plans.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_comes_and_goes_each_note_stays_with_its_consultation(desk: Desk, seed: int) -> None:
    world = World(seed)
    for _ in range(STEPS):
        world.step(desk)
        plans = plans_of(desk)
        here = {item: world.spoken[plan] for item, plan in plans.items() if plan in world.spoken}
        assert notes(desk) == here
        gone = sorted(note for plan, note in world.spoken.items() if plan not in plans.values())
        assert sorted(one.note for one in reading.not_in_data(desk.database).values()) == gone
