"""Damaged, cut, gapped and foreign X12 files: refused in one sentence, or read with what is missing said."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest.errors import Refused
from tests.reading import read, refusal, said, set_aside
from tests.x12.messages import batch, check, claim, interchange, line
from tests.x12.reading import rows

PAID = claim("C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40", "LQ*HE*N130"))
DENIED = claim("C2", "4", "100", "0", *line("AD:D9311", "100", "0", "CAS*CO*16*100"))
TEXT = interchange(check("60", PAID, DENIED))
AGAIN = "Get the whole file again."


@pytest.mark.parametrize("percent", range(2, 100, 7))
def test_a_cut_file_is_refused_wherever_it_is_cut(tmp_path: Path, percent: int) -> None:
    message = refusal(tmp_path, TEXT[: len(TEXT) * percent // 100])
    assert message.startswith("export.csv, segment ")
    assert message.endswith(AGAIN)
    assert "MARKER" not in message


def test_a_cut_between_segments_names_what_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path, TEXT[: TEXT.index("CAS*")]) == (
        "export.csv, segment 13: the file ends here, before its end (SE is missing and GE is missing and IEA is "
        f"missing). {AGAIN}"
    )


def test_a_last_segment_without_its_end_is_read(tmp_path: Path) -> None:
    assert len(rows(read(tmp_path, TEXT.rstrip("~\n")))) == 2


@pytest.mark.parametrize("lost", ["CLP*C1", "CLP*C2", "CAS*CO*45", "CAS*CO*16"])
def test_a_lost_segment_that_carries_money_is_refused(tmp_path: Path, lost: str) -> None:
    start = TEXT.index(lost)
    with pytest.raises(Refused, match="neither their count .SE01. nor the amounts add up"):
        read(tmp_path, TEXT[:start] + TEXT[TEXT.index("\n", start) + 1 :])


def test_a_claim_whose_line_was_lost_is_set_aside_and_the_gap_said(tmp_path: Path) -> None:
    start = TEXT.index("SVC*")
    file = read(tmp_path, TEXT[:start] + TEXT[TEXT.index("\n", start) + 1 :])
    assert [row["claim_id"] for row in rows(file)] == ["C2"]
    assert [(rule, line) for line, rule, _ in set_aside(file)] == [("claim_without_lines", 9)]
    assert len(said(file)) == 1


def test_a_lost_segment_without_money_is_said(tmp_path: Path) -> None:
    file = read(tmp_path, TEXT.replace("LQ*HE*N130~\n", ""))
    assert len(rows(file)) == 2
    assert said(file) == [
        "export.csv, line 21: the transaction set says that it has more or fewer segments than are there, though "
        "its amounts add up. Get the file again if you can."
    ]


def test_an_empty_segment_does_not_end_the_file_in_silence(tmp_path: Path) -> None:
    assert refusal(tmp_path, TEXT.replace("CAS*CO*45*40~", "CAS*CO*45*40~~", 1)) == (
        f"export.csv, segment 15: the segment is empty, and the text goes on after it. {AGAIN}"
    )


def test_an_end_that_was_never_begun_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, TEXT.replace("ST*835*0001*005010X221A1~\n", "")).startswith(
        "export.csv, segment "
    )


def test_an_unknown_version_is_refused_with_the_readers_reason(tmp_path: Path) -> None:
    assert refusal(tmp_path, TEXT.replace("*00501*", "*00200*")) == (
        f"export.csv, segment 1: ISA Interchange Control Version Number is unknown: 00200. {AGAIN}"
    )


@pytest.mark.parametrize(
    ("guide", "kind"),
    [
        ("005010X222A1", "an 837P (medical claims of professionals)"),
        ("004010X098A1", "an 837P (medical claims of professionals)"),
        ("005010X223A2", "an 837I (claims of institutions)"),
        ("", "an 837 that does not say of which kind it is"),
    ],
)
def test_claims_that_are_not_dental_are_refused(tmp_path: Path, guide: str, kind: str) -> None:
    assert refusal(tmp_path, interchange(batch(), guide=guide)) == (
        f"export.csv is {kind}. Only 835 (remittance) and 837D (dental claims) can be imported."
    )


@pytest.mark.parametrize(
    ("number", "kind"),
    [("271", "X12 271 (an eligibility answer)"), ("999", "X12 999 (an acknowledgement)"),
     ("850", "of another transaction set than these")],
)  # fmt: skip
def test_another_transaction_set_is_refused_by_its_name(tmp_path: Path, number: str, kind: str) -> None:
    assert refusal(tmp_path, TEXT.replace("ST*835", f"ST*{number}")) == (
        f"export.csv is {kind}. Only 835 (remittance) and 837D (dental claims) can be imported."
    )


def test_two_kinds_in_one_file_are_refused(tmp_path: Path) -> None:
    both = TEXT + interchange(batch(), guide="005010X224A2", number=2)
    assert refusal(tmp_path, both) == (
        "export.csv, segment 27: 837D after 835. Import each in a file of its own."
    )


def test_an_x12_file_given_as_consultations_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, TEXT, "consultations") == (
        "export.csv is an X12 file, which holds claims. Import it as claims."
    )
