-- question: Which service dates lie more than a year after the newest day that the file knows?
-- rule: set aside; the date is more than a year after the newest submitted or adjudicated date of the file
-- repair: Correct the year and import again.
-- The service dates themselves do not count: one wrong year would then excuse itself. A file without
-- submitted and adjudicated dates has the limit of the year alone.
with newest as (
    select max(value) as newest_date
    from (select value from parsed_submitted_date union all select value from parsed_adjudicated_date)
)
select text_rows.line, 'service_date' as column_name
from text_rows
join parsed_service_date as parsed on parsed.text = text_rows.service_date
join newest on parsed.value > newest.newest_date + interval 1 year;
