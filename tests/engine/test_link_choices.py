"""Which consultation a billing belongs to, where a person said so (outcomes.md, section 4)."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.filters import Filters
from d9311.frames import records
from d9311.ingest import undo_import
from d9311.ingest.choices import choose_link, take_back_link
from d9311.ingest.errors import Refused
from d9311.store import open_database
from queries import listings
from tests.screens import import_drawn

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("not_compared")]

CLAIMS = """
claim_id | patient_id | service_date |
A        | ann        | 2025-01-15   |
B        | ann        | 2025-01-15   | the same day, and another claim
C        | ben        | 2025-02-10   |
"""
NOTES = """
consultation_id | patient_id | consultation_date | consultation_time |
K1              | ann        | 2025-01-15        | 09:00             |
K2              | ann        | 2025-01-15        | 11:00             |
K3              | ben        | 2025-02-01        |                   | nine days before
K4              | ben        | 2025-01-11        |                   | 30 days before: a candidate too
K5              | ben        | 2025-01-10        |                   | 31 days before: none
"""


def cursor(database: Path) -> duckdb.DuckDBPyConnection:
    return open_database(database).cursor()


def links(database: Path) -> dict[str, tuple[str, str]]:
    rows = cursor(database).execute("select consultation_id, billing_id, link from links").fetchall()
    return {name: (billing.split("|")[1], link) for name, billing, link in sorted(rows)}


def asked(database: Path) -> dict[str, int]:
    rows = cursor(database).execute("from ambiguous_links").fetchall()
    return {billing.split("|")[1]: others for billing, others in sorted(rows)}


def test_a_link_is_ambiguous_while_another_record_lies_in_its_days(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    assert links(database) == {"K1": ("A", "date"), "K3": ("C", "before")}
    assert asked(database) == {"A": 1, "C": 1}


def test_what_a_person_chose_goes_before_every_other_link(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    assert choose_link(database, "practice", "practice|C|1", "K4") == "Joined, as you said."
    assert links(database)["K4"] == ("C", "chosen")
    assert "K3" not in links(database)
    assert asked(database) == {"A": 1}
    choose_link(database, "practice", "practice|A|1", "K2")
    assert links(database) == {"K2": ("A", "chosen"), "K4": ("C", "chosen")}
    assert asked(database) == {}


def test_none_of_them_leaves_the_billing_without_record(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    said = choose_link(database, "practice", "practice|C|1", None)
    assert said == "No record belongs to that claim, as you said."
    assert links(database) == {"K1": ("A", "date")}
    questions = records(listings.run(cursor(database), "link_questions", Filters()))
    assert [(one["claim_ids"], one["consultation_id"], one["is_answered"]) for one in questions] == [
        ("A;B", "K1", False), ("A;B", "K2", False), ("C", None, True),
    ]  # fmt: skip
    import_drawn(database, consultations="consultation_id | patient_id | claim_id |\nK9 | ben | C |")
    assert links(database)["K9"] == ("C", "claim"), "a claim number joins it all the same"


def test_an_answer_survives_imports_and_undo_and_can_be_taken_back(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    choose_link(database, "practice", "practice|C|1", "K4")
    before = links(database)
    import_drawn(database, "claim_id | patient_id | service_date |\nZ | zoe | 2025-03-01 |")
    assert links(database) == before
    undo_import(database, 3)
    assert links(database) == before
    undo_import(database, 2)
    assert links(database) == {}, "the consultation is not in the data: the answer waits"
    import_drawn(database, CLAIMS, NOTES)
    assert links(database) == before
    take_back_link(database, "practice", "practice|C|1")
    assert links(database) == {"K1": ("A", "date"), "K3": ("C", "before")}


def test_a_consultation_belongs_to_one_billing_the_newest_answer_counts(database: Path) -> None:
    two = "claim_id | patient_id | service_date |\nC | ben | 2025-02-10 |\nD | ben | 2025-02-09 |"
    import_drawn(database, two, NOTES)
    assert links(database) == {"K3": ("D", "before")}
    choose_link(database, "practice", "practice|D|1", "K4")
    assert links(database) == {"K3": ("C", "before"), "K4": ("D", "chosen")}
    take_back_link(database, "practice", "practice|D|1")
    assert links(database) == {"K3": ("D", "before")}


def test_what_is_no_candidate_is_refused(database: Path) -> None:
    import_drawn(database, CLAIMS, NOTES)
    for consultation in ("K5", "K2", "nobody's"):
        with pytest.raises(Refused, match="^That consultation can no longer be the record of this claim.$"):
            choose_link(database, "practice", "practice|C|1", consultation)
    with pytest.raises(Refused):
        choose_link(database, "elsewhere", "practice|C|1", "K4")
    assert asked(database) == {"A": 1, "C": 1}
