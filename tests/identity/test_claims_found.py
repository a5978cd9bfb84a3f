"""Which claim an answer is about: by a number that is alike, by another number, by content (identity.md, C)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.identity.files import Files, Found, in_any_order
from tests.identity.test_payers import PAID, answer
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow


SPLIT = "claim_id | procedure_code | payer_name | status | patient_id | service_date | billed_amount"
# Of four payers the number on an answer: the claim's, with the practice system's prefix, with another one, another.
ALIKE = [("4560", "number"), ("123/4561", "alike"), ("OD-4562", "alike"), ("9999", None)]
LINES = [*line("AD:D0220", "30", "20", "CAS*CO*45*10"), *PAID, *line("AD:D9311", "70", "50", "CAS*CO*45*20")]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Claims of as many payers, each answered under some number."""
    own = [
        *(f"456{n} | D9311 | Delta {n} | sent | p{n} | 2025-01-10 | 85" for n in range(4)),
        "t1 | D9311 | Twice | sent | t1 | 2025-01-10 | 85",
        "T1 | D9311 | Twice | sent | t2 | 2025-01-10 | 85",
        "C1 | D9311 | Solo | sent | u1 | 2025-01-10 | 85",
        "F1 | D0220 | Fee | sent | f1 | 2025-01-10 | 30",
        "F1 | D9311 | Fee | sent | f1 | 2025-01-10 | 85",
        "G1 | D0220 | Both | sent | g1 | 2025-01-10 | 30",
        "G1 | D9311 | Both | sent | g1 | 2025-01-10 | 85",
    ]
    told = [(f"DELTA DENTAL {n}", claim(number, "1", "85", "60", *PAID, member=f"M{n}"))
            for n, (number, _) in enumerate(ALIKE)]  # fmt: skip
    told += [
        ("TWICE DENTAL", claim("x/T1", "1", "85", "60", *PAID, member="T")),
        ("Solo", claim("ZZ", "1", "85", "60", *PAID, member="U")),
        ("Fee", claim("FF", "1", "185", "130", *LINES, member="F")),
        *(("Both", claim(name, "1", "115", "80", *LINES[:6], member=name)) for name in ("G7", "G8")),
    ]
    checks = [check("0", one, payer=name, payer_id=f"of {name}", trace=name) for name, one in told]
    files = Files(tmp_path_factory.mktemp("answered"))
    files.take("\n".join([SPLIT, *own]), interchange(*checks))
    return files


def found_by(files: Files) -> Found:
    """In the order of the answers."""
    return files.cursor().execute("select claim_id, found_by from x12_claims order by line").fetchall()


def test_a_claim_is_found_by_a_number_that_is_alike(answered: Files) -> None:
    assert [how for _, how in found_by(answered)[:4]] == [how for _, how in ALIKE]
    episodes = Counter(str(row[0])[-1] for row in answered.episodes() if "elta" in str(row[0]).lower())
    assert episodes == {str(n): 1 if how else 2 for n, (_, how) in enumerate(ALIKE)}


def test_a_number_that_is_alike_to_two_claims_finds_none(answered: Files) -> None:
    assert found_by(answered)[4][1] is None


def test_content_alone_joins_no_unknown_patient(answered: Files) -> None:
    assert found_by(answered)[5][1] is None
    assert len([row for row in answered.episodes() if row[0] == "Solo"]) == 2
    assert (
        answered.findings
        == [
            "1 episode paid more than was billed; look whether a payment counts twice.",  # of the line of another fee
            # that one, the one alike to two claims, the one of another number, and two for one claim
            "5 rows of remittances not found in the practice system's export of those days: not posted, or under another "
            "number.",
            "2 rows of remittances joined by content (payer, date, code and fee), because no claim number leads there.",
            "2 rows of remittances joined by a claim number that is only alike (capitals, a prefix).",
        ]
    )


def test_a_line_of_another_fee_goes_with_its_number_and_counts_once(answered: Files) -> None:
    assert found_by(answered)[6:9] == [("F1", "content")] * 3


def test_content_joins_no_claim_that_two_numbers_may_mean(answered: Files) -> None:
    assert found_by(answered)[9:] == [(name, None) for name in ("G7", "G7", "G8", "G8")]


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Found, Files]:
    """The episodes of files in any order, of two payers that never meet, and their database in the order given."""
    own = [
        "17 | 4567 | D9311 | Sender | sent | s1 | 2025-01-10 | 85",
        "4567 | 99 | D9311 | Sender | sent | s2 | 2025-01-10 | 85",
        "C1 | | D0220 | Delta | sent | p1 | 2025-01-10 | 30",
        "C1B | | D9311 | Delta | sent | p1 | 2025-01-10 | 85",
    ]
    export = "\n".join([SPLIT.replace("claim_id", "claim_id | claim_identifier"), *own])
    by_number = answer(
        claim("4567", "1", "85", "60", *PAID, member="S"), payer="SENDER", payer_id="S", trace="S"
    )
    xray = answer(claim("C1", "1", "30", "20", *line("AD:D0220", "30", "20", "CAS*CO*45*10")), payer="Delta")
    rest = answer(claim("C1", "1", "85", "60", *PAID, control="I2"), payer="Delta", trace="T2")
    folder = tmp_path_factory.mktemp("joined")
    episodes = in_any_order(folder, export, by_number, xray, rest)
    files = Files(folder / "first")
    files.take(export, by_number, xray, rest)
    return episodes, files


def test_the_number_under_which_a_claim_is_sent_finds_it(joined: tuple[Found, Files]) -> None:
    episodes, files = joined
    assert [(row[2], row[4]) for row in episodes if row[0] == "Sender"] == [
        ("approved_paid", 60),
        ("pending", 0),
    ]
    assert found_by(files)[0] == ("17", "number")


def test_a_split_claim_is_joined_by_content_for_a_known_patient(joined: tuple[Found, Files]) -> None:
    episodes, files = joined
    assert [row for row in episodes if row[0] == "Delta"] == [
        ("Delta", "approved_paid", "approved_paid", 85, 60, "2025-03-01", 1)
    ]
    assert files.findings == [
        "1 row of remittances joined by content (payer, date, code and fee), because no claim number leads there."
    ]


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
