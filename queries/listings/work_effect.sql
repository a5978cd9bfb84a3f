-- question: Of denials that were marked sent, how many were paid later, and of those that were not?
-- definition: counts of worked_denials that were followed for long enough (money.md, effect of work); recent:
--   those that were not yet.
-- grain: one row per payer, denial category and quarter of the denial in which one was marked sent
-- $filters: all but the dates; $worked: item and day of sending, JSON
select
    payer,
    category,
    quarter,
    count(*) filter (where side = 'worked' and is_followed) as worked,
    count(*) filter (where side = 'worked' and is_followed and is_paid_later) as worked_paid,
    count(*) filter (where side = 'not worked' and is_followed) as unworked,
    count(*) filter (where side = 'not worked' and is_followed and is_paid_later) as unworked_paid,
    count(*) filter (where side = 'worked' and not is_followed) as recent
from worked_denials($filters, $worked)
group by payer, category, quarter
order by payer nulls last, category, quarter
