-- What the overview adds to the words of 90: open episodes by age, the period before, how far back the data
-- reach, how far the rates are mature, and the headline figures of one period.

-- One row per open episode, whatever its date.
create or replace macro open_episodes(filters) as table
select billed, as_of_date(filters) - coalesce(first_submitted, service_date) as age_days
from selected_episodes_any_date(filters)
where counted and (outcome = 'pending' or (outcome = 'denied' and rework_open));

create or replace macro previous_to(filters) as
    case when (filters).date_from::date <= (filters).date_to::date then (filters).date_from::date - 1 end;

create or replace macro previous_from(filters) as
    previous_to(filters) - ((filters).date_to::date - (filters).date_from::date)::integer;

create or replace macro earliest_date(filters) as (
    select min(case (filters).date_basis
        when 'submitted' then first_submitted when 'decided' then decided else service_date
    end)
    from episodes_of_billings(filters)
);

create or replace macro is_mature(pending, known) as
    pending * 10 <= nullif(known, 0);

-- Last month of the unbroken run of mature months; months without episodes do not break it.
create or replace macro mature_through(filters) as (
    with months as (
        select group_value as month, coalesce(is_mature(pending, episodes - duplicate), false) as is_ready
        from approval_figures(filters, strftime(basis_date, '%Y-%m'))
        where group_value is not null
    )

    select max(month)
    from months
    where month < coalesce((select min(month) from months where not is_ready), '~')
);

-- One row, whether or not the filter leaves an episode.
create or replace macro headline(filters) as table
with figures as (
    from approval_figures(filters, 'all')
),

records as (
    select
        count(*) as consultations,
        count(*) filter (where strict) as strict_pass,
        rate(count(*) filter (where strict), count(strict)) as strict_pass_rate
    from selected_consultations(filters)
),

ledger as (
    select
        count(*) filter (where bucket = 'consulted, never billed') as never_billed,
        count(*) filter (where bucket = 'billed without record') as without_record
    from selected_ledger(filters)
),

waiting as (
    select count(*) as open_over_60_days from open_episodes(filters) where age_days > 60
)

select
    coalesce(episodes, 0) as episodes,
    coalesce(decided, 0) as decided,
    coalesce(approved, 0) as approved,
    coalesce(denied, 0) as denied,
    coalesce(exhausted, 0) as exhausted,
    coalesce(pending, 0) as pending,
    coalesce(indeterminate, 0) as indeterminate,
    approval_rate, ci_low, ci_high, first_approval_rate, paid_rate,
    coalesce(billed, 0) as billed,
    case when is_exported(filters, 'claims', 'allowed_amount') then coalesce(allowed, 0) end as allowed,
    case when is_exported(filters, 'claims', 'paid_amount') then coalesce(paid, 0) end as paid,
    median_days,
    consultations, strict_pass, strict_pass_rate,
    never_billed, without_record,
    open_over_60_days,
    coalesce(denied_not_appealed, 0) as denied_not_appealed
from records
cross join ledger
cross join waiting
left join figures on true;
