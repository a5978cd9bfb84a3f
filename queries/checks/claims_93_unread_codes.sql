-- question: Which parts of the denial codes of D9311 rows were not understood?
-- rule: flag; a part of the denial codes was not understood and is not read
-- repair: Write codes as CO-45:40.00; PR-1:60.00; N706, or enter them in the practice system.
-- Shown is only what has the shape of a code: any other text could be about a person.
with unread as (
    select text, string_agg(distinct token, ' ' order by token) filter (where is_shown) as tokens
    from read_codes('kept_d9311_rows')
    where is_unread
    group by text
)
select 'adjustment_codes' as column_name, unread.tokens as value, min(line) as line, count(*) as row_count
from kept_d9311_rows as rows
join unread on unread.text = rows.adjustment_codes
group by unread.tokens
order by row_count desc, value;
