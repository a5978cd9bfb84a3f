"""Whose answer an answer is: claims by number, payers by evidence, orders (identity.md, B)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.identity.files import Files, in_any_order
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

PAID = line("AD:D9311", "85", "60", "CAS*CO*45*25")
DENIED = line("AD:D9311", "85", "0", "CAS*CO*97*85")


def answer(*claims: list[str], payer: str = "DELTA DENTAL", payer_id: str = "94276", **asked: str) -> str:
    """One check of a payer."""
    return interchange(check("0", *claims, payer=payer, payer_id=payer_id, **asked))


def sent(claim_id: str, payer: str, payer_order: str = "P", payer_id: str = "94276") -> str:
    segments = [f"CLM*{claim_id}*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", "DTP*472*D8*20250110"]
    return interchange(batch(segments, payer_order=payer_order, payer=payer, payer_id=payer_id), guide=DENTAL)


def export(*rows: str, columns: str = "claim_id | payer_name | status") -> str:
    head = f"{columns} | service_date | billed_amount"
    return "\n".join([head, *(f"{row} | 2025-01-10 | 85" for row in rows)])


def test_the_second_payers_denial_is_not_the_first_payers(tmp_path: Path) -> None:
    found = in_any_order(
        tmp_path,
        sent("C1", "Primary Dental"),
        sent("C1", "Second Dental", "S"),
        answer(claim("C1", "1", "85", "60", *PAID), payer="Primary Dental"),
        answer(claim("C1", "4", "85", "0", *DENIED, control="S1"), payer="Second Dental", trace="T2"),
    )
    assert found == [("Primary Dental", "approved_paid", "approved_paid", 85, 60, "2025-03-01", 1)]


def test_an_export_says_who_is_second_whatever_the_answer_calls_itself(tmp_path: Path) -> None:
    rows = ("C1 | Primary Dental | sent | primary", "C1 | Second Dental | sent | secondary")
    files = Files(tmp_path)
    files.take(
        export(*rows, columns="claim_id | payer_name | status | payer_order"),
        answer(claim("C1", "1", "85", "0", *DENIED), payer="Second Dental", payer_id="S9"),
    )
    assert [row[:3] for row in files.episodes()] == [("Primary Dental", None, "pending")]


def test_an_export_edited_from_wrong_to_right_does_not_make_the_denial_rights(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(
        export("C1 | Wrong Dental | sent"),
        export("C1 | Right Dental | sent"),
        answer(claim("C1", "4", "85", "0", *DENIED), payer="Wrong Dental"),
    )
    assert [row[:3] for row in files.episodes()] == [
        ("Right Dental", None, "pending"),
        ("Wrong Dental", "denied", "denied"),
    ]


def test_an_answer_to_a_claim_that_only_the_837d_tells_has_its_payer(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(
        export("C1 | Delta | sent"),
        sent("Z1", "Cigna", payer_id="P1"),
        answer(claim("Z1", "1", "85", "60", *PAID), payer="CIGNA LIFE", payer_id="7"),
    )
    assert [row[:3] for row in files.episodes()] == [
        ("Cigna", "approved_paid", "approved_paid"),
        ("Delta", None, "pending"),
    ]
    assert files.findings == [
        "1 row of remittances not found in the practice system's export of those days: not posted, or under another "
        "number."
    ]


def test_a_payer_id_of_one_name_leads_to_it(tmp_path: Path) -> None:
    columns = "claim_id | payer_name | status | payer_id"
    rows = ("C1 | Delta | sent | 94276", "C2 | Aetna | sent | 60054")
    files = Files(tmp_path)
    files.take(
        export(*rows, columns=columns),
        answer(claim("C9", "1", "85", "60", *PAID), payer="DDCA INC"),
        answer(
            claim("C8", "1", "85", "60", *PAID, member="M8"), payer="AETNA LIFE", payer_id="7", trace="T2"
        ),
    )
    assert sorted(str(row[0]) for row in files.episodes()) == ["AETNA LIFE", "Aetna", "Delta", "Delta"]


def test_a_pairing_is_learned_from_three_claims_and_four_of_five(tmp_path: Path) -> None:
    """Told by so many claims, and by so many otherwise; each of payers of its own, and a claim that nobody
    exported."""
    cases = [(2, 0, False), (3, 0, True), (4, 1, True), (3, 1, False)]
    rows, checks = [], []
    for number, (told, others, _) in enumerate(cases):
        names = [f"Delta {number}"] * told + [f"Aetna {number}"] * others
        rows += [f"C{number}{n} | {name} | sent" for n, name in enumerate(names)]
        told_on = [*(f"C{number}{n}" for n in range(len(names))), f"X{number}"]
        answers = [claim(one, "1", "85", "60", *PAID, member=f"M{one}") for one in told_on]
        checks.append(check("0", *answers, payer=f"DDCA {number}", payer_id=f"{number}", trace=f"T{number}"))
    files = Files(tmp_path)
    files.take(export(*rows), interchange(*checks))
    named = [row[0] for row in files.episodes() if str(row[0]).startswith("DDCA")]
    assert named == [f"DDCA {number}" for number, (_, _, is_learned) in enumerate(cases) if not is_learned]
    for number, (told, others, is_learned) in enumerate(cases):
        said = (
            f"DDCA {number} seems to be Delta {number}: so on {told} of {told + others} claims that tell it. "
            "Say on the page Data whether it is."
        )
        assert (said in files.findings) == is_learned


def test_an_alias_of_the_practice_comes_first(tmp_path: Path) -> None:
    from d9311.ingest import import_files
    from tests.tables import write_export

    files = Files(tmp_path)
    aliases = write_export(tmp_path / "alias.csv", "payer_alias", "alias | payer_name\n DDCA | Zeta Dental")
    files.take(export("C1 | Delta | sent | 94276", columns="claim_id | payer_name | status | payer_id"))
    import_files(files.database, payer_alias=aliases)
    files.take(answer(claim("C9", "1", "85", "60", *PAID), payer="DDCA"))
    assert sorted(str(row[0]) for row in files.episodes()) == ["Delta", "Zeta Dental"]


def test_a_third_payer_that_is_the_only_one_counts_as_the_first(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(
        answer(
            claim("C1", "3", "85", "60", *PAID),
            claim("C2", "3", "85", "0", *DENIED, member="M2"),
            claim("C3", "3", "85", "20", *line("AD:D9311", "85", "20", "CAS*OA*23*65"), member="M3"),
        )
    )
    assert [row[2] for row in files.episodes()] == ["approved_paid", "denied"]
    assert (
        "2 rows called second or third payer's by the payer itself, with no other payer on the claim: counted as the "
        "first payer's." in files.findings
    )
    assert files.findings[0] == (
        "DELTA DENTAL: 1 of 3 rows left out of every rate, as answers of a second payer. If DELTA DENTAL is the first "
        "payer of those claims, export payer_order, or the 837D beside the 835."
    )


def test_a_second_payer_counts_where_it_says_so_nearly_always(tmp_path: Path) -> None:
    """Answers as second and as first payer, and how many of them count, each of a payer of its own."""
    cases = {"A": (9, 0, 0), "B": (10, 0, 10), "C": (9, 1, 10), "D": (8, 2, 2)}
    checks = []
    for name, (seconds, firsts, _) in cases.items():
        claims = [
            claim(f"{name}{n}", "2" if n < seconds else "1", "85", "60", *PAID, member=f"M{name}{n}")
            for n in range(seconds + firsts)
        ]
        checks.append(check("0", *claims, payer=name, payer_id=name, trace=f"T{name}"))
    files = Files(tmp_path)
    files.take(interchange(*checks))
    found = Counter(row[0] for row in files.episodes())
    assert {name: found[name] for name in cases} == {name: counted for name, (_, _, counted) in cases.items()}


def test_a_learned_payer_can_be_confirmed_and_refused(tmp_path: Path) -> None:
    from d9311.ingest import undo_import
    from d9311.ingest.choices import PAYER, confirm_payer, refuse

    rows = [f"C{n} | Delta | sent" for n in range(3)]
    answers = [claim(f"C{n}", "1", "85", "60", *PAID, member=f"M{n}") for n in range(3)]
    unknown = claim("X1", "1", "85", "60", *PAID, member="MX")
    files = Files(tmp_path)
    files.take(export(*rows), answer(*answers, unknown, payer="DDCA"))
    refuse(files.database, PAYER, "ddca", "delta")
    assert [row[0] for row in files.episodes()] == ["DDCA", "Delta", "Delta", "Delta"]
    spellings = records(listings.run(files.cursor(), "payer_spellings", Filters()))
    assert [list(row["kept_apart"]) for row in spellings] == [[], []]  # of two spellings nothing was said
    assert confirm_payer(files.database, "ddca") == (
        "DDCA is Delta from now on. To take that back, undo the import of payer_alias.csv."
    )
    assert {row[0] for row in files.episodes()} == {"Delta"}
    undo_import(files.database, 3)
    assert [row[0] for row in files.episodes()] == ["DDCA", "Delta", "Delta", "Delta"]
