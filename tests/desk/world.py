"""True consultations whose claims come and go, and what somebody said of them."""

from __future__ import annotations

import random

from d9311.desk import reading
from d9311.store import open_database
from tests.desk.working import Desk


def notes(desk: Desk) -> dict[str, str]:
    return {item: shown.note for item, shown in desk.states().items()}


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


def assert_each_note_stays(desk: Desk, world: World) -> None:
    """Each note stands at its true consultation, or with what is not in the data."""
    plans = plans_of(desk)
    here = {item: world.spoken[plan] for item, plan in plans.items() if plan in world.spoken}
    assert notes(desk) == here
    gone = sorted(note for plan, note in world.spoken.items() if plan not in plans.values())
    assert sorted(one.note for one in reading.not_in_data(desk.database).values()) == gone
