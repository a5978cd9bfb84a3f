"""What the columns of a foreign export seem to mean, how sure that is, and what has to be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.contract import column_names
from d9311.ingest import import_files
from d9311.ingest.headers.synonyms import meanings as synonym_meanings
from d9311.ingest.headers.synonyms import synonyms
from d9311.ingest.mapping import Proposal, look, propose, propose_for
from d9311.store import open_database
from tests.foreign import HEADER, ROW, meanings, proposed, write

CERTAIN = "synonym"


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("ClaimNum", "claim_id"), ("PatientControlNumber", "claim_id"), ("ProcCode", "procedure_code"),
        ("CodeSent", "procedure_code"), ("LineProcedureCode", "procedure_code"), ("ProcDate", "service_date"),
        ("DateService", "service_date"), ("LineServiceDateFrom", "service_date"), ("DateSentOrig", "submitted_date"),
        ("sent_at", "submitted_date"), ("DateReceived", "adjudicated_date"), ("processed_date", "adjudicated_date"),
        ("FeeBilled", "billed_amount"), ("ClaimFee", "billed_amount"), ("LineChargeAmount", "billed_amount"),
        ("charge_amt", "billed_amount"), ("AllowedOverride", "allowed_amount"), ("InsPayAmt", "paid_amount"),
        ("plan_paid_amount", "paid_amount"), ("LinePaidAmount", "paid_amount"), ("Carrier", "payer_name"),
        ("insurer_name", "payer_name"), ("ClaimAdjReasonCodes", "adjustment_codes"),
        ("member_paid_amount", "patient_responsibility"), ("Claim #", "claim_id"), ("DOS", "service_date"),
        ("Adj1Group", "adjustment_codes.1.group"), ("Adj1ReasonCode", "adjustment_codes.1.reason"),
        ("Line Adj 2 Amount", "adjustment_codes.2.amount"),
    ],
)  # fmt: skip
def test_names_of_public_exports_are_known(tmp_path: Path, header: str, column: str) -> None:
    found = proposed(tmp_path, f"{header},Zzz,Yyy", "x,1,2")
    assert column in {match.column for match in found.matches} | set(found.matches[0].alternatives)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Rcvd Dt", "adjudicated_date"), ("Date Rcvd", "adjudicated_date"), ("Submit Dt", "submitted_date"),
        ("Svc Dt", "service_date"), ("Date of Svc.", "service_date"), ("Svc Cd", "procedure_code"), ("Ins Pmt", "paid_amount"),
        ("Ins Carrier", "payer_name"), ("Pt #", "patient_id"), ("Clm No.", "claim_id"), ("Amt Billed", "billed_amount"),
        ("Group Plan", "plan_name"), ("Prov ID", "provider_id"), ("Pat Resp", "patient_responsibility"),
    ],
)  # fmt: skip
def test_a_header_is_known_by_its_words_in_any_order_and_shortened(header: str, column: str) -> None:
    assert column in synonym_meanings(header, "claims")


def test_a_foreign_header_is_matched_by_known_names(tmp_path: Path) -> None:
    found = proposed(tmp_path)
    assert (found.questions, found.problems(found.mapping())) == ((), ())
    assert meanings(found) == {
        "ClaimNum": ("claim_id", CERTAIN),
        "PatNum": ("patient_id", CERTAIN),
        "Carrier": ("payer_name", CERTAIN),
        "ProcCode": ("procedure_code", CERTAIN),
        "ProcDate": ("service_date", CERTAIN),
        "Claim State": ("status", CERTAIN),
        "FeeBilled": ("billed_amount", CERTAIN),
    }


def test_no_known_name_is_a_canonical_one_or_means_a_column_that_is_not_there() -> None:
    for kind in ("claims", "consultations"):
        names = set(column_names(kind))
        assert {column for columns in synonyms(kind).values() for column in columns} <= names
        assert not set(synonyms(kind)) & {name.replace("_", "") for name in names}


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ("CO-45 CO-252", "adjustment_codes"),
        ("CO-97/N19 CO-45=$35 CO-45:12.50", "adjustment_codes"),
        ("45 252", None),
        ("45.00 12.50", None),
        ("1/2/25 1/3/25", None),
    ],
)
def test_denial_codes_are_known_by_their_groups_whatever_the_header(
    tmp_path: Path, values: str, column: str | None
) -> None:
    rows = [f"{ROW},{value}" for value in values.split()]
    match = proposed(tmp_path, f"{HEADER},Denial Reason", *rows).matches[7]
    assert (match.column, match.certainty) == (column, "likely by its values" if column else "unclear")


def test_a_column_that_the_denial_codes_are_in_leaves_others_alone(tmp_path: Path) -> None:
    found = proposed(tmp_path, f"{HEADER},CARC,Denial Reason", f"{ROW},45,CO-45")
    assert [match.column for match in found.matches[7:]] == ["adjustment_codes", None]


@pytest.mark.usefixtures("rows_alone")
def test_a_mapping_tells_headers_apart_that_differ_in_a_sign(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},Paid %,Paid $\n{ROW},80,60.00\n")
    mapping = propose(path, "claims").mapping({"Paid %": "", "Paid $": "paid_amount"})
    import_files(tmp_path / "d9311.duckdb", claims=[path], mappings={path: mapping})
    paid = (
        open_database(tmp_path / "d9311.duckdb").cursor().execute("select paid_amount::text from claim_rows")
    )
    assert paid.fetchall() == [("60.00",)]


def test_files_with_one_header_are_looked_at_together(tmp_path: Path) -> None:
    one = look(write(tmp_path, f"{HEADER},Reason Code\n{ROW},45\n", "a.csv"), "claims")
    two = look(
        write(tmp_path, f"Reason Code,{HEADER}\nnot covered at all,{ROW}\nnot a benefit,{ROW}\n", "b.csv"),
        "claims",
    )
    assert asked(propose_for([one], "claims", "a.csv")) == []
    assert asked(propose_for([one, two], "claims", "a.csv")) == [("Reason Code",)]
    assert propose_for([one, two], "claims", "a.csv").matches[7].values == (
        "45",
        "not covered at all",
        "not a benefit",
    )


def asked(proposal: Proposal) -> list[tuple[str, ...]]:
    return [question.headers for question in proposal.questions]


def test_words_of_a_status_are_listed_but_no_long_text_and_no_person(tmp_path: Path) -> None:
    rows = [f"{ROW},{'x' * 81},Doe".replace("paid", word) for word in ("paid", "queued", "paid")]
    found = proposed(tmp_path, f"{HEADER},Text,Patient Name", *rows)
    assert [found.matches[place].words for place in (5, 7, 8)] == [("paid", "queued"), (), ()]


def test_a_header_says_what_it_holds_as_plain_text_but_no_person(tmp_path: Path) -> None:
    row = f'{ROW},"Doe, Jane",<b>x</b>'
    found = proposed(tmp_path, f"{HEADER},Patient Name,Fee Schedule", row, row.replace("C1", "C2"))
    assert found.matches[0].values == ("C1", "C2")
    assert (found.matches[7].values, found.matches[7].reason) == ((), "identifies a person; it is not stored")
    assert (found.matches[8].values, found.matches[8].column, found.matches[8].certainty) == (
        ("<b>x</b>",), None, "unclear",
    )  # fmt: skip


def test_a_file_that_names_all_it_needs_itself_is_asked_nothing(tmp_path: Path) -> None:
    header = "claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount,Reason Code,Fee,SentDate,DateSent,InsPayAmt"
    found = proposed(tmp_path, header, f"{ROW},a sentence of words,1,2025-01-01,2025-01-01,5.00")
    assert found.questions == ()
    assert [match.column for match in found.matches[7:]] == [
        None,
        "allowed_amount",
        None,
        None,
        "paid_amount",
    ]


def test_two_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    found = proposed(tmp_path, f"{HEADER},Note,Note", f"{ROW},1,2")
    assert [match.header for match in found.matches[7:]] == ["Note", "Note (2)"]


def test_a_header_of_unknown_names_is_proposed_all_the_same(tmp_path: Path) -> None:
    found = proposed(
        tmp_path, "Fall;Kunde;Kasse;Leistung;Tag;Stand;Preis", "1;2;Delta;D9311;2025-01-01;paid;5.00"
    )
    assert [match.column for match in found.matches][2:6:3] == ["payer_name", "status"]
