-- grain: one row a row of the file
-- why: marks in one spelling, credits in hundredths, so that sums are exact
create temp table mapped as
with spelled as (
  select *, upper(replace(final_mark, ' ', '')) as mark_text from raw
)
select s.row_no, s.student_id, k.student_key, s.school_year as year_text, as_year(s.school_year) as school_year, s.school_code, o.org_id,
  upper(trim(s.course_code)) as course_code, s.term as term_said, coalesce(term_of(s.term), 'year') as term, s.grade as grade_text, as_grade(s.grade) as grade, s.final_mark as mark_said,
  case when regexp_full_match(mark_text, '[ABCD][+-]?') then mark_text when mark_text in ('F', 'FAIL') then 'F' when mark_text in ('P', 'PASS', 'S', 'CR') then 'P'
    when mark_text in ('W', 'WD') then 'W' when mark_text in ('I', 'INC') then 'I' when mark_text in ('NC', 'AU', 'N') then 'N'
    -- Numbers up to five are grade points of some scale: not guessed.
    when try_cast(mark_text as double) > 5 and try_cast(mark_text as double) <= 100 then case when cast(mark_text as double) >= 90 then 'A' when cast(mark_text as double) >= 80 then 'B' when cast(mark_text as double) >= 70 then 'C' when cast(mark_text as double) >= 60 then 'D' else 'F' end
  end as mark,
  s.credits_attempted as attempted_text, try_cast(round(try_cast(s.credits_attempted as double) * 100) as integer) as attempted,
  s.credits_earned as earned_text, try_cast(round(try_cast(s.credits_earned as double) * 100) as integer) as earned,
  coalesce(as_flag(s.summer), false) as is_summer, cast(null as date) as day
from spelled s
left join known_student k on k.student_id = s.student_id
left join known_org o on o.code = s.school_code and o.kind = 'school'
