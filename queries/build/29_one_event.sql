-- question: Which two rows tell of one event: a remittance and its posting, a claim sent and its entry, a check made anew?
-- grain: same_events one row per row that another one tells; told_rows one row per coded row that is left
-- identity.md, C. An 835 before the export's posting of it: its date and its money count.
create or replace table source_rows as
select
    outcomes.*,
    payers.payer_key,
    case
        when coalesce(outcomes.paid_amount < 0, false) or outcomes.status_kind = 'reversed' then 'back'
        when outcomes.paid > 0 then 'paid'
        else 'zero'
    end as money_kind
from row_outcomes as outcomes
join payers on payers.exported_name = outcomes.payer_name
semi join (select distinct practice_id, claim_id from row_outcomes where source <> 'export') as told
    on told.practice_id = outcomes.practice_id and told.claim_id = outcomes.claim_id;

create or replace table event_candidates as
with met as (
    select
        'posted' as kind, export.row_order as told, answer.row_order as tells,
        export.paid <> answer.paid as differs,
        coalesce(abs(export.adjudicated_date - answer.adjudicated_date), 0) as days
    from source_rows as export
    join source_rows as answer using (practice_id, claim_id, line_number, code, payer_key, money_kind)
    where export.source = 'export' and answer.source = '835'
        and export.outcome not in ('void', 'unsent', 'rejected')
        and (export.adjudicated_date is not null or export.outcome not in ('pending', 'secondary')
            or export.money_kind <> 'zero')
        and coalesce(export.adjudicated_date - answer.adjudicated_date between -14 and 60, export.adjudicated_date is null)
        and abs(abs(export.paid) - abs(answer.paid)) <= 0.10 * abs(answer.paid)
        and (export.money_kind <> 'zero' or export.outcome = answer.outcome or export.outcome = 'indeterminate'
            or (export.outcome = 'denied' and len(export.codes) = 0 and answer.outcome = 'exhausted'))
    union all
    select
        'sent', sent.row_order, export.row_order, export.submitted_date is null,
        coalesce(abs(export.submitted_date - sent.submitted_date), export.adjudicated_date - sent.submitted_date, 0)
    from source_rows as sent
    join source_rows as export using (practice_id, claim_id, line_number, code, payer_key, submission_type)
    where sent.source = '837' and export.source = 'export'
        and case
            when export.submitted_date is not null then abs(export.submitted_date - sent.submitted_date) <= 14
            else coalesce(export.adjudicated_date >= sent.submitted_date, true)
        end
)
select *, row_number() over (partition by kind order by differs, days, tells, told) as choice
from met;

-- The nearest pair first, each row once.
create or replace table event_pairs as
with recursive rounds as (
    select *, false as is_final from event_candidates
    union all
    select kind, told, tells, differs, days, choice, choice = first_told and choice = first_tells
    from (
        select
            tops.*,
            bool_or(choice = first_told and choice = first_tells) over (partition by kind, told) as is_told,
            bool_or(choice = first_told and choice = first_tells) over (partition by kind, tells) as is_teller
        from (
            select
                * exclude (is_final),
                min(choice) over (partition by kind, told) as first_told,
                min(choice) over (partition by kind, tells) as first_tells
            from rounds
            where not is_final
        ) as tops
    ) as judged
    where (choice = first_told and choice = first_tells) or not (is_told or is_teller)
)
select kind, told, tells, differs from rounds where is_final;

create or replace table same_events as
with answers as (
    select *, sum(if(money_kind = 'back', 1, 0)) over (
            same_amount order by adjudicated_date range between unbounded preceding and current row
        ) as taken_back,
        sum(if(money_kind = 'paid', 1, 0)) over (
            same_amount order by adjudicated_date, row_order rows between unbounded preceding and current row
        ) as nth,
        first_value(row_order) over (same_amount order by adjudicated_date, row_order) as first_row
    from source_rows
    where source = '835' and payer_claim_control_number is not null and money_kind <> 'zero' and code = 'D9311'
    window same_amount as (
        partition by practice_id, claim_id, line_number, code, payer_key, payer_claim_control_number, abs(paid)
    )
),
answered as (
    select practice_id, claim_id, line_number, code, payer_key, min(row_order) as row_order
    from source_rows
    where source = '835' and (is_adjudicated or outcome = 'indeterminate')
    group by practice_id, claim_id, line_number, code, payer_key
),
same as (
    select told, tells, kind, differs from event_pairs
    union all
    -- paid again without a take-back between: the check was made anew
    select row_order, first_row, 'reissued', false
    from answers
    where money_kind = 'paid' and nth - taken_back > 1
    union all
    select rows.row_order, answered.row_order, 'answered', false
    from source_rows as rows
    join answered using (practice_id, claim_id, line_number, code, payer_key)
    where rows.source = 'export' and rows.outcome in ('pending', 'unsent') and rows.submitted_date is null
        and rows.adjudicated_date is null
)
select same.*, told.import_id, told.line, tells.import_id as told_by_import_id, tells.line as told_by_line
from same
join source_rows as told on told.row_order = same.told
join source_rows as tells on tells.row_order = same.tells;

create or replace table told_rows as
select outcomes.* replace (
    coalesce(posted.submission_type, outcomes.submission_type) as submission_type,
    coalesce(posted.submitted_date, outcomes.submitted_date, sent.submitted_date) as submitted_date,
    if(posted.status_kind = 'appealed', 'appealed', outcomes.status_kind) as status_kind,
    coalesce(posted.plan_name, outcomes.plan_name) as plan_name,
    coalesce(posted.provider_id, outcomes.provider_id) as provider_id,
    coalesce(posted.provider_name, outcomes.provider_name) as provider_name,
    coalesce(posted.attachment_sent, outcomes.attachment_sent, sent.attachment_sent) as attachment_sent,
    coalesce(posted.attachment_reference, outcomes.attachment_reference, sent.attachment_reference) as attachment_reference,
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
