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

-- year, FY, full year; s1, Semester 2, fall, spring; t1..t3; q1..q4. Null where it cannot be read.
create macro term_of(text) as case
  when regexp_matches(lower(text), '^\s*(y|year|fy|fyr|full|full.?year|year.?long|annual|all.?year)\s*$') then 'year'
  when regexp_matches(lower(text), '^\s*(s|sem|semester)?[ ._-]*([12])\s*$') then concat('s', regexp_extract(text, '([12])', 1))
  when regexp_matches(lower(text), '^\s*(fall|autumn)\s*$') then 's1'
  when regexp_matches(lower(text), '^\s*spring\s*$') then 's2'
  when regexp_matches(lower(text), '^\s*(t|tri|trimester)[ ._-]*[1-3]\s*$') then concat('t', regexp_extract(text, '([1-3])', 1))
  when regexp_matches(lower(text), '^\s*(q|quarter|mp)[ ._-]*[1-4]\s*$') then concat('q', regexp_extract(text, '([1-4])', 1))
end;

-- A word or number of a list as it stands; anything longer by a number of its own, so that no sentence about a person comes in.
create macro short_word(text) as case
  when text is null or trim(text) = '' then null
  when regexp_full_match(lower(trim(text)), '[a-z]{0,12}[ ._-]?\d{0,4}') then lower(trim(text))
  else concat('x', left(md5(lower(trim(text))), 10))
end;
