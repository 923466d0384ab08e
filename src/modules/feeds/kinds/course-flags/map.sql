-- grain: one row a row of the file
-- why: what a course counts for is said by the district once, not guessed from its name
create temp table mapped as
with spelled as (
  select *, trim(regexp_replace(lower(subject), '[^a-z]+', '_', 'g'), '_') as subject_text, trim(regexp_replace(lower(ccr), '[^a-z]+', '_', 'g'), '_') as ccr_text from raw
)
select s.row_no, cast(null as varchar) as student_id, upper(trim(s.course_code)) as course_code, s.school_year as year_text, as_year(s.school_year) as school_year, s.title, s.subject as subject_said,
  case when subject_text in ('english', 'ela', 'english_language_arts') then 'english' when subject_text in ('math', 'mathematics') then 'math' when subject_text in ('science') then 'science'
    when subject_text in ('social', 'social_studies', 'history') then 'social' when subject_text in ('arts', 'art', 'music', 'dance', 'theater', 'theatre', 'visual_arts') then 'arts'
    when subject_text in ('world_language', 'physical_education', 'health', 'cte', 'career', 'other') then subject_text end as subject,
  s.core as core_said, as_flag(s.core) as core_flag, s.algebra1 as algebra_said, coalesce(as_flag(s.algebra1), false) as is_algebra1, s.ccr as ccr_said,
  case when ccr_text in ('ap', 'ib', 'dual', 'cte', 'workplace') then ccr_text when ccr_text in ('dual_enrollment', 'dual_credit', 'ece') then 'dual' when ccr_text in ('work_based', 'internship', 'workplace_experience') then 'workplace' end as ccr,
  s.arts as arts_said, as_flag(s.arts) as arts_flag, cast(null as date) as day
from spelled s
