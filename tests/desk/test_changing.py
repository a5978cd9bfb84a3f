"""Changes, refusals and undo: what is written, and what stands after it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from d9311.desk import changing, reading
from d9311.desk.changing import Done
from d9311.desk.steps import CHANGES, REDO, STATES, UNDO, Step, fold, untouched
from d9311.ingest.errors import Refused
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines

DENIED = claim_lines("""
claim | sent       | decided    | paid | codes
C1    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C2    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C3    | 2025-01-16 | 2025-02-01 | 0    | CO-252
""")
C1, C2, C3 = (f"episode|practice|C{number}|1" for number in (1, 2, 3))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.take(DENIED)
    return desk


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list whose last text is the moment of the next step."""
    moments = ["2025-03-10T12:00:00.000"]
    monkeypatch.setattr(changing, "now", lambda: moments[-1])
    return moments


@pytest.mark.slow
def test_nothing_is_made_by_reading(desk: Desk) -> None:
    assert desk.states() == {}
    assert reading.people(desk.database) == []
    assert reading.history(desk.database, C1) == []
    assert not list(desk.folder.glob("*.work.sqlite*"))


def test_what_was_set_is_shown_with_who_and_when(desk: Desk, clock: list[str]) -> None:
    desk.set(C1, assign="Bob", snooze=date(2025, 4, 1), note=" call them \nat nine\x00 ", state="waiting")
    shown = desk.states()[C1]
    assert (shown.owner, shown.state, shown.why, shown.snoozed_until) == (
        "Bob", "waiting", "", date(2025, 4, 1),
    )  # fmt: skip
    assert shown.note == "call them \nat nine"
    assert (shown.version, shown.changed_by) == (4, "Ann")
    assert shown.changed_at.isoformat() == "2025-03-10T12:00:00+00:00"
    assert reading.people(desk.database) == ["Ann", "Bob"]


def test_second_editor_is_refused_and_told_what_the_first_did(desk: Desk, clock: list[str]) -> None:
    desk.set(C1, state="sent")
    done = changing.change(desk.database, "Cy", {"state": "lost"}, {C1: 0, C2: 0})
    assert done.made == {C2: 2}
    ((item, (step,)),) = done.refused.items()
    assert item == C1
    assert (step.who, step.what, step.before, step.after, step.at) == (
        "Ann", "state", "to do", "sent", "2025-03-10T12:00:00.000",
    )  # fmt: skip
    assert {item: one.state for item, one in desk.states().items()} == {C1: "sent", C2: "lost"}
    assert changing.change(desk.database, "Cy", {"state": "lost"}, {C1: step.step}).refused == {}


def test_item_that_is_not_there_stops_no_other(desk: Desk) -> None:
    done = changing.change(desk.database, "Ann", {"state": "sent"}, {"episode|x|y|1": 0, C1: 0})
    assert (done.made, done.absent) == ({C1: 1}, ("episode|x|y|1",))


def test_what_is_the_same_already_is_no_step(desk: Desk) -> None:
    desk.set(C1, note="mine")
    assert desk.set(C1, note="mine") == Done(None, {C1: 1}, {})


def test_batch_is_undone_as_one_and_done_again_by_undoing_that(desk: Desk) -> None:
    batch = desk.set(C1, C2, C3, state="sent", assign="Bob").batch
    desk.set(C2, who="Cy", state="lost")
    undone = changing.undo(desk.database, "Dee", batch=batch)
    assert {item: (one.state, one.owner) for item, one in desk.states().items()} == {
        C1: ("to do", ""), C2: ("lost", ""), C3: ("to do", ""),
    }  # fmt: skip
    assert changing.undo(desk.database, "Dee", batch=batch).batch is None
    changing.undo(desk.database, "Dee", batch=undone.batch)
    assert {item: (one.state, one.owner) for item, one in desk.states().items()} == {
        C1: ("sent", "Bob"), C2: ("lost", "Bob"), C3: ("sent", "Bob"),
    }  # fmt: skip


