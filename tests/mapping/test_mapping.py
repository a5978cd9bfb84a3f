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
from tests.foreign import HEADER, ROW, meanings, proposed, refused, write

CERTAIN = "synonym"
ASKED = "export.csv, line 1: what some columns mean is not clear.\n  {}\n  A profile to begin with: python -m d9311 map FILE; use it with import --mapping PROFILE."


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


@pytest.mark.parametrize(
    ("header", "values", "column"),
    [
        ("Cdt", "D9311 D0120 D2740", "procedure_code"),
        ("Was macht es", "D9311 D0120 D2740", "procedure_code"),
        ("Zustand", "paid denied pending", "status"),
        ("Kasse", "Delta Aetna Cigna", "payer_name"),
    ],
)
def test_what_is_still_needed_is_found_by_its_values(
    tmp_path: Path, header: str, values: str, column: str
) -> None:
    names = dict(
        zip(("procedure_code", "status", "payer_name"), ("ProcCode", "Claim State", "Carrier"), strict=True)
    )
    rows = []
    for value in values.split():
        cells = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {names[column]: value}
        rows.append(",".join(cells.values()))
    match = next(
        match
        for match in proposed(tmp_path, HEADER.replace(names[column], header), *rows).matches
        if match.header == header
    )
    assert match.column == column
    assert match.certainty == ("synonym" if header == "Cdt" else "likely by its values")


def test_one_header_that_could_mean_two_columns_is_asked(tmp_path: Path) -> None:
    header = HEADER.replace("FeeBilled", "Fee")
    assert refused(tmp_path, header, ROW) == ASKED.format(
        '"Fee" can mean billed_amount or allowed_amount. Write under [columns] of a profile: '
        '"Fee" = "billed_amount", or "Fee" = "allowed_amount", or "Fee" = "".'
    )


def test_a_header_means_what_no_other_one_does(tmp_path: Path) -> None:
    found = proposed(tmp_path, HEADER.replace("FeeBilled", "Fee") + ",Allowed", f"{ROW},80.00")
    assert (meanings(found)["Fee"], found.questions) == (("billed_amount", CERTAIN), ())


def test_two_headers_for_one_column_are_asked(tmp_path: Path) -> None:
    assert refused(tmp_path, f"{HEADER},DateSent,SentDate", f"{ROW},2025-04-01,2025-04-02") == ASKED.format(
        '"DateSent" and "SentDate" can each be submitted_date. Write under [columns] of a profile: '
        '"DateSent" = "submitted_date" and "SentDate" = "", or "DateSent" = "" and "SentDate" = "submitted_date".'
    )


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("Not covered by plan", "its values are sentences, not CARC or RARC"),
        ("X-17", "its values are codes of somebody's own, not CARC or RARC"),
        ("901", "its values are codes of somebody's own, not CARC or RARC"),
    ],
)
def test_a_reason_code_that_is_none_is_asked(tmp_path: Path, value: str, why: str) -> None:
    assert refused(tmp_path, f"{HEADER},Reason Code", f"{ROW},{value}") == ASKED.format(
        f'"Reason Code" is a name of adjustment_codes, but {why}. Write under [columns] of a profile: '
        '"Reason Code" = "", or "Reason Code" = "adjustment_codes".'
    )


def test_codes_of_ones_own_beside_a_group_are_asked(tmp_path: Path) -> None:
    assert refused(tmp_path, f"{HEADER},Adj1Group,Adj1ReasonCode", f"{ROW},CO,X-17") == ASKED.format(
        '"Adj1ReasonCode" is a name of adjustment_codes.1.reason, but its values are codes of somebody\'s own, not CARC or '
        'RARC. Write under [columns] of a profile: "Adj1ReasonCode" = "", or "Adj1ReasonCode" = "adjustment_codes.1.reason".'
    )


def test_a_category_where_a_payer_is_expected_is_asked(tmp_path: Path) -> None:
    row = ROW.replace("Delta", "PPO")
    assert refused(tmp_path, HEADER.replace("Carrier", "Insurance"), row) == ASKED.format(
        '"Insurance" is a name of payer_name, but its values are kinds of insurance, not names of payers. '
        'Write under [columns] of a profile: "Insurance" = "", or "Insurance" = "payer_name".'
    )


def test_names_where_a_patient_key_is_expected_are_asked(tmp_path: Path) -> None:
    row = ROW.replace("P1", '"Doe, Jane"')
    assert refused(tmp_path, HEADER.replace("PatNum", "Chart #"), row) == ASKED.format(
        '"Chart #" is a name of patient_id, but its values are names of persons, not keys. '
        'Write under [columns] of a profile: "Chart #" = "", or "Chart #" = "patient_id".'
    )


@pytest.mark.parametrize(
    ("value", "what", "preset"),
    [("R", "single letters", "open_dental_tables"), ("4", "numbers", "claim_status_835")],
)
def test_letters_and_numbers_for_a_status_are_asked(
    tmp_path: Path, value: str, what: str, preset: str
) -> None:
    assert refused(tmp_path, HEADER, ROW.replace("paid", value)) == ASKED.format(
        f'"Claim State" holds {what}, which mean something only in the system that wrote them. '
        f'Write preset = "{preset}" at the top of a profile, or what each one means under [values.status].'
    )


def test_a_date_that_nothing_names_is_asked(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER.replace("ProcDate", "Tag"), ROW) == ASKED.format(
        '"Tag" can be service_date. Write under [columns] of a profile: "Tag" = "service_date".'
    )


def test_what_nothing_can_be_is_missing_before_anything_is_asked(tmp_path: Path) -> None:
    header = HEADER.replace("FeeBilled", "Fee").replace(",Claim State", "")
    assert refused(tmp_path, header, ROW.replace(",paid", "")) == (
        "export.csv, line 1: the required column status (no header comes near it) is missing. "
        "Rename the header, or export the column, and import again."
    )


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
