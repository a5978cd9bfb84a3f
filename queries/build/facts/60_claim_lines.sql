-- question: Which claim rows stand behind each episode, and what decided each of them?
-- grain: one row per current D9311 claim row; episode_id is null for other payers' rows and estimates
create or replace table claim_lines_d9311 as
select
    d9311_rows.import_id,
    d9311_rows.line,
    imports.file_name,
    d9311_rows.practice_id,
    d9311_rows.claim_id,
    d9311_rows.root_claim_id,
    d9311_rows.line_number,
    d9311_rows.ordinal,
    d9311_rows.original_claim_id,
    d9311_rows.patient_id,
    d9311_rows.payer,
    d9311_rows.payer_key,
    d9311_rows.plan_name,
    d9311_rows.provider_id,
    d9311_rows.service_date,
    d9311_rows.submitted_date,
    d9311_rows.adjudicated_date,
    d9311_rows.status,
    d9311_rows.status_kind,
    d9311_rows.submission_type,
    d9311_rows.claim_type,
    d9311_rows.payer_order,
    d9311_rows.billed_amount,
    d9311_rows.allowed_amount,
    d9311_rows.allowed,
    d9311_rows.paid_amount,
    d9311_rows.patient_responsibility,
    d9311_rows.adjustment_codes,
    d9311_rows.outcome,
    d9311_rows.rule,
    d9311_rows.conflict,
    if(d9311_rows.outcome = 'denied', d9311_rows.denial_category, null) as denial_category,
    if(d9311_rows.outcome = 'denied', d9311_rows.denial_code, null) as denial_code,
    if(d9311_rows.outcome = 'denied', d9311_rows.group_code, null) as group_code,
    d9311_rows.attachment_sent,
    d9311_rows.attachment_reference,
    d9311_rows.coverage_verified_date,
    d9311_rows.appeal_filed_date,
    d9311_rows.appeal_decided_date,
    d9311_rows.appeal_outcome,
    d9311_rows.appeal_recovered_amount,
    d9311_rows.source,
    episode_ids.episode_id,
    episode_rows.position,
    coalesce(episode_rows.dropped, false) as dropped
from d9311_rows
join imports on imports.import_id = d9311_rows.import_id
left join episode_rows
    on episode_rows.import_id = d9311_rows.import_id and episode_rows.line = d9311_rows.line
left join episode_ids on episode_ids.episode_number = episode_rows.episode_number;
