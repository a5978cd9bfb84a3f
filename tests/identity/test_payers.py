"""Whose answer an answer is: claims by number, payers by evidence, orders (identity.md, B)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.identity.files import Files, Found
from tests.tables import write_export
from tests.x12.messages import DENTAL, batch, check, claim, interchange, line

pytestmark = pytest.mark.slow

PAID = line("AD:D9311", "85", "60", "CAS*CO*45*25")
DENIED = line("AD:D9311", "85", "0", "CAS*CO*97*85")


def answer(*claims: list[str], payer: str = "DELTA DENTAL", payer_id: str = "94276", **asked: str) -> str:
    """One check of a payer."""
    return interchange(check("0", *claims, payer=payer, payer_id=payer_id, **asked))


def sent_to(claim_id: str, payer: str, payer_order: str, payer_id: str) -> list[str]:
    """A transaction set of an 837D: one claim that was sent to a payer."""
    segments = [f"CLM*{claim_id}*85***11:B:1*Y*A*Y*Y", "LX*1", "SV3*AD:D9311*85****1", "DTP*472*D8*20250110"]
    return batch(segments, payer_order=payer_order, payer=payer, payer_id=payer_id)


def export(*rows: str, columns: str = "claim_id | payer_name | status") -> str:
    head = f"{columns} | service_date | billed_amount"
    return "\n".join([head, *(f"{row} | 2025-01-10 | 85" for row in rows)])


def check_of(payer: str, payer_id: str, *claims: list[str]) -> list[str]:
    return check("0", *claims, payer=payer, payer_id=payer_id, trace=f"T{payer}")


# Claims that never meet, of payers that are no other's; of one the payer is edited, of another an alias is known.
KNOWN = "claim_id | payer_name | status | payer_order | payer_id"
EXPORTED = export(
    "ORDER | Primary Dental | sent | primary |",
    "ORDER | Second Dental | sent | secondary |",
    "EDITED | Wrong Dental | sent | |",
    "ID | Delta | sent | | 94276",
    "NO_ID | Aetna | sent | | 60054",
    "ALIAS | Beta | sent | | 94277",
    columns=KNOWN,
)
ANSWERED = interchange(
    check_of("Second Dental", "S9", claim("ORDER", "1", "85", "0", *DENIED)),
    check_of("Wrong Dental", "W9", claim("EDITED", "4", "85", "0", *DENIED, member="M2")),
    check_of("DDCA INC", "94276", claim("C9", "1", "85", "60", *PAID, member="M9")),
    check_of("AETNA LIFE", "7", claim("C8", "1", "85", "60", *PAID, member="M8")),
    check_of("DDCA", "94277", claim("C7", "1", "85", "60", *PAID, member="M7")),
)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Found:
    files = Files(tmp_path_factory.mktemp("answered"))
    aliases = write_export(
        files.folder / "alias.csv", "payer_alias", "alias | payer_name\n DDCA | Zeta Dental"
    )
    edited = export("EDITED | Right Dental | sent | |", columns=KNOWN)
    files.take(EXPORTED, edited, ANSWERED, payer_alias=aliases)
    return files.episodes()


def test_an_export_says_who_is_second_whatever_the_answer_calls_itself(answered: Found) -> None:
    of_claim = [row[:3] for row in answered if row[0] in ("Primary Dental", "Second Dental")]
    assert of_claim == [("Primary Dental", None, "pending")]


def test_an_export_edited_from_wrong_to_right_does_not_make_the_denial_rights(answered: Found) -> None:
    assert [row[:3] for row in answered if row[0] in ("Right Dental", "Wrong Dental")] == [
        ("Right Dental", None, "pending"),
        ("Wrong Dental", "denied", "denied"),
    ]


def test_a_payer_id_of_one_name_leads_to_it(answered: Found) -> None:
    found = [str(row[0]) for row in answered if row[0] in ("AETNA LIFE", "Aetna", "DDCA INC", "Delta")]
    assert sorted(found) == ["AETNA LIFE", "Aetna", "Delta", "Delta"]


def test_an_alias_of_the_practice_comes_first(answered: Found) -> None:
    found = [str(row[0]) for row in answered if row[0] in ("Beta", "DDCA", "Zeta Dental")]
    assert sorted(found) == ["Beta", "Zeta Dental"]
    assert len(answered) == 9  # of no other payer


# Told by so many claims, and by so many otherwise; each of payers of its own, and a claim that nobody exported.
PAIRINGS = [(2, 0, False), (3, 0, True), (4, 1, True), (3, 1, False)]


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Answers of those payers, to a claim that an 837D alone tells, and to one that an export tells otherwise."""
    rows = ["C1 | Delta | sent", "E1 | Delta E | sent"]
    checks = [
        check_of("CIGNA LIFE", "7", claim("Z1", "1", "85", "60", *PAID)),
        check_of("EPS LIFE", "8", claim("E1", "1", "85", "60", *PAID, member="ME")),
    ]
    for number, (told, others, _) in enumerate(PAIRINGS):
        names = [f"Delta {number}"] * told + [f"Aetna {number}"] * others
        rows += [f"C{number}{n} | {name} | sent" for n, name in enumerate(names)]
        told_on = [*(f"C{number}{n}" for n in range(len(names))), f"X{number}"]
        answers = [claim(one, "1", "85", "60", *PAID, member=f"M{one}") for one in told_on]
        checks.append(check_of(f"DDCA {number}", f"of {number}", *answers))
    files = Files(tmp_path_factory.mktemp("paired"))
    files.take(
        export(*rows),
        interchange(
            *(sent_to(one, name, "P", "P1") for one, name in (("Z1", "Cigna"), ("Z2", "cigna"))),
            sent_to("E1", "Epsilon", "P", "P9"),
            guide=DENTAL,
        ),
        interchange(*checks),
    )
    return files


