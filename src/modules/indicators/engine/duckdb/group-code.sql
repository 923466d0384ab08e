-- grain: one row a group set and group value
-- why: the words of groups, once; a student whose group is not known is in no row of that set
with grade_code as (
  select g + 2 as code, case g when -1 then 'PK' when 0 then 'K' else cast(g as varchar) end as word from range(-1, 13) t(g)
),
race_code as (
  select * from (values (1, 'american_indian'), (2, 'asian'), (3, 'black'), (4, 'hispanic'), (5, 'pacific_islander'), (6, 'two_or_more'), (7, 'white')) t(code, word)
),
flag_code as (
  select * from (values (1, 'no'), (2, 'yes')) t(code, word)
),
word as (
  select 1 as set_id, r.code * 16 + g.code as code, 'race_grade' as group_set, r.word || '|' || g.word as group_value from race_code r, grade_code g
  union all select 2, f.code * 16 + g.code, 'high_needs_grade', f.word || '|' || g.word from flag_code f, grade_code g
  union all select 3, f.code * 16 + g.code, 'swd_grade', f.word || '|' || g.word from flag_code f, grade_code g
  union all select 4, code, 'econ', word from flag_code
  union all select 5, code, 'el', word from flag_code
  union all select * from (values (6, 1, 'gender', 'female'), (6, 2, 'gender', 'male'), (6, 3, 'gender', 'nonbinary'), (7, 1, 'residency', 'resident'), (7, 2, 'residency', 'nonresident'))
  union all select 8, code, 'race', word from race_code
  union all select 9, code, 'grade', word from grade_code
  union all select 10, code, 'high_needs', word from flag_code
  union all select 11, code, 'swd', word from flag_code
  union all select 12, 0, 'all', 'all'
)
-- The label stands for the words of the group in the digest: 31 bits of their MD5, the same on every machine and version.
select set_id, code, cast(group_set as group_set_word) as group_set, group_value, cast(md5_number_lower(group_set || '=' || group_value) % 2147483647 as bigint) as label
from word
