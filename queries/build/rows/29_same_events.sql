-- question: Which rows tell what another row tells already?
-- grain: one row per row that does not count, with the one that does
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
    where source = '835' and payer_claim_control_number is not null and money_kind <> 'zero'
        and code = 'D9311'
    window same_amount as (
        partition by
            practice_id, claim_id, line_number, code, payer_key, payer_claim_control_number, abs(paid)
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
