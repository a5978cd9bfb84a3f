"""Rows that are kept and flagged: unreadable cells, doubtful values, unknown words, odd codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest.staging.checks import checks
from tests.drafts import report_on
from tests.ingest.test_import_set_aside import FAULTY_CLAIMS, FAULTY_CONSULTATIONS

UNREADABLE = [
    ("adjudicated_date", "soon", "the value is not a date; write it as 2025-03-31. It counts as blank."),
    ("paid_amount", "much", "the value is not an amount; write it as 1234.50. It counts as blank."),
    ("line_number", "one", "the value is not a whole number; write it as 2. It counts as 1."),
    ("attachment_sent", "maybe", "the value is neither yes nor no; write yes or no. It counts as blank."),
]


def test_any_other_unreadable_value_is_emptied_and_said(tmp_path: Path) -> None:
    rows = [{column: value} for column, value, _ in UNREADABLE]
    report = report_on(tmp_path, "claims", [{}, *rows])
    assert (report.rows_kept, report.set_aside) == (1 + len(rows), [])
    assert sorted(map(vars, report.warnings), key=lambda one: int(one["line"])) == [
        {
            "line": line,
            "column": column,
            "rule": "unreadable_value",
            "message": f"claims.csv, line {line}, column {column}: {message}",
            "count": 1,
        }
        for line, (column, _, message) in enumerate(UNREADABLE, start=3)
    ]


Flagged = tuple[dict[str, str], str, str, str]  # cells, and the column, rule and message of what is said
FLAGGED: list[Flagged] = [
    (
        {"adjudicated_date": "2025-01-14"},
        "adjudicated_date",
        "decision_before_service",
        "the date is before service_date. Check both dates; the rows were kept.",
    ),
    (
        {"allowed_amount": "300.01"},
        "allowed_amount",
        "allowed_over_three_times_billed",
        "the amount is more than three times billed_amount. Look for a slipped decimal point; the rows were kept.",
    ),
    (
        {"paid_amount": "100.01"},
        "paid_amount",
        "paid_over_billed",
        "the amount is more than billed_amount. Check both amounts; the rows were kept.",
    ),
    (
        {"paid_amount": "1.00", "billed_amount": "0"},
        "paid_amount",
        "paid_over_billed",
        "the amount is more than billed_amount. Check both amounts; the rows were kept.",
    ),
    (
        {"paid_amount": "-60"},
        "paid_amount",
        "negative_payment",
        "the amount is negative and status does not say reversed. "
        "Check that the payer took the payment back; the rows count as reversals.",
    ),
    (
        {"status": "Queued"},
        "status",
        "unknown_value",
        "the dashboard does not know this value. Write one of the known values (the page Data lists the others); the rows were kept.",
    ),
    (
        {"payer_order": "4"},
        "payer_order",
        "unknown_value",
        "the dashboard does not know this value. Write one of the known values (the page Data lists the others); the rows were kept.",
    ),
    (
        {"appeal_outcome": "maybe"},
        "appeal_outcome",
        "unknown_value",
        "the dashboard does not know this value. Write one of the known values (the page Data lists the others); the rows were kept.",
    ),
    (
        {"procedure_code": "09311"},
        "procedure_code",
        "code_without_letter",
        "D9311 is written without its letter: 09311 (1). Nothing needs to be done: the rows are taken as D9311.",
    ),
    (
        {"procedure_code": "AD:9311.:22"},
        "procedure_code",
        "code_without_letter",
        "D9311 is written without its letter: AD:9311.:22 (1). "
        "Nothing needs to be done: the rows are taken as D9311.",
    ),
    *(
        (
            {"procedure_code": code},
            "procedure_code",
            "code_without_letter",
            f"a code that is not to be billed beside D9311 is written without its letter: {code} (1). "
            "Nothing needs to be done: the rows are taken as that code.",
        )
        for code in ("0140", "00140", "AD:0140", "09310", "9310.0", " 0120. ".strip())
    ),
    *(
        (
            {"adjustment_codes": codes},
            "adjustment_codes",
            "unread_codes",
            f"a part of the denial codes was not understood and is not read{shown}. "
            "Write codes as CO-45:40.00; PR-1:60.00; N706, or enter them in the practice system.",
        )
        for codes, shown in (
            ("CO-45x; 1000 N706", ": 1000 CO-45X (1)"),
            ("CR", ": CR (1)"),
            ("see MARKER", ""),
            ("CO-97 12345678 01/02/1980", ""),
        )
    ),
    (
        {"procedure_code": "D9311 MARKER"},
        "procedure_code",
        "near_miss_code",
        "the code looks like D9311 and is not taken as D9311. "
        "If D9311 is meant, correct the code and import again.",
    ),
    (
        {"procedure_code": "D9311A"},
        "procedure_code",
        "near_miss_code",
        "the code looks like D9311 and is not taken as D9311: D9311A (1). "
        "If D9311 is meant, correct the code and import again.",
    ),
]


def in_files() -> list[list[Flagged]]:
    """The cases, each in the first file in which no other has its column and rule, for which one message is said."""
    files: list[list[Flagged]] = []
    for case in FLAGGED:
        free = (file for file in files if case[1:3] not in [other[1:3] for other in file])
        file = next(free, None)
        if file is None:
            files.append(file := [])
        file.append(case)
    return files


@pytest.mark.parametrize("cases", in_files())
def test_a_doubtful_claim_line_is_kept_and_flagged(tmp_path: Path, cases: list[Flagged]) -> None:
    sound = [{"status": "paid"}, {}]
    doubtful = [
        {"status": "paid" if rule == "negative_payment" else "reversed"} | cells
        for cells, _, rule, _ in cases
    ]
    report = report_on(tmp_path, "claims", [*sound, *doubtful, *doubtful])
    assert report.rows_kept == len(sound) + 2 * len(cases)
    assert sorted((one.line, one.column, one.rule, one.message, one.count) for one in report.warnings) == [
        (
            line,
            column,
            rule,
            f"claims.csv, line {line}, column {column}: {message.replace('(1)', '(2)')} So in 2 rows.",
            2,
        )
        for line, (_, column, rule, message) in enumerate(cases, start=4)
    ]


def test_what_is_on_the_limit_is_not_doubtful(tmp_path: Path) -> None:
    limits: dict[str, dict[str, str]] = {
        "decided on the day of the service": {"adjudicated_date": "2025-01-15"},
        "three times what was billed, and no more": {"allowed_amount": "300.00"},
        "taken back": {"status": "reversed", "billed_amount": "-100", "allowed_amount": "-60"},
        "paid back": {"status": "reversed", "paid_amount": "-60"},
        "nothing of nothing": {"allowed_amount": "0", "billed_amount": "0"},
        "all that was billed": {"paid_amount": "100.00"},
        "nothing was paid": {"paid_amount": "0"},
    }
    assert report_on(tmp_path, "claims", [{"status": "paid"}, *limits.values(), {}]).warnings == []


def test_codes_written_as_d9311_are_not_worth_a_word(tmp_path: Path) -> None:
    codes = ["D9311", "d9311", " D9311 ", "AD:D9311", "D9311.", "D9311:22", "D0120"]
    assert report_on(tmp_path, "claims", [{"procedure_code": code} for code in codes]).warnings == []


def test_bare_numbers_of_other_codes_are_not_worth_a_word(tmp_path: Path) -> None:
    codes = ["140", "000140", "0141", "00141", "140.0", "09311.0", "D0140", "1110", "10140", "0140A"]
    rows = [{"procedure_code": code} for code in codes]
    found = report_on(tmp_path, "claims", rows).warnings
    assert [(one.rule, one.line) for one in found] == [("near_miss_code", 7)]


def test_unread_codes_are_counted_by_what_is_shown_of_them(tmp_path: Path) -> None:
    texts = [
        "X45",
        "X45",
        "x45 limit",
        "CO-45 note on MARKER",
        "MARKER 50%",
        "X46; X45",
        "CO-97 - with words",
        "",
    ]
    other = {"procedure_code": "D0140", "adjustment_codes": "X47"}
    rows = [{"adjustment_codes": text} for text in texts]
    (said,) = report_on(tmp_path, "claims", [*rows, other]).warnings
    assert (said.line, said.count) == (2, 5)
    assert said.message == (
        "claims.csv, line 2, column adjustment_codes: a part of the denial codes was not understood and is not read: "
        "X45 (3), X45 X46 (1). Write codes as CO-45:40.00; PR-1:60.00; N706, or enter them in the practice system. "
        "So in 5 rows."
    )


def test_a_warning_counts_its_rows_and_names_the_first(tmp_path: Path) -> None:
    report = report_on(
        tmp_path, "claims", [{}, {"paid_amount": "?!"}, {"paid_amount": "x"}, {"paid_amount": "?!"}]
    )
    assert [(one.line, one.count, one.message) for one in report.warnings] == [
        (
            3,
            3,
            "claims.csv, line 3, column paid_amount: the value is not an amount; write it as 1234.50. "
            "It counts as blank, in 3 rows.",
        )
    ]


def test_every_rule_of_queries_checks_has_its_example() -> None:
    shown = {rule for _, _, rule, _ in FLAGGED + FAULTY_CLAIMS + FAULTY_CONSULTATIONS}
    # drawn in tests of their own
    shown |= {"repeated_row", "outside_scope", "same_line_twice", "total_of_the_claim"}
    kinds = ("claims", "consultations", "fees", "payer_rules", "payer_alias")
    rules = {
        rule.rule for kind in kinds for severity in ("set aside", "flag") for rule in checks(kind, severity)
    }
    assert rules == shown