def test_one_step_of_a_batch_is_undone_alone(desk: Desk) -> None:
    desk.set(C1, state="sent", assign="Bob")
    told = reading.history(desk.database, C1)
    changing.undo(desk.database, "Ann", step=told[1].step.step)
    shown = desk.states()[C1]
    assert (shown.state, shown.owner) == ("sent", "")
    assert [(one.step.what, one.is_undone) for one in reading.history(desk.database, C1)] == [
        ("state", False), ("assign", True), ("undo", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "values", "said"),
    [
        ("  ", {"state": "sent"}, "Say who you are first: a name, as your colleagues know it."),
        ("Ann", {"state": "won back"}, "won back is no state that can be set; give one of to do, sent, "
         "waiting, won, lost, closed."),
        ("Ann", {"pin": "x"}, "pin is nothing that can be done; give one of assign, snooze, note, state."),
        ("Ann", {"snooze": "soon"}, "Give the day until which to snooze as a date."),
        ("Ann", {"note": "x" * 2001}, "That is 2,001 characters long; 2,000 are the most."),
        ("A" * 81, {"state": "sent"}, "That is 81 characters long; 80 are the most."),
    ],
)  # fmt: skip
def test_value_that_cannot_be_is_refused(desk: Desk, who: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(Refused) as refused:
        changing.change(desk.database, who, values, {C1: 0})
    assert str(refused.value) == said
    assert desk.states() == {}


def test_undo_of_what_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"^Nothing was done yet, so there is nothing to undo\.$"):
        changing.undo(desk.database, "Ann", batch=1)
    desk.set(C1, state="sent")
    with pytest.raises(Refused, match=r"^There is no step 7\.$"):
        changing.undo(desk.database, "Ann", step=7)
    with pytest.raises(Refused, match=r"^There is no batch 2\.$"):
        changing.undo(desk.database, "Ann", batch=2)


def stands(steps: list[Step]) -> dict[str, str]:
    """What stands, said a second time: replay without the steps whose last word is undo."""
    words: dict[int, str] = {}
    for step in steps:
        if step.of is not None:
            words[step.of] = step.what
    values = {what: untouched(what) for what in CHANGES}
    for step in steps:
        if step.of is None and words.get(step.step) != UNDO:
            values[step.what] = step.after
    return values


@pytest.mark.parametrize("seed", range(40))
def test_fold_is_the_replay_of_what_was_not_undone(seed: int) -> None:
    draw, steps = random.Random(seed), list[Step]()
    for number in range(1, 30):
        of = draw.choice([step.step for step in steps if step.of is None] or [0])
        what = draw.choice((*CHANGES, UNDO, REDO) if of else CHANGES)
        after = draw.choice(STATES) if what == "state" else str(draw.randrange(9))
        steps.append(
            Step(
                number,
                number,
                1,
                "Ann",
                "2025-01-01",
                what,
                "",
                after,
                of if what in (UNDO, REDO) else None,
                "",
            )
        )
        assert {what: fold(steps).value(what) for what in CHANGES} == stands(steps)


def version(desk: Desk, item: str) -> int:
    seen = desk.states()
    return seen[item].version if item in seen else 0


def test_random_changes_and_undos_say_what_stood_before_and_after(desk: Desk) -> None:
    """Each step's `before` is what was shown before it, its `after` what is shown after it."""
    draw = random.Random(9311)
    for number in range(40):
        item = draw.choice((C1, C2))
        batches = {one.step.batch for one in reading.history(desk.database, item)}
        if batches and draw.random() < 0.4:
            changing.undo(desk.database, "Cy", batch=draw.choice(sorted(batches)))
        else:
            what = draw.choice(CHANGES)
            value: object = f"text {number}"
            if what == "state":
                value = draw.choice(STATES)
            elif what == "snooze":
                value = date(2025, 1, 1) + timedelta(number)
            changing.change(desk.database, "Ann", {what: value}, {item: version(desk, item)})  # type: ignore[dict-item]
    for item in (C1, C2):
        told = [one.step for one in reading.history(desk.database, item)]
        kinds = {step.step: step.what for step in told}
        for number, step in enumerate(told, start=1):
            what = kinds[step.of] if step.of else step.what
            earlier = fold(told[: number - 1]).value(what) if number > 1 else untouched(what)
            assert (step.before, step.after) == (earlier, fold(told[:number]).value(what))
