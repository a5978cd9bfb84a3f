-- question: When do two texts say the same?
-- Neither spacing nor case is a difference.
create or replace macro folded(words) as
    lower(trim(regexp_replace(words, '\s+', ' ', 'g')));
