-- question: What does a denial code mean and what comes next?
-- grain: one row per code of the list
select code, kind, category, meaning, next_step, route
from denial_codes
order by position
