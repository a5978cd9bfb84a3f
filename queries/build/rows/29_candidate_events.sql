-- question: Which two rows may tell of one event: a remittance and its posting, a claim sent and its entry?
-- grain: source_rows one row per coded row of a claim that X12 files know;
--   event_candidates one row per possible pair
-- identity.md, C. An 835 before the export's posting of it: its date and its money count.
create or replace temp table source_rows as
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

create or replace temp table event_candidates as
with met as (
    select
        'posted' as kind, export.row_order as told, answer.row_order as tells,
        export.paid <> answer.paid as differs,
        coalesce(abs(export.adjudicated_date - answer.adjudicated_date), 0) as days
    from source_rows as export
    join source_rows as answer using (practice_id, claim_id, line_number, code, payer_key, money_kind)
    where export.source = 'export' and answer.source = '835'
        and is_accepted(export.outcome)
        and (export.adjudicated_date is not null or export.outcome not in ('pending', 'secondary')
            or export.money_kind <> 'zero')
        and coalesce(
            export.adjudicated_date - answer.adjudicated_date between -14 and 60,
            export.adjudicated_date is null
        )
        and abs(abs(export.paid) - abs(answer.paid)) <= 0.10 * abs(answer.paid)
        and (export.money_kind <> 'zero' or export.outcome = answer.outcome
            or export.outcome = 'indeterminate'
            or (export.outcome = 'denied' and len(export.codes) = 0 and answer.outcome = 'exhausted'))
    union all
    select
        'sent', sent.row_order, export.row_order, export.submitted_date is null,
        coalesce(
            abs(export.submitted_date - sent.submitted_date),
            export.adjudicated_date - sent.submitted_date,
            0
        )
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
