"""What was paid after work, and denials around an event, equal a second computation on generated exports."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.oracle import appeals, gather
from tests.oracle.episode import Episode
from tests.oracle.measures.approval import is_mature
from tests.oracle.measures.rows import month
from tests.oracle.selection import Selection
from tests.production import import_export, key_of
from tests.random_exports import random_export
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

SEEDS = range(100 if IS_THOROUGH else 2)
DAYS = timedelta(90)
COLUMNS = ("side", "from_day", "is_followed", "is_paid_later", "paid_later")
Group = tuple[str, str | None, str]


def group_of(one: Episode) -> Group:
    day = one.first_decided or date.min
    return one.payer, one.first_reason[0], f"{day.year} Q{(day.month + 2) // 3}"


def is_paid(one: Episode) -> bool:
    return one.is_approved and (one.outcome != "approved_zero" if one.paid is None else one.paid > 0)


def worked_denials(selection: Selection, sent: dict[str, date | None]) -> dict[str, tuple[object, ...]]:
    """By episode: side, the day from which it is followed, whether it was for long enough, and what came."""
    sides: dict[str, list[Episode]] = {"worked": [], "not worked": []}
    for one in selection.any_date():
        if not one.first_denied or one.first_decided is None or (is_paid(one) and one.decided is None):
            continue
        day = sent.get(one.episode_id)
        if one.episode_id not in sent:
            sides["not worked"].append(one)
        elif day and day >= one.first_decided:
            sides["worked"].append(one)
    waits: dict[Group, list[timedelta]] = defaultdict(list)
    for one in sides["worked"]:
        waits[group_of(one)].append((sent[one.episode_id] or date.min) - (one.first_decided or date.min))
    found: dict[str, tuple[object, ...]] = {}
    for side, members in sides.items():
        for one in members:
            days = sorted(waits[group_of(one)])
            if days and one.first_decided:
                middle = one.first_decided + days[(len(days) - 1) // 2]
                start = (sent[one.episode_id] or date.min) if side == "worked" else middle
                if row := followed(selection, one, start):
                    found[one.episode_id] = (side, *row)
    return found


def followed(selection: Selection, one: Episode, start: date) -> tuple[object, ...] | None:
    """None for one that is paid by then."""
    paid_on = one.decided if is_paid(one) else None
    if paid_on and paid_on <= start:
        return None
    dates = [row.adjudicated for row in selection.facts.rows if row.practice == one.practice]
    last = min(max(day for day in dates if day), selection.as_of or date.max)
    is_later = paid_on is not None and paid_on <= start + DAYS
    return start, start + DAYS <= last, is_later, appeals.recovered(one) if is_later else 0


def denials_around(selection: Selection, since: date) -> dict[str, list[int]]:
    by_month = defaultdict(list)
    for one in selection.counted:
        if day := selection.day_of(one):
            by_month[month(day)].append((day, one))
    found: dict[str, list[int]] = {}
    for members in by_month.values():
        if not is_mature([one for _, one in members]):
            continue
        for day, one in members:
            if one.first_approved or one.first_denied:
                counts = found.setdefault(one.payer, [0, 0, 0, 0])
                counts[2 * (day >= since)] += 1
                counts[2 * (day >= since) + 1] += one.first_denied
    return found


def test_listings_of_effects_equal_the_second_computation() -> None:
    seen = sum((compared(seed) for seed in SEEDS), Counter[object]())
    assert min(seen["worked"], seen["not worked"], seen["around"]) > 0


def compared(seed: int) -> Counter[object]:
    """Compare both listings under some filters; return how many rows of each kind there were."""
    random, seen = Random(seed), Counter[object]()
    export = random_export(seed, 240)  # so many that some groups have both
    with tempfile.TemporaryDirectory() as folder:
        cursor = import_export(Path(folder), export)
        facts = gather(export, key_of(Path(folder)))
        sent = {
            one.episode_id: None
            if random.random() < 0.1
            else one.first_decided + timedelta(random.choice((-1, 0, 0, 1, 2, 5)))
            for one in facts.episodes
            if one.first_denied and one.first_decided and random.random() < 0.5
        }
        asked = json.dumps({f"episode|{name}": day and day.isoformat() for name, day in sent.items()})
        for choice in [Filters(), *(random_filters(random) for _ in range(3))]:
            selection = Selection(facts, choice)
            rows = records(listings.run(cursor, "worked_denials", choice, worked=asked))
            assert {row["episode_id"]: tuple(row[name] for name in COLUMNS) for row in rows} == (
                worked_denials(selection, sent)
            )
            seen.update(row["side"] for row in rows)
            for day in (date(2024, 1, 20), date(2024, 2, 10)):
                around = records(listings.run(cursor, "denials_around", choice, since=day.isoformat()))
                counts = {row.pop("payer"): list(row.values()) for row in around}
                assert counts == denials_around(selection, day)
                seen.update(["around"] * len(around))
    return seen
