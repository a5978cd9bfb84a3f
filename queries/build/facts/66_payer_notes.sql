-- question: What does the practice know of each payer's rules?
-- grain: payer_notes one row per row of the list, payer_limits one row per payer
-- Of several rows the newest that gives a number counts, of one day the shorter: nothing is filled in.
create or replace table payer_notes as
select
    payers.payer_key,
    payers.payer,
    rules.covers_d9311,
    rules.attachment_required,
    rules.timely_filing_days,
    rules.appeal_days,
    rules.source,
    rules.as_of,
    rules.frequency_limit,
    lower(trim(rules.frequency_period)) as frequency_period,
    lower(trim(rules.frequency_per)) as frequency_per,
    rules.narrative_required,
    rules.network
from payer_rules as rules
join payers on payers.exported_name = rules.payer_name;

create or replace table payer_limits as
with limits as (
    select
        payer_key,
        first(appeal_days order by as_of desc nulls last, appeal_days)
            filter (where appeal_days > 0) as appeal_days,
        first(source order by as_of desc nulls last, appeal_days, source nulls last)
            filter (where appeal_days > 0) as appeal_source,
        first(timely_filing_days order by as_of desc nulls last, timely_filing_days)
            filter (where timely_filing_days > 0) as timely_filing_days,
        first(source order by as_of desc nulls last, timely_filing_days, source nulls last)
            filter (where timely_filing_days > 0) as timely_filing_source
    from payer_notes
    group by payer_key
)
select
    *,
    format(
        'appeal within {} days of the decision; {}', appeal_days, coalesce(appeal_source, 'source not noted')
    ) as appeal_rule,
    format(
        'file within {} days of the service; {}', timely_filing_days,
        coalesce(timely_filing_source, 'source not noted')
    ) as filing_rule
from limits;

-- The newest row that says how many, of what and in what time; words that are none give no limit. Of one day
-- the smaller number, then what counts more of them.
create or replace table payer_frequencies as
select payer_key, frequency_limit, frequency_period, frequency_per
from payer_notes
where frequency_limit > 0
    and frequency_period in ('day', 'year', 'lifetime')
    and frequency_per in ('patient', 'dentist', 'practice')
qualify row_number() over (
    partition by payer_key
    order by as_of desc nulls last, frequency_limit,
        list_position(['lifetime', 'year', 'day'], frequency_period),
        list_position(['practice', 'dentist', 'patient'], frequency_per)
) = 1;

create or replace table payer_demands as
select
    payer_key,
    first(attachment_required order by as_of desc nulls last, attachment_required desc)
        filter (where attachment_required is not null) as attachment_required,
    first(narrative_required order by as_of desc nulls last, narrative_required desc)
        filter (where narrative_required is not null) as narrative_required
from payer_notes
group by payer_key;
