-- question: How is a text of denial codes read? The grammar is in outcomes.md, section 1.
-- One writing of what is written in several:
-- a code with its group is CO-45, an amount after it is parted by " : ".
create or replace macro tidy_codes(codes) as
    translate(upper(codes), chr(160) || '–—[](){}"''<>', ' --         ')
    -- dates are no codes parted by slashes; a comma in an amount parts nothing
    .regexp_replace('\b(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/((?:\d\d)?\d\d)\b', '\1.\2.\3', 'g')
    .regexp_replace('(\d),(\d{3}\.\d)', '\1\2', 'g')
    .regexp_replace('([$:=]\s*-?\$?\s*\d{1,3}),(\d{3})\b', '\1\2', 'g')
    .regexp_replace('\b((?:CO|PR|OA|PI|CR)[\s*_-]*\d{1,3}[ \t]+\d{1,3}),(\d{3})\b', '\1\2', 'g')
    -- CO*45*20 of an X12 message
    .regexp_replace('\b(CO|PR|OA|PI|CR)\*(\w+)\*(-?\d+\.?\d*)', '\1-\2 : \3 ', 'g')
    .regexp_replace('\b(CO|PR|OA|PI|CR)\*', '\1-', 'g')
    .regexp_replace('[/+&]', ' / ', 'g')
    .regexp_replace('[:=]', ' : ', 'g')
    .regexp_replace('\$\s*', '$', 'g')
    .regexp_replace('(\d)\$', '\1 $', 'g')
    .regexp_replace('\s-\s+(\$|\d*\.\d)', ' : \1', 'g')
    -- a group belongs to the CARC that comes next
    .regexp_replace('\b(CO|PR|OA|PI|CR)[\s:;,|/_-]*(0*[1-9]\d{0,2}|[ABPWY]\d+)\b', '\1-\2', 'g')
    .regexp_replace('\b((?:(?:CO|PR|OA|PI|CR)-)?(?:\d{1,3}|[ABPWY]\d+))-((?:MA|M|N)\d+)\b', '\1 / \2', 'g')
    .regexp_replace('\b(PR-[123])-([123])\b', '\1 / PR-\2', 'g')
    .regexp_replace('\b((?:CO|PR|OA|PI|CR)-\w+)-(\$?\d*\.\d|\$\d)', '\1 : \2', 'g');

-- "Applied to deductible 50" is PR-1:50; one of zero says nothing.
create or replace macro patient_words(entry) as
    regexp_extract(
        regexp_replace(trim(entry), '\s+', ' ', 'g'),
        '^((?:AMOUNT )?APPLIED (?:TO|TOWARDS?) (?:THE |YOUR |PLAN |ANNUAL |PATIENT )?)?'
        || '(?:(DEDUCTIBLE)|(CO[- ]?INSURANCE)|(CO[- ]?PAY(?:MENT)?))'
        || '( APPLIED| AMOUNT)?[ :-]*(?:\$?(\d+\.?\d*))?$',
        ['before', 'deductible', 'coinsurance', 'copay', 'after', 'amount']
    );

create or replace macro entry_codes(entry, said) as case
    when coalesce(said.deductible || said.coinsurance || said.copay, '') = '' then entry
    when said.amount = '' and said.before = '' and said.after <> ' APPLIED' then entry
    when try_cast(said.amount as double) = 0 then ''
    else concat(
        case when said.deductible <> '' then 'PR-1' when said.coinsurance <> '' then 'PR-2' else 'PR-3' end,
        if(said.amount = '', '', ' : ' || said.amount)
    )
end;

-- The entries of a text, each as its tokens.
create or replace macro code_entries(codes) as list_transform(
    string_split_regex(tidy_codes(codes), '[;,|\r\n]'),
    lambda entry: string_split_regex(entry_codes(entry, patient_words(entry)), '\s+')
);

-- One row per token of the distinct texts of the column adjustment_codes in a table, with what it is made of.
create or replace macro parted_codes(source) as table
with texts as (
    select adjustment_codes as text, code_entries(adjustment_codes) as tokens
    from query_table(source) where adjustment_codes is not null group by adjustment_codes
),
entries as (
    select text, unnest(tokens) as tokens, generate_subscripts(tokens, 1) as entry_number from texts
)
select
    text,
    entry_number,
    unnest(tokens).regexp_replace('\.+$', '') as token,
    entry_number * 100000 + generate_subscripts(tokens, 1) as place,
    regexp_extract(
        token,
        '^(CO|PR|OA|PI|CR)?-?(?:0*([1-9]\d{0,2})|([ABPWY]\d+)|((?:MA|M|N)\d+))$',
        ['group_code', 'numeric_carc', 'letter_carc', 'rarc']
    ) as parts
from entries;