def test_an_answer_to_a_claim_that_only_the_837d_tells_has_its_payer(paired: Files) -> None:
    """Of two spellings the first."""
    assert [row[:3] for row in paired.episodes() if row[0] in ("CIGNA LIFE", "Cigna", "Delta")] == [
        ("Cigna", "approved_paid", "approved_paid"),
        ("Delta", None, "pending"),
    ]
    assert (
        "5 rows of remittances not found in the practice system's export of those days: not posted, or under another "
        "number."
    ) in paired.findings  # this one, and those that nobody exported


def test_the_only_payer_of_a_claim_is_that_of_the_export(paired: Files) -> None:
    assert [row[:3] for row in paired.episodes() if row[0] in ("Delta E", "Epsilon", "EPS LIFE")] == [
        ("Delta E", "approved_paid", "approved_paid")
    ]


def test_a_pairing_is_learned_from_three_claims_and_four_of_five(paired: Files) -> None:
    named = [row[0] for row in paired.episodes() if str(row[0]).startswith("DDCA")]
    assert named == [f"DDCA {number}" for number, (_, _, is_learned) in enumerate(PAIRINGS) if not is_learned]
    seems = [
        f"DDCA {number} seems to be Delta {number}: so on {told} of {told + others} claims that tell it. "
        "Say on the page Data whether it is."
        for number, (told, others, is_learned) in enumerate(PAIRINGS)
        if is_learned
    ]
    assert [said for said in paired.findings if "not found" not in said] == seems


# Answers as second and as first payer, and how many of them count, each of a payer of its own.
SECONDS = {"A": (9, 0, 0), "B": (10, 0, 10), "C": (9, 1, 10), "D": (8, 2, 2)}


@pytest.fixture(scope="module")
def called_second(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Answers of those payers, and of one that calls itself the third; no export tells of the claims."""
    third = [
        claim("T1", "3", "85", "60", *PAID),
        claim("T2", "3", "85", "0", *DENIED, member="M2"),
        claim("T3", "3", "85", "20", *line("AD:D9311", "85", "20", "CAS*OA*23*65"), member="M3"),
    ]
    checks = [check_of("DELTA DENTAL", "94276", *third)]
    for name, (seconds, firsts, _) in SECONDS.items():
        claims = [
            claim(f"{name}{n}", "2" if n < seconds else "1", "85", "60", *PAID, member=f"M{name}{n}")
            for n in range(1, seconds + firsts)
        ]
        # a denial is an answer too
        claims.append(claim(f"{name}0", "2", "85", "0", *DENIED, member=f"M{name}0"))
        checks.append(check_of(name, name, *claims))
    # denied again: another row of that claim, and the same in all else
    again = claim("B0", "2", "85", "0", *DENIED, member="MB0")
    checks.append(check("0", again, payer="B", payer_id="B", trace="B again", day="20250315"))
    files = Files(tmp_path_factory.mktemp("second"))
    files.take(interchange(*checks))
    return files


def test_a_third_payer_that_is_the_only_one_counts_as_the_first(called_second: Files) -> None:
    assert [row[2] for row in called_second.episodes() if row[0] == "DELTA DENTAL"] == [
        "approved_paid",
        "denied",
    ]
    left_out = [("A", "9 of 9"), ("D", "8 of 10"), ("DELTA DENTAL", "1 of 3")]
    assert called_second.findings == [
        *(
            f"{payer}: {rows} rows left out of every rate, as answers of a second payer. If {payer} is the first "
            "payer of those claims, export payer_order, or the 837D beside the 835."
            for payer, rows in left_out
        ),
        # 2 here, and 11 and 9 of those that say so nearly always
        "22 rows called second or third payer's by the payer itself, with no other payer on the claim: counted as the "
        "first payer's.",
    ]


def test_a_second_payer_counts_where_it_says_so_nearly_always(called_second: Files) -> None:
    found = Counter(row[0] for row in called_second.episodes())
    assert {name: found[name] for name in SECONDS} == {
        name: counted for name, (_, _, counted) in SECONDS.items()
    }


# Three claims that Delta has and DDCA answers, and one that DDCA alone tells of.
GUESSED = [
    export(*[f"C{n} | Delta | sent" for n in range(3)]),
    answer(*[claim(f"C{n}", "1", "85", "60", *PAID, member=f"M{n}") for n in range(3)], payer="DDCA"),
    answer(claim("X1", "1", "85", "60", *PAID, member="MX"), payer="DDCA", trace="T9"),
]


@pytest.mark.usefixtures("not_compared")
def test_a_learned_payer_can_be_confirmed_and_refused(tmp_path: Path) -> None:
    from d9311.ingest import undo_import
    from d9311.ingest.choices import PAYER, confirm_payer, refuse

    files = Files(tmp_path)
    files.take(*GUESSED)
    refuse(files.database, PAYER, "ddca", "delta")
    assert [row[0] for row in files.episodes()] == ["DDCA", "Delta", "Delta", "Delta"]
    spellings = records(listings.run(files.cursor(), "payer_spellings", Filters()))
    assert [list(row["kept_apart"]) for row in spellings] == [[], []]  # of two spellings nothing was said
    assert confirm_payer(files.database, "ddca") == (
        "DDCA is Delta from now on. To take that back, undo the import of payer_alias.csv."
    )
    assert {row[0] for row in files.episodes()} == {"Delta"}
    undo_import(files.database, 4)
    assert [row[0] for row in files.episodes()] == ["DDCA", "Delta", "Delta", "Delta"]
