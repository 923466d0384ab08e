-- grain: one row a row of the file
-- why: who may leave a cohort is a rule of law, so the outcome, the reason and the paper are three columns
create temp table mapped as
with spelled as (
  select *, trim(regexp_replace(lower(outcome), '[^a-z]+', '_', 'g'), '_') as outcome_text, trim(regexp_replace(lower(removal_reason), '[^a-z]+', '_', 'g'), '_') as reason_text from raw
)
select s.row_no, s.student_id, k.student_key, s.cohort_year as year_text, as_year(s.cohort_year) as school_year, s.school_code, o.org_id, s.outcome as outcome_said,
  case when outcome_text in ('diploma', 'graduated', 'graduate', 'regular_diploma', 'alternate_diploma') then 'diploma'
    when outcome_text in ('equivalency', 'ged', 'hsed', 'high_school_equivalency') then 'equivalency' when outcome_text in ('certificate', 'certificate_of_completion') then 'certificate'
    when outcome_text in ('enrolled', 'still_enrolled', 'continuing') then 'enrolled' when outcome_text in ('dropped', 'dropout', 'dropped_out', 'aged_out', 'expelled') then 'dropped'
    when outcome_text in ('unknown', 'moved', 'no_show') then 'unknown' when outcome_text in ('removed', 'transferred', 'transfer', 'transferred_out') then 'removed' end as outcome,
  s.outcome_date as day_text, as_date(s.outcome_date) as day, s.removal_reason as reason_said,
  case when reason_text in ('transfer', 'transferred', 'transferred_out') then 'transfer' when reason_text in ('emigrated', 'left_country') then 'emigrated'
    when reason_text in ('facility', 'prison', 'juvenile_facility') then 'facility' when reason_text in ('died', 'deceased') then 'died' end as reason,
  coalesce(as_flag(s.documented), false) as documented, as_flag(s.economically_disadvantaged) as econ, as_flag(s.english_learner) as el, as_flag(s.student_with_disability) as swd
from spelled s
left join known_student k on k.student_id = s.student_id
left join known_org o on o.code = s.school_code and o.kind = 'school'
