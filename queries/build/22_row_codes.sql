-- question: Which CARC and RARC does each row carry, with what group and amount?
-- grain: one row per claim row and code; a code that is repeated counts once
create or replace table row_code_tokens as
with tokens as (
    select
        import_id,
        line,
        unnest(string_split_regex(upper(adjustment_codes), '[;,|\s\x{00a0}]+')) as token,
        generate_subscripts(string_split_regex(upper(adjustment_codes), '[;,|\s\x{00a0}]+'), 1) as place
    from coded_rows
    where adjustment_codes is not null
)
select
    import_id,
    line,
    place,
    token,
    regexp_extract(
        token,
        '^(CO|PR|OA|PI|CR)?-?(?:0*([1-9]\d{0,2})|([ABPWY]\d+)|((?:MA|M|N)\d+))(?::(-?(?:\d+\.?\d*|\.\d+)))?$',
        ['group_code', 'numeric_carc', 'letter_carc', 'rarc', 'amount']
    ) as parts,
    lag(token) over (partition by import_id, line order by place) as token_before
from tokens
where token <> '';

create or replace table row_codes as
with written as (
    select
        import_id,
        line,
        place,
        parts.numeric_carc || parts.letter_carc || parts.rarc as code,
        if(parts.rarc = '', 'CARC', 'RARC') as kind,
        case
            when parts.group_code <> '' then parts.group_code
            when parts.rarc = '' and token_before in ('CO', 'PR', 'OA', 'PI', 'CR') then token_before
        end as group_code,
        abs(try_cast(nullif(parts.amount, '') as decimal(12, 2))) as amount
    from row_code_tokens
    where parts.numeric_carc || parts.letter_carc || parts.rarc <> ''
),
counted_once as (
    select
        import_id,
        line,
        code,
        kind,
        min(place) as place,
        sum(amount) as amount,
        first(group_code order by amount desc nulls last, place) as group_code
    from written
    group by import_id, line, code, kind
)
select
    codes.*,
    denial_codes.position as file_position,
    denial_codes.category,
    coalesce(denial_codes.category <> 'not_a_denial', false) as is_denial
from counted_once as codes
left join denial_codes on denial_codes.code = codes.code and denial_codes.kind = codes.kind;
