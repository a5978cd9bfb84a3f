-- question: When does a record name the professional, and when does it hold what was said?
-- Of one version of a record: `has_...` say which columns the export holds.
-- grain: method_groups one row per exported method that the table of methods knows
create or replace temp table method_groups as
select exported as method, arg_min(method, position) as method_group
from method_matches
group by exported;

create or replace macro names_professional(has_title, name, credential, specialty) as
    name is not null and (not has_title or credential is not null or specialty is not null);

-- Null where the export has neither of the two.
create or replace macro holds_record(
    has_correspondence, has_verbal, method_group, is_written, is_summarised
) as
    case
        when has_correspondence and has_verbal
            and method_group in ('letter', 'fax', 'email', 'secure message')
            then is_written
        when has_correspondence and has_verbal then is_written or is_summarised
        when has_correspondence then is_written
        when has_verbal then is_summarised
    end;
