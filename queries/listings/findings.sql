-- question: What did joining the files find that a person should know?
-- definition: one finding per rule of docs/definitions/identity.md, over all data in the user's scope
-- grain: one row per rule, and per payer where the finding is about one
-- $filters: not used; counts only, every user of this dashboard may see what is loaded
select rule, about, rows, of_rows, amount
from findings
order by rule, about
