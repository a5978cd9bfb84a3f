-- question: Which CARC and RARC does each row carry, with what group and amount?
-- grain: one row per claim row and code; a code that is repeated counts once
create or replace table row_codes as
with codes as (
    select
        text,
        code,
        kind,
        min(place) as place,
        sum(try_cast(amount as decimal(12, 2))) as amount,
        first(group_code order by try_cast(amount as decimal(12, 2)) desc nulls last, place) as group_code
    from code_tokens
    where is_code
    group by text, code, kind
)
select
    rows.import_id,
    rows.line,
    codes.code,
    codes.kind,
    codes.place,
    codes.amount,
    codes.group_code,
    denial_codes.position as file_position,
    denial_codes.category,
    coalesce(denial_codes.category <> 'not_a_denial', false) as is_denial
from coded_rows as rows
join codes on codes.text = rows.adjustment_codes
left join denial_codes on denial_codes.code = codes.code and denial_codes.kind = codes.kind;
