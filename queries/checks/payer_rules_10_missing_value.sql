-- question: Which rows of the list lack a value that every row needs?
-- rule: set aside; no value is given
-- repair: Fill it in and import again.
select
    line,
    case
        when is_missing(payer_name) then 'payer_name'
    end as column_name
from text_rows
where column_name is not null;
