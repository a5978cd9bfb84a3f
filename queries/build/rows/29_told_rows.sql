-- question: Which coded rows are left when each event is told once?
-- grain: one row per row; an 835's with what only the export's posting of it knows
create or replace temp table told_rows as
select outcomes.* replace (
    coalesce(posted.submission_type, outcomes.submission_type) as submission_type,
    coalesce(posted.submitted_date, outcomes.submitted_date, sent.submitted_date) as submitted_date,
    if(posted.status_kind = 'appealed', 'appealed', outcomes.status_kind) as status_kind,
    coalesce(posted.plan_name, outcomes.plan_name) as plan_name,
    coalesce(posted.provider_id, outcomes.provider_id) as provider_id,
    coalesce(posted.provider_name, outcomes.provider_name) as provider_name,
    coalesce(posted.attachment_sent, outcomes.attachment_sent, sent.attachment_sent) as attachment_sent,
    coalesce(posted.attachment_reference, outcomes.attachment_reference, sent.attachment_reference)
        as attachment_reference,
    coalesce(posted.coverage_verified_date, outcomes.coverage_verified_date) as coverage_verified_date,
    coalesce(posted.appeal_filed_date, outcomes.appeal_filed_date) as appeal_filed_date,
    coalesce(posted.appeal_decided_date, outcomes.appeal_decided_date) as appeal_decided_date,
    coalesce(posted.appeal_outcome, outcomes.appeal_outcome) as appeal_outcome,
    coalesce(posted.appeal_recovered_amount, outcomes.appeal_recovered_amount) as appeal_recovered_amount,
    outcomes.conflict or coalesce(posted.conflict, false) as conflict
)
from row_outcomes as outcomes
anti join same_events on same_events.import_id = outcomes.import_id and same_events.line = outcomes.line
left join event_pairs as posting on posting.tells = outcomes.row_order and posting.kind = 'posted'
left join source_rows as posted on posted.row_order = posting.told
left join event_pairs as entry on entry.tells = outcomes.row_order and entry.kind = 'sent'
left join source_rows as sent on sent.row_order = entry.told;
