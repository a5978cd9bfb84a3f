"""work_effect, worked_denials, denials_around, denial_months: the tables of docs/definitions/money.md."""

from __future__ import annotations

import json
import re

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.conftest import ImportTables
from tests.project.files import ROOT
from tests.spec.drawn import claim_lines, text
from tests.tables import draw

DEFINITION = (ROOT / "docs" / "definitions" / "money.md").read_text(encoding="utf-8")


def parts(name: str) -> dict[str, str]:
    """Return the drawn tables of one block of the definition, by their titles."""
    block = DEFINITION.split(f"```{name}\n")[1].split("```")[0].strip()
    titled = (part.strip().partition("\n") for part in block.split("\n\n"))
    return {title: drawing for title, _, drawing in titled}


EFFECT, AROUND = parts("effect"), parts("around")


def cells(frame: list[dict[str, object]], columns: list[str]) -> list[dict[str, str]]:
    return [{name: text(row[name]) for name in columns} for row in frame]


def worked_of(drawing: str) -> str:
    """Return who was marked sent when, as the desk hands it over."""
    return json.dumps({f"episode|practice|{row['claim']}|1": row["sent"] or None for row in draw(drawing)})


def test_denials_that_are_compared_are_those_of_the_definition(import_tables: ImportTables) -> None:
    cursor = import_tables(claim_lines(EFFECT["claims"]))
    drawn = draw(EFFECT["worked_denials"])
    found = records(listings.run(cursor, "worked_denials", Filters(), worked=worked_of(EFFECT["worked"])))
    for row in found:
        row["claim"] = str(row["episode_id"]).split("|")[1]
    by_claim = sorted(cells(found, list(drawn[0])), key=lambda row: row["claim"])
    assert by_claim == sorted(drawn, key=lambda row: row["claim"])


def test_counts_of_a_group_are_those_of_its_denials(import_tables: ImportTables) -> None:
    cursor = import_tables(claim_lines(EFFECT["claims"]))
    drawn = draw(EFFECT["work_effect"])
    found = records(listings.run(cursor, "work_effect", Filters(), worked=worked_of(EFFECT["worked"])))
    assert cells(found, list(drawn[0])) == drawn


def test_nothing_is_compared_where_nobody_marked_anything(import_tables: ImportTables) -> None:
    cursor = import_tables(claim_lines(EFFECT["claims"]))
    assert records(listings.run(cursor, "work_effect", Filters(), worked="{}")) == []


@pytest.mark.slow
def test_without_amounts_an_appeal_that_was_won_is_a_payment(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | sent       | decided    | status   | codes  | appeal     | appeal_decided_date |
    W1    | 2025-01-11 | 2025-01-20 | denied   | CO-252 | overturned | 2025-02-10          |
    W2    | 2025-01-11 | 2025-01-20 | denied   | CO-252 |            |                     |
    A1    | 2025-01-11 | 2025-06-30 | denied   | CO-97  |            |                     | the newest decision
    """)
    asked = worked_of("claim | sent\nW1 | 2025-01-30\nW2 | 2025-01-30")
    (row,) = records(listings.run(import_tables(claims), "work_effect", Filters(), worked=asked))
    assert (row["worked"], row["worked_paid"]) == (2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("title", [title for title in AROUND if title != "claims"])
def test_denials_around_an_event_are_those_of_the_definition(title: str, import_tables: ImportTables) -> None:
    found = re.fullmatch(r"(\w+), since (\S+) by (\w+)", title)
    assert found
    drawn = draw(AROUND[title])
    rows = listings.run(
        import_tables(claim_lines(AROUND["claims"])),
        found[1],
        Filters(date_basis=found[3]),  # type: ignore[arg-type]
        since=found[2],
    )
    assert cells(records(rows), list(drawn[0])) == drawn
