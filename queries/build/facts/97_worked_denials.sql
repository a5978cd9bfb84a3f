-- question: Which denials were marked sent, which were not, and which of them were paid later?
-- grain: macro; one row per first denial that can be compared, whatever the period
-- worked: JSON, the item and the day on which it was marked sent, null where it was worked without that.
-- from_day: the day of sending; of one that nobody worked as many days after its denial as its like waited,
--   the lower median of those of the same payer, category and quarter. Paid by then: not compared.
create or replace macro worked_denials(filters, worked) as table
with asked as (
    select unnest(map_keys(items)) as item_id, unnest(map_values(items)) as sent_on
    from (select worked::json::map(varchar, date) as items)
),
denials as (
    select
        episode_id, practice_id, payer, first_denial_category as category, first_denial_code as code, billed,
        first_decided as denied_on,
        strftime(first_decided, '%Y') || ' Q' || quarter(first_decided) as quarter,
        if(asked.item_id is null, 'not worked', if(sent_on >= first_decided, 'worked', null)) as side,
        sent_on,
        if(is_paid_at_last(outcome, paid), decided, null) as paid_on,
        recovered
    from counted_episodes_any_date(filters)
    left join asked on asked.item_id = item_of(episode_id, null, null)
    where first_outcome = 'denied'
        and first_decided is not null
        -- paid on a day that is not known: before or after, nobody can tell
        and not (is_paid_at_last(outcome, paid) and decided is null)
),
waits as (
    select payer, category, quarter, quantile_disc(sent_on - denied_on, 0.5)::integer as days
    from denials
    where side = 'worked'
    group by payer, category, quarter
),
placed as (
    select denials.*, if(side = 'worked', sent_on, denied_on + waits.days) as from_day
    from denials
    left join waits
        on waits.payer is not distinct from denials.payer
        and waits.category is not distinct from denials.category
        and waits.quarter = denials.quarter
)
select
    placed.* exclude (paid_on, recovered),
    coalesce(
        from_day + effect_days() <= least(as_of_date(filters), spans.last_adjudicated_date), false
    ) as is_followed,
    coalesce(paid_on <= from_day + effect_days(), false) as is_paid_later,
    if(is_paid_later, recovered, 0) as paid_later
from placed
left join practice_spans as spans on spans.practice_id = placed.practice_id
where from_day is not null and side is not null and coalesce(paid_on > from_day, true);
