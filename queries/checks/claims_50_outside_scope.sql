-- question: Which claim lines belong to a practice that this user may not see?
-- rule: set aside; the row belongs to a practice that is not yours
-- repair: Leave it out, or ask somebody who may import for that practice.
-- $practices: the practices that the user may see; null means all
select line, 'practice_id' as column_name
from text_rows
where not list_contains($practices::text[], coalesce(practice_id, 'practice'));
