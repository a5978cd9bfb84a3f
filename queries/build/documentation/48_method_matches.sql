-- once per: select position, method, pattern from methods where exists (from exported_methods)
-- question: Which exported methods match this row of the table of methods?
-- grain: one row per exported method and match; the first row of the table wins later
insert into method_matches
select method, $position, $method
from exported_methods
where regexp_matches(lower(method), $pattern);
