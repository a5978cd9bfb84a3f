"""What a header and its first rows leave open is asked, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.foreign import HEADER, ROW, meanings, proposed, refused
from tests.mapping.test_mapping import CERTAIN

ASKED = "export.csv, line 1: what some columns mean is not clear.\n  {}\n  A profile to begin with: python -m d9311 map FILE; use it with import --mapping PROFILE."


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


@pytest.mark.parametrize("patients", ["Patient Paid", "PatPmt", "Pt Payments"])
def test_a_total_beside_what_patients_paid_is_asked(tmp_path: Path, patients: str) -> None:
    assert refused(tmp_path, f"{HEADER},Total Paid,{patients}", f"{ROW},85.00,25.00") == ASKED.format(
        f'"Total Paid" is a name of paid_amount, but may hold what patients paid, too, as "{patients}" stands beside it. '
        'Write under [columns] of a profile: "Total Paid" = "", or "Total Paid" = "paid_amount".'
    )


@pytest.mark.parametrize(
    ("paid", "beside"), [("Total Paid", "Patient Portion"), ("Ins Paid", "Patient Paid")]
)
def test_what_the_payer_paid_alone_is_not_asked(tmp_path: Path, paid: str, beside: str) -> None:
    found = proposed(tmp_path, f"{HEADER},{paid},{beside}", f"{ROW},85.00,25.00")
    assert (meanings(found)[paid], found.questions) == (("paid_amount", CERTAIN), ())


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
