"""Which claim an answer is about: by a number that is alike, by another number, by content (identity.md, C)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.identity.files import Files, in_any_order
from tests.identity.test_payers import PAID, answer, export
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow


def test_a_claim_is_found_by_a_number_that_is_alike(tmp_path: Path) -> None:
    """The number, with the practice system's prefix, with another one, and another number."""
    cases = [("4560", "number"), ("123/4561", "alike"), ("OD-4562", "alike"), ("9999", None)]
    checks = [
        check("0", claim(number, "1", "85", "60", *PAID, member=f"M{n}"), payer=f"DELTA DENTAL {n}",
              payer_id=f"P{n}", trace=f"T{n}")
        for n, (number, _) in enumerate(cases)
    ]  # fmt: skip
    files = Files(tmp_path)
    cursor = files.take(export(*(f"456{n} | Delta {n} | sent" for n in range(4))), interchange(*checks))
    found = cursor.execute("select found_by from x12_claims order by line").fetchall()
    assert found == [(found_by,) for _, found_by in cases]
    episodes = Counter(str(row[0])[-1] for row in files.episodes())
    assert episodes == {str(n): 1 if found_by else 2 for n, (_, found_by) in enumerate(cases)}


def test_a_number_that_is_alike_to_two_claims_finds_none(tmp_path: Path) -> None:
    files = Files(tmp_path)
    rows = ("c1 | Delta | sent | p1", "C1 | Delta | sent | p2")
    cursor = files.take(
        export(*rows, columns="claim_id | payer_name | status | patient_id"),
        answer(claim("x/C1", "1", "85", "60", *PAID)),
    )
    assert cursor.execute("select found_by from x12_claims").fetchall() == [(None,)]


def test_the_number_under_which_a_claim_is_sent_finds_it(tmp_path: Path) -> None:
    columns = "claim_id | claim_identifier | payer_name | status | patient_id"
    rows = ("17 | 4567 | Delta | sent | p1", "4567 | 99 | Delta | sent | p2")
    found = in_any_order(
        tmp_path, export(*rows, columns=columns), answer(claim("4567", "1", "85", "60", *PAID))
    )
    assert [(row[2], row[4]) for row in found] == [("approved_paid", 60), ("pending", 0)]
    files = Files(tmp_path / "which")
    cursor = files.take(export(*rows, columns=columns), answer(claim("4567", "1", "85", "60", *PAID)))
    assert cursor.execute("select claim_id from x12_claims").fetchall() == [("17",)]


SPLIT = "claim_id | procedure_code | payer_name | status | patient_id | service_date | billed_amount"


def test_a_split_claim_is_joined_by_content_for_a_known_patient(tmp_path: Path) -> None:
    files = Files(tmp_path)
    split = f"{SPLIT}\n C1 | D0220 | Delta | sent | p1 | 2025-01-10 | 30\n C1B | D9311 | Delta | sent | p1 | 2025-01-10 | 85"
    xray = answer(claim("C1", "1", "30", "20", *line("AD:D0220", "30", "20", "CAS*CO*45*10")), payer="Delta")
    rest = answer(claim("C1", "1", "85", "60", *PAID, control="I2"), payer="Delta", trace="T2")
    assert in_any_order(tmp_path / "orders", split, xray, rest) == [
        ("Delta", "approved_paid", "approved_paid", 85, 60, "2025-03-01", 1)
    ]
    files.take(split, xray, rest)
    assert files.findings == [
        "1 row of remittances joined by content (payer, date, code and fee), because no claim number leads there."
    ]


def test_content_alone_joins_no_unknown_patient(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(export("C1 | Delta | sent"), answer(claim("ZZ", "1", "85", "60", *PAID), payer="Delta"))
    assert len(files.episodes()) == 2
    assert files.findings == [
        "1 row of remittances not found in the practice system's export of those days: not posted, or under another "
        "number."
    ]


def test_a_line_of_another_fee_goes_with_its_number_and_counts_once(tmp_path: Path) -> None:
    both = f"{SPLIT}\n C1 | D0220 | Delta | sent | p1 | 2025-01-10 | 30\n C1 | D9311 | Delta | sent | p1 | 2025-01-10 | 85"
    lines = [
        *line("AD:D0220", "30", "20", "CAS*CO*45*10"),
        *PAID,
        *line("AD:D9311", "70", "50", "CAS*CO*45*20"),
    ]
    cursor = Files(tmp_path).take(both, answer(claim("ZZ", "1", "185", "130", *lines), payer="Delta"))
    assert cursor.execute("select claim_id, found_by from x12_claims").fetchall() == [("C1", "content")] * 3


def test_two_agreeing_codes_join_by_content_and_can_be_refused(tmp_path: Path) -> None:
    from d9311.ingest.choices import CLAIM, refuse, take_back

    both = f"{SPLIT}\n C1 | D0220 | Delta | sent | p1 | 2025-01-10 | 30\n C1 | D9311 | Delta | sent | p1 | 2025-01-10 | 85"
    lines = [*line("AD:D0220", "30", "20", "CAS*CO*45*10"), *PAID]
    files = Files(tmp_path)
    files.take(both, answer(claim("ZZ", "1", "115", "80", *lines), payer="Delta"))
    assert [row[4] for row in files.episodes()] == [60]
    assert refuse(files.database, CLAIM, "ZZ", "C1", "practice") == "Kept apart from now on."
    assert sorted(str(row[2]) for row in files.episodes()) == ["approved_paid", "pending"]
    files.take(f"{SPLIT}\n C2 | D9311 | Delta | sent | p2 | 2025-01-11 | 85")
    assert len(files.episodes()) == 3
    take_back(files.database, CLAIM, "ZZ", "C1", "practice")
    assert len(files.episodes()) == 2
