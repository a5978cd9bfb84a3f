-- question: What followed consultations with a planned procedure, by any group?
-- grain: macro; one row per group; groups is a list of each consultation's
create or replace macro treatment_figures(filters, groups) as table
with planned as (
    select
        unnest(groups) as group_value,
        is_observed, is_followed, days_to_treatment, treatments, treatments_billed, treatments_paid
    from selected_plans(filters)
)

select
    group_value,
    count(*) as planned,
    count(*) filter (where not is_observed) as recent,
    count(*) filter (where is_observed) as observed,
    count(*) filter (where is_followed) as followed,
    rate(followed, observed) as followed_rate,
    wilson_low(followed, observed) as ci_low,
    wilson_high(followed, observed) as ci_high,
    median(days_to_treatment) filter (where is_followed) as median_days,
    coalesce(sum(treatments) filter (where is_observed), 0)::bigint as treatments,
    coalesce(sum(treatments_billed) filter (where is_observed), 0) as billed,
    if(
        coalesce(sum(treatments) filter (where is_observed), 0) > 0,
        sum(treatments_paid) filter (where is_observed),
        money_of_none(filters, 'paid_amount')
    ) as paid
from planned
group by group_value;
