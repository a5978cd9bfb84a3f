"""What pages say in words: grades of measures, next steps after a denial, files to mend, numbers and
periods."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from decimal import Decimal

import pytest

import queries
from d9311.contract import column_names
from d9311.ui.data.grades import grades, needs
from d9311.ui.data.recognise import recognise
from d9311.ui.periods import Mature, call_of, dates_of, name_of, offered
from d9311.ui.show import words
from d9311.ui.show.rules import next_step
from tests.project.files import ROOT


def test_every_column_that_a_measure_needs_is_one_of_its_file() -> None:
    for need in needs():
        named = {*itertools.chain(*need.all_of), *need.better_with, *need.filled}
        assert (need.title, named - set(column_names(need.file))) == (need.title, set())


def test_every_graded_measure_has_a_place_of_its_own() -> None:
    places = [need.place for need in needs()]
    assert places == sorted(set(places))
    assert {name for name in queries.names() if "needs" in queries.describe(name)} == {
        name for name in queries.names() if "graded" in queries.describe(name)
    }


def test_grades_say_which_column_is_missing_and_what_is_sparse() -> None:
    money = ("paid_amount", "allowed_amount", "adjustment_codes")
    exported = {"claims": ["submitted_date", "adjudicated_date", "provider_id", *money]}
    rows = {row["measure"]: row for row in grades(exported, {"provider_id": 0.55}, keeps_history=False)}
    assert rows["Approval rates"]["grade"] == "● usable"
    assert rows["Approval by provider"]["because"] == "provider_id is blank in 45% of the rows"
    assert rows["Approval by plan"] == {
        "measure": "Approval by plan",
        "grade": "○ not computable",
        "because": "column plan_name is missing",
    }
    assert rows["Approval at the first decision"]["grade"] == "○ not computable"
    assert rows["Documentation gaps"]["because"] == "no consultations file is loaded"


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("CO", "read the remark (write off). CO: do not bill the patient."),
        ("PI", "read the remark (write off). PI: do not bill the patient."),
        ("PR", "read the remark; bill the patient if the plan allows (bill patient or write off). PR: the patient owes this."),
        (None, "read the remark; bill the patient if the plan allows (bill patient or write off). "
         "The group code is not known: read it on the EOB first."),
    ],
)  # fmt: skip
def test_next_step_never_bills_the_patient_for_what_the_provider_bears(group: str | None, said: str) -> None:
    step = next_step(
        "read the remark; bill the patient if the plan allows", "bill patient or write off", group
    )
    assert step == said


def test_denial_list_never_bills_the_patient_for_what_the_provider_bears() -> None:
    with (ROOT / "d9311" / "reference" / "denial_codes.csv").open(encoding="utf-8", newline="") as file:
        steps = [next_step(row["next_step"], row["route"], "CO") for row in csv.DictReader(file)]
    assert [step for step in steps if "bill the patient" in step.replace("do not bill the patient", "")] == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (words.percent(0.746), "75%"),
        (words.interval(0.409, 0.929), "41\N{EN DASH}93%"),
        (words.points(-0.054, 0.13), "\N{MINUS SIGN}5 to +13"),
        (words.points(-0.0049, 0.004), "0 to 0"),
        (words.points(None, 0.13), "\N{EN DASH}"),
        (words.point_change(-0.0931), "\N{MINUS SIGN}9.3 points"),
        (words.point_change(0.0004), "0 points"),
        (words.ratio(0.6549, 1.2), "0.65\N{EN DASH}1.20"),
        (words.month("2025-03"), "Mar 2025"),
        (words.interval(None, None), "\N{EN DASH}"),
        (words.dollars(Decimal("-12345.60")), "\N{MINUS SIGN}$12,346"),
        (words.dollars(Decimal("60")), "$60.00"),
        (words.days(1.0), "1 day"),
        (words.days(28.5), "28.5 days"),
        (words.period(date(2025, 3, 1), date(2025, 8, 31)), "Mar \N{EN DASH} Aug 2025"),
        (words.period(date(2024, 11, 1), date(2025, 4, 30)), "Nov 2024 \N{EN DASH} Apr 2025"),
        (words.period(date(2025, 3, 2), None), "from 2 Mar 2025"),
        (words.period(None, None), "All dates"),
        (words.literal("**a** <b>"), r"\*\*a\*\* \<b\>"),
    ],
)
def test_numbers_and_periods_are_written_one_way(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-01-01", "2026-01-01", (date(2025, 2, 1), date(2026, 1, 31))),
        ("2024-02-01", "2026-01-01", (date(2025, 8, 1), date(2026, 1, 31))),
        ("2025-10-01", "2026-01-01", (date(2025, 10, 1), date(2026, 1, 31))),
        ("2025-10-01", None, (None, None)),
    ],
)
def test_default_period_has_one_of_its_length_before_it(
    first: str, last: str | None, expected: tuple[date | None, date | None]
) -> None:
    mature = Mature(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    assert dates_of("recent", mature, None, None) == expected


@pytest.mark.parametrize(
    ("period", "first", "expected"),
    [
        ("twelve", "2025-01-01", (date(2025, 5, 1), date(2026, 4, 30))),
        ("twelve", "2025-06-01", (date(2025, 6, 1), date(2026, 4, 30))),  # eleven months are all there are
        ("this_year", "2025-01-01", (date(2026, 1, 1), date(2026, 6, 14))),
        ("last_year", "2025-01-01", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_periods_of_years_count_from_the_day_up_to_which_the_data_tell(
    period: str, first: str, expected: tuple[date, date]
) -> None:
    mature = Mature(date.fromisoformat(first), date(2026, 4, 1), date(2026, 6, 1), date(2026, 6, 14))
    assert dates_of(period, mature, None, None) == expected


@pytest.mark.parametrize(
    ("first", "chosen", "is_offered"),
    [
        ("2025-04-01", "recent", True),  # thirteen mature months
        ("2025-05-01", "recent", False),  # twelve are all of them
        ("2024-04-01", "recent", False),  # twenty-five: twelve are the default
        ("2024-05-01", "recent", True),
        ("2025-05-01", "twelve", True),  # came with a link
    ],
)
def test_twelve_months_are_offered_where_they_are_a_choice(first: str, chosen: str, is_offered: bool) -> None:
    mature = Mature(date.fromisoformat(first), date(2026, 4, 1))
    assert ("twelve" in offered(mature, chosen)) == is_offered


@pytest.mark.parametrize(
    ("chosen", "newest", "call", "called", "is_offered"),
    [
        ("last_import", 7, 7, "Last import: 2 May 2026", True),
        ("import_7", 9, 7, "An import: 2 May 2026", False),  # an older one was undone before the ninth
        ("import_8", 7, None, "An import", True),  # of a link: it was undone
        ("recent", 9, None, "All mature months: All dates", False),
    ],
)
def test_import_stands_in_place_of_a_period_where_it_is_known_what_it_changed(
    chosen: str, newest: int, call: int | None, called: str, is_offered: bool
) -> None:
    mature = Mature(None, None, imports={7: date(2026, 5, 2)}, newest_call=newest)
    assert (call_of(chosen, mature), name_of(chosen, mature)) == (call, called)
    assert ("last_import" in offered(mature, chosen)) == is_offered


@pytest.mark.parametrize(
    ("period", "last", "newest", "said"),
    [
        ("recent", 4, 6, "to April: later months still wait for decisions"),
        ("mature", 4, 5, "to April: later months still wait for decisions"),
        ("recent", 4, 4, ""),
        ("recent", None, 4, "all dates: no month is settled yet, so every rate may still move"),
        ("all", 4, 6, ""),
        ("custom", 4, 6, ""),
    ],
)
def test_period_says_why_it_ends_where_it_ends(period: str, last: int | None, newest: int, said: str) -> None:
    mature = Mature(date(2025, 1, 1), date(2026, last, 1) if last else None, date(2026, newest, 1))
    assert mature.end_of(period) == said


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("claim_id,patient_id,payer_name,procedure_code,service_date,status", "claims"),
        (
            "Claims of May\n\nClaim ID;Patient ID;Payer Name;Procedure Code;Service Date;Status;Billed Amount",
            "claims",
        ),
        ("consultation_id\tpatient_id\tconsultation_date", "consultations"),
        ("payer_name,plan_name,effective_date,expected_fee", "fees"),
        ("payer_name,covers_d9311", "payer_rules"),
        ("alias,payer_name", "payer_alias"),
        ("a,b\n1,2", None),
    ],
)
def test_file_is_recognised_by_its_header(header: str, kind: str | None) -> None:
    assert recognise(header.encode()) == kind
    assert recognise(header.encode("utf-16")) == kind


def test_address_in_foreign_text_is_no_link() -> None:
    shown = words.literal("see http://a.example/b, WWW.c.example and d@e.example").replace("\\", "")
    assert shown == "see http:\u2060//a.example/b, WWW\u2060.c.example and d\u2060@e.example"
