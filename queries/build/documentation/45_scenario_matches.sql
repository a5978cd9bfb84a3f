-- once per: select scenario, pass, pattern from scenarios where exists (from scenario_searches)
-- question: Which searched texts match this scenario's pattern?
-- grain: one row per text and matching scenario
-- Run with one constant pattern at a time: a pattern taken from a column is compiled anew for every row.
insert into scenario_matches
select searched, $scenario, $pass
from scenario_searches
where regexp_matches(searched, $pattern);
