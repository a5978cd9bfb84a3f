"""What persons say of links, on generated exports: every measure equals the second computation."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from d9311.filters import Filters
from d9311.ingest.choices import choose_link, take_back_link
from d9311.store import open_database
from tests.oracle import gather
from tests.oracle.links import Choice
from tests.production import all_differences, import_export, key_of, run
from tests.random_exports import random_export
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

QUESTIONS = """
select candidates.practice_id, billing_id as episode_id, list(consultation_id order by consultation_id)
from link_candidates as candidates
group by all order by all
"""


@pytest.mark.parametrize("seed", range(40) if IS_THOROUGH else [1])  # of three claims, two with none
def test_every_measure_honours_what_was_chosen_and_forgets_it(seed: int, tmp_path: Path) -> None:
    random, export = Random(seed), random_export(seed, 40)
    before = run(import_export(tmp_path, export), "episodes")
    database, key = tmp_path / "d9311.duckdb", key_of(tmp_path)
    choices: list[Choice] = []
    for _ in range(3):
        questions = open_database(database).cursor().execute(QUESTIONS).fetchall()
        if not questions:
            break
        practice, episode, candidates = random.choice(questions)
        consultation = random.choice([*candidates, None])
        choose_link(database, practice, episode, consultation)
        choices.append((practice, episode, consultation))
    if not choices:
        assert IS_THOROUGH, "nothing is ambiguous in this export"
        pytest.skip("nothing is ambiguous in this export")
    facts = gather(export, key, tuple(choices))
    assert all_differences(open_database(database).cursor(), facts, Filters()) == []
    for practice, episode, _ in choices:
        take_back_link(database, practice, episode)
    assert run(open_database(database).cursor(), "episodes") == before
