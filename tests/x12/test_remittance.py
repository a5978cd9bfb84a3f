"""An 835 as rows of claims: one for each dental line, with what the payer said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest.x12.claims import patient_key
from tests.reading import read, said, set_aside
from tests.x12.messages import check, claim, interchange, line
from tests.x12.reading import read_rows, rows

PAID = claim(
    "C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*20", "CAS*PR*1*10**2*10", "REF*6R*3",
    "AMT*B6*80", "LQ*HE*N130"),
)  # fmt: skip


def test_a_paid_line_is_a_row_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    file = read(tmp_path, interchange(check("60", PAID)))
    assert [{name: text for name, text in row.items() if name != "ignored_1"} for row in rows(file)] == [
        {
            "line": "12",
            "claim_id": "C1",
            "line_number": "3",
            "payer_claim_control_number": "ICNC1",
            "practice_name": "MAIN STREET DENTAL",
            "provider_id": "1999999976",
            "provider_name": "JOHN SMITH",
            "patient_id": patient_key("m1", "Jane", ""),
            "payer_name": "DELTA DENTAL",
            "payer_id": "94276",
            "payer_order": "primary",
            "procedure_code": "D9311",
            "service_date": "2025-01-10",
            "adjudicated_date": "2025-03-01",
            "status": "processed",
            "billed_amount": "100",
            "allowed_amount": "80",
            "paid_amount": "60",
            "patient_responsibility": "20",
            "adjustment_codes": "CO-45:20; PR-1:10; PR-2:10; N130",
            "remittance": "T1",
            "claim_status_code": "1",
        }
    ]
    assert (file.encoding, said(file), set_aside(file), file.rows_read) == ("X12 835", [], [], 1)


@pytest.mark.parametrize(
    ("code", "status", "payer_order"),
    [
        ("1", "processed", "primary"),
        ("2", "processed", "secondary"),
        ("3", "processed", "tertiary"),
        ("4", "denied", ""),
        ("19", "processed", "primary"),
        ("20", "processed", "secondary"),
        ("21", "processed", "tertiary"),
        ("22", "reversed", ""),
        ("23", "23", ""),
        ("25", "predetermination", ""),
    ],
)
def test_claim_status_gives_status_and_payer_order(
    tmp_path: Path, code: str, status: str, payer_order: str
) -> None:
    text = interchange(check("0", claim("C1", code, "0", "0", *line("AD:D9311", "0", "0"))))
    assert read_rows(tmp_path, text, "status", "payer_order") == [(status, payer_order)]


def test_a_denial_keeps_reason_and_remarks_of_claim_and_line(tmp_path: Path) -> None:
    denied = line("AD:D9311", "100", "0", "CAS*CO*252*100", "LQ*HE*N706")
    text = interchange(check("0", claim("C1", "4", "100", "0", "MOA***MA130*N130", *denied)))
    assert read_rows(tmp_path, text, "allowed_amount", "adjustment_codes") == [
        ("0", "CO-252:100; N706; MA130; N130")
    ]


def test_adjustments_of_a_claim_go_to_each_line_without_amount(tmp_path: Path) -> None:
    lines = [*line("AD:D9311", "100", "60"), *line("AD:D0120", "50", "40", "AMT*B6*45")]
    text = interchange(check("100", claim("C1", "1", "150", "100", "CAS*CO*45*50", *lines)))
    columns = ("adjustment_codes", "allowed_amount", "patient_responsibility")
    assert read_rows(tmp_path, text, *columns) == [("CO-45", "", ""), ("CO-45", "45", "")]
    assert said(read(tmp_path, text)) == []


def test_adjustments_of_a_claim_with_one_line_are_that_lines(tmp_path: Path) -> None:
    text = interchange(
        check("60", claim("C1", "1", "100", "60", "CAS*CO*45*40", *line("AD:D9311", "100", "60")))
    )
    assert read_rows(tmp_path, text, "adjustment_codes", "allowed_amount") == [("CO-45", "60")]


def test_what_the_patient_owes_of_a_claim_with_one_line_is_of_that_line(tmp_path: Path) -> None:
    one = [*line("AD:D9311", "100", "60", "CAS*CO*45*20")]
    other = [*line("AD:D0120", "50", "40", "CAS*CO*45*10")]
    text = interchange(check("60", claim("C1", "1", "100", "60", "CAS*PR*1*20", *one)))
    columns = ("allowed_amount", "patient_responsibility")
    assert read_rows(tmp_path, text, *columns) == [("80", "20")]
    text = interchange(check("100", claim("C1", "1", "150", "100", "CAS*PR*1*20", *one, *other)))
    assert read_rows(tmp_path, text, *columns) == [("80", ""), ("40", "0")]


def test_groups_and_codes_in_any_case_and_with_zeros_are_the_same(tmp_path: Path) -> None:
    cas = ["CAS*co * 045*20", "CAS*pr*01*10**02*10", "LQ*HE*n130"]
    text = interchange(check("60", claim("C1", "1", "100", "60", *line("AD:d9311 ", "100", "60", *cas))))
    assert read_rows(tmp_path, text, "allowed_amount", "patient_responsibility", "adjustment_codes") == [
        ("80", "20", "CO-45:20; PR-1:10; PR-2:10; N130")
    ]


@pytest.mark.parametrize(
    ("code", "is_read"),
    [("AD:D9311", True), ("HC:D9311", True), ("HC:d9311", True), ("HC:99213", False), ("HC:D931", False),
     ("HC:D93111", False), ("HC:G9311", False), ("ad:D9311", False), ("ER:D9311", False)],
)  # fmt: skip
def test_a_code_of_d_and_four_digits_is_dental_under_hc_too(tmp_path: Path, code: str, is_read: bool) -> None:
    text = interchange(check("100", claim("C1", "1", "100", "100", *line(code, "100", "100"))))
    assert len(read_rows(tmp_path, text, "procedure_code")) == is_read
    recoded = text.replace(f"SVC*{code}*100*100", f"SVC*AD:D0140*100*100***{code}")
    expected = code.split(":")[1] if is_read else "D0140"
    assert read_rows(tmp_path, recoded, "procedure_code") == [(expected,)]


def test_six_triples_of_one_adjustment_segment_are_six_codes(tmp_path: Path) -> None:
    triples = "CAS*PR*1*1**2*2**3*3**100*4**187*5**96*6"
    text = interchange(check("79", claim("C1", "1", "100", "79", *line("AD:D9311", "100", "79", triples))))
    assert read_rows(tmp_path, text, "adjustment_codes", "patient_responsibility") == [
        ("PR-1:1; PR-2:2; PR-3:3; PR-100:4; PR-187:5; PR-96:6", "21")
    ]


def test_a_reversal_and_its_correction_are_rows_of_their_own(tmp_path: Path) -> None:
    back = claim("C1", "22", "-100", "-60", *line("AD:D9311", "-100", "-60", "CAS*CO*45*-40"))
    again = claim("C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40"))
    file = read(tmp_path, interchange(check("60", again, back, again)))
    assert [(row["status"], row["paid_amount"], row["allowed_amount"]) for row in rows(file)] == [
        ("processed", "60", "60"),
        ("reversed", "-60", "-60"),
        ("processed", "60", "60"),
    ]
    assert len({row["ignored_1"] for row in rows(file)}) == 3
    assert said(file) == []


def test_a_recoded_line_is_the_billed_one_and_said(tmp_path: Path) -> None:
    recoded = ["SVC*AD:D0140*100*60***AD:D9311", "DTM*472*20250110", "CAS*CO*45*40"]
    file = read(tmp_path, interchange(check("60", claim("C1", "1", "100", "60", *recoded))))
    assert [row["procedure_code"] for row in rows(file)] == ["D9311"]
    assert said(file) == [
        "export.csv, line 12: the payer decided the line under another code than was billed; it counts as the "
        "billed one."
    ]


def test_lines_are_numbered_by_position_unless_all_control_numbers_are_numbers(tmp_path: Path) -> None:
    lines = [*line("AD:D0120", "1", "1", "REF*6R*P77"), *line("AD:D9311", "1", "1", "REF*6R*9")]
    text = interchange(check("2", claim("C1", "1", "2", "2", *lines)))
    assert read_rows(tmp_path, text, "line_number") == [("1",), ("2",)]
    assert read_rows(tmp_path, text.replace("P77", "8"), "line_number") == [("8",), ("9",)]


def test_what_is_no_dental_line_is_set_aside_with_its_segment(tmp_path: Path) -> None:
    medical = claim("C1", "1", "100", "60", *line("HC:99213", "100", "60", "CAS*CO*45*40"))
    file = read(tmp_path, interchange(check("120", medical, claim("C2", "1", "60", "60"))))
    assert (rows(file), file.rows_read) == ([], 2)
    assert set_aside(file) == [
        (
            12,
            "not_dental",
            "export.csv, line 12: the service line is not a dental one (its code has the qualifier HC, not AD). "
            "Only dental lines are imported.",
        ),
        (
            15,
            "claim_without_lines",
            "export.csv, line 15: the claim has no service lines, so that it says nothing of a procedure. Enter its "
            "decision in the practice system.",
        ),
    ]


@pytest.mark.parametrize(
    ("paid", "plb", "is_right"),
    [
        ("60", [], True),
        ("70", ["PLB*1999999984*20251231*WO:X*-10"], True),
        ("45", ["PLB*1999999984*20251231*WO:X*10*CS:Y*5"], True),
        ("60.01", [], False),
        ("60", ["PLB*1999999984*20251231*WO:X*-10"], False),
    ],
)
def test_payments_less_provider_adjustments_are_the_amount_paid(
    tmp_path: Path, paid: str, plb: list[str], is_right: bool
) -> None:
    message = "export.csv, line 4: the claims' payments less the provider adjustments (PLB) are not the amount paid (BPR02)."
    file = read(tmp_path, interchange(check(paid, PAID, plb=plb)))
    assert said(file) == ([] if is_right else [message])


def test_one_cent_between_the_two_allowed_amounts_is_said(tmp_path: Path) -> None:
    file = read(tmp_path, interchange(check("60", PAID)).replace("AMT*B6*80", "AMT*B6*80.01"))
    assert [row["allowed_amount"] for row in rows(file)] == ["80"]
    assert said(file) == [
        "export.csv, line 12: the payer's own allowed amount (AMT*B6) is not the billed amount less CO, OA and PI "
        "adjustments. The latter was kept."
    ]


def test_an_unreadable_amount_of_an_adjustment_is_said_and_never_guessed(tmp_path: Path) -> None:
    file = read(tmp_path, interchange(check("60", PAID)).replace("CAS*CO*45*20", "CAS*CO*45*2O"))
    assert [(row["allowed_amount"], row["patient_responsibility"]) for row in rows(file)] == [("", "")]
    assert [row["adjustment_codes"] for row in rows(file)] == ["CO-45; PR-1:10; PR-2:10; N130"]
    assert said(file) == [
        "export.csv, line 14: an amount of an adjustment cannot be read; it counts as unknown, and the allowed "
        "amount with it."
    ]


def test_no_name_of_a_patient_leaves_the_file(tmp_path: Path) -> None:
    file = read(tmp_path, interchange(check("60", PAID)))
    assert not {"MARKER", "JANE", "M1"} & set(file.path.read_text(encoding="utf-8").replace(",", " ").split())
    assert file.dropped_columns == ("names of persons", "member ids", "birth dates", "addresses")
