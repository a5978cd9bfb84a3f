"""Every measure prints exactly the columns of the specification, in its order."""

from __future__ import annotations

import pytest

import queries
from tests.conftest import ImportTables

APPROVAL = """
    episodes decided approved denied exhausted pending indeterminate duplicate approval_rate ci_low ci_high
    first_decided first_approved first_approval_rate paid_lines paid_rate billed allowed paid median_days
    evidence denied_not_on_code code_approval_rate
"""
ELEMENTS = "element_reason element_date element_time element_method element_professional element_outcome"
CHECKS = """
    check_has_record check_evidence_sent check_coverage_verified check_not_routine check_no_same_day_codes
    check_written_in_time check_consulted_in_time check_signed check_separate_record
"""
HEADLINES = """
    episodes decided approved denied exhausted pending indeterminate approval_rate ci_low ci_high
    first_approval_rate paid_rate billed allowed paid paid_per_episode median_days consultations strict_pass
    strict_of strict_pass_rate never_billed without_record open_over_60_days denied_not_appealed
"""
COLUMNS = {
    "approval_by_payer": f"payer {APPROVAL}",
    "approval_by_practice": f"practice_id {APPROVAL}",
    "approval_by_provider": f"provider_id {APPROVAL}",
    "approval_by_plan": f"payer plan_name {APPROVAL}",
    "approval_trend": """
        month episodes decided approved denied exhausted pending indeterminate duplicate approval_rate ci_low
        ci_high maturity mature billed paid
    """,
    "documentation_gaps": """
        element exported applicable present missing missing_rate ci_low ci_high with_gap_decided
        with_gap_denied without_gap_decided without_gap_denied
    """,
    "documentation_by_payer": "payer element applicable present missing missing_rate",
    "documentation_by_provider": "provider_id element applicable present missing missing_rate",
    "billing_checks": """
        check exported applicable passed failed failed_rate with_fail_decided with_fail_denied
        without_fail_decided without_fail_denied
    """,
    "scenario_frequency": """
        scenario consultations share ci_low ci_high billed decided approved approval_rate rate_low rate_high
        strict_pass
    """,
    "scenario_trend": "month scenario consultations",
    "denial_reasons": "category code episodes share billed cumulative_share first_episodes recovered",
    "reconciliation": "bucket count billed paid",
    "ar_aging": "bucket episodes billed",
    "decision_time": "payer episodes decided median_days median_low median_high p90_days",
    "same_day_codes": "code episodes decided denied denial_rate",
    "worklist": """
        item_id kind practice_id payer claim_id patient service_date billed category code group_code next_step
        missing deadline days_left deadline_source expected_dollars expected_low expected_high basis owner
        state snoozed_until note age_days won tried ranked_by kinds route at_stake is_new can_be_completed
        is_due_this_week is_past_deadline exposed provider_id episode_id consultation_id likely_payer
    """,
    "sending_checks": """
        check kind later_from is_on earlier_failed earlier_failed_denied earlier_passed earlier_passed_denied
        flagged caught false_alarms missed caught_rate ci_low ci_high
    """,
    "before_sending": """
        episode_id practice_id payer claim_ids service_date first_submitted outcome billed breaks failed
        failed_off provider_id
    """,
    "appeals": """
        payer denied appealed decided overturned overturn_rate recovered median_days_to_appeal reworked
        rework_paid appealed_rate
    """,
    "episodes": f"""
        episode_id practice_id payer plan_name provider_id patient service_date first_submitted first_decided
        decided outcome rule first_outcome billed allowed paid patient_responsibility denial_category
        denial_code submissions rework_open conflict same_day_codes repeat_number consultation_id link
        scenarios first_denial_category first_denial_code group_code other_payers_paid
        {ELEMENTS} element_record strict {CHECKS}
    """,
    "overview": "from to previous_from previous_to compare as_of mature_through "
    + " ".join(f"{name} {name}_previous" for name in HEADLINES.split()),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_measure_prints_its_columns_in_the_order_of_the_definition(
    import_tables: ImportTables, name: str
) -> None:
    cursor = import_tables(claims=[{"claim_id": "C1"}])
    assert queries.arrow(cursor, name).column_names == COLUMNS[name].split()


def test_every_measure_of_the_definition_is_a_query() -> None:
    assert sorted(COLUMNS.keys() - set(queries.names())) == []
