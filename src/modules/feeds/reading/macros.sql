-- Texts of files as dates, years, grades and yes or no. Null where they cannot be read: a check then finds them.

-- 2026-11-20, 2026-11-20 00:00:00, 11/20/2026
create macro as_date(text) as case
  -- The usual way of writing first: patterns are slow.
  when length(text) = 10 and text[5] = '-' and text[8] = '-' then try_cast(text as date)
  when regexp_full_match(text, '\d{4}-\d{1,2}-\d{1,2}') then try_cast(text as date)
  when regexp_full_match(text, '\d{4}-\d{2}-\d{2}[ T]00:00(:00(\.0+)?)?') then try_cast(left(text, 10) as date)
  when regexp_full_match(text, '\d{1,2}/\d{1,2}/\d{4}') then cast(try_strptime(text, '%m/%d/%Y') as date)
end;

-- 2027, 2026-27, 2026-2027: the year in which the school year ends
create macro as_year(text) as case
  when regexp_full_match(text, '(19|20)\d\d') then cast(text as integer)
  when regexp_full_match(text, '(19|20)\d\d-\d\d')
    and (cast(left(text, 4) as integer) + 1) % 100 = cast(right(text, 2) as integer) then cast(left(text, 4) as integer) + 1
  when regexp_full_match(text, '(19|20)\d\d-(19|20)\d\d')
    and cast(left(text, 4) as integer) + 1 = cast(right(text, 4) as integer) then cast(right(text, 4) as integer)
end;

-- PK, K, 1 to 12 as -1, 0, 1 to 12
create macro as_grade(text) as case
  when upper(text) in ('PK', 'PREK', 'PRE-K', 'P3', 'P4') then -1
  when upper(text) in ('K', 'KG', '0', '00') then 0
  when regexp_full_match(text, '0?[1-9]|1[0-2]') then cast(text as tinyint)
end;

create macro as_flag(text) as case when upper(text) in ('Y', 'YES', 'TRUE', '1') then true when upper(text) in ('N', 'NO', 'FALSE', '0') then false end;

create macro grade_text(grade) as case grade when -1 then 'PK' when 0 then 'K' else cast(grade as varchar) end;
create macro flag_text(flag) as case flag when true then 'Y' when false then 'N' end;
