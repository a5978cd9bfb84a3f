-- question: What is known of each D9311 episode, whatever the filter?
-- grain: one row per billed consultation at one payer, however often it was sent
-- The words of queries/words that no filter changes are said once, here, and what other steps found stands
-- beside it: a measure reads its columns and joins nothing.
create or replace table episodes as
select
    known.*,
    known.first_decided - known.first_submitted as days_to_decision,
    is_approved(known.outcome) as is_approved,
    is_decided(known.outcome) as is_decided,
    is_approved(known.first_outcome) as is_first_approved,
    is_decided(known.first_outcome) as is_first_decided,
    is_open(known.outcome, known.rework_open) as is_open,
    is_paid_line(known.outcome, known.paid) as is_paid_line,
    is_denied_not_on_code(known.outcome, known.denial_category) as is_denied_not_on_code,
    allowed_known(known.outcome, known.rule, known.allowed) as allowed_known,
    (allowed_known * 100)::bigint as allowed_cents,
    array_to_string(list_sort(known.scenarios), ';') as scenario_list,
    (
        record_number(
            known.element_reason, known.element_date, known.element_time, known.element_method,
            known.element_professional, known.element_outcome, known.element_record, known.strict
        ) * 59049 + checks_number(
            known.check_has_record, known.check_evidence_sent, known.check_coverage_verified,
            known.check_not_routine, known.check_no_same_day_codes, known.check_written_in_time,
            known.check_consulted_in_time, known.check_signed, known.check_separate_record,
            known.is_late_record
        )
    )::integer as checklist,
    linked.is_main,
    linked.is_main and known.billing_id in (select billing_id from ambiguous_links) as is_ambiguous,
    numbers.claim_ids,
    unlinked.bucket as ledger_bucket,
    fees.expected_fee,
    fees.fee_effective_date,
    repeats.nth,
    repeats.approved_before,
    repeats.days_since_approved,
    refusals.denial_amount,
    refusals.is_too_many,
    refusals.limit_code,
    refusals.limit_group,
    late.late_elements, late.late_first_written, late.late_changed, late.late_signed
from known_episodes as known
join linked_episodes as linked on linked.episode_number = known.episode_number
left join claim_numbers as numbers on numbers.episode_id = known.episode_id
left join unlinked_billings as unlinked on unlinked.billing_id = known.billing_id
left join expected_fees as fees on fees.episode_number = known.episode_number
left join repeats on repeats.episode_number = known.episode_number
left join refusals on refusals.episode_number = known.episode_number
left join late_elements as late on late.episode_id = known.episode_id;
