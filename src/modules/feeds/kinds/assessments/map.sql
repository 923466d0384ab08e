-- grain: one row a row of the file
-- why: tests in the words of the product: a score that cannot be read is found by a check, a student without a score stays in the file with the reason
create temp table mapped as
with spelled as (
  select *, trim(regexp_replace(lower(subject), '[^a-z0-9]+', '_', 'g'), '_') as subject_text, trim(regexp_replace(lower(season), '[^a-z]+', '_', 'g'), '_') as season_text,
    trim(regexp_replace(lower(assessment), '[^a-z0-9]+', '_', 'g'), '_') as test_text
  from raw
)
select s.row_no, s.student_id, k.student_key, s.school_year as year_text, as_year(s.school_year) as school_year, s.school_code, o.org_id,
  case when test_text in ('sba', 'smarter_balanced', 'smarter_balanced_summative', 'sbac_summative', 'sb') then 'sbac' when test_text in ('sat_school_day', 'ct_sat', 'ct_sat_school_day') then 'sat'
    when test_text in ('next_generation_science_standards', 'ngss_science', 'ngssa') then 'ngss' when test_text in ('las_links') then 'laslinks'
    else short_word(test_text) end as assessment, short_word(s.edition) as edition, s.subject as subject_said,
  case when subject_text in ('ela', 'english', 'english_language_arts', 'reading', 'ebrw') then 'ela'
    when subject_text in ('math', 'mathematics') then 'math'
    when subject_text in ('science', 'sci') then 'science'
    when subject_text in ('literacy', 'el_literacy') then 'literacy'
    when subject_text in ('oral', 'el_oral') then 'oral'
    when subject_text in ('social_studies', 'history', 'civics', 'writing', 'early_literacy', 'numeracy', 'fitness', 'composite') then subject_text
    -- Exams of many subjects: which one it was is not needed.
    when test_text in ('ap', 'ib', 'act', 'psat') and subject_text <> '' then 'other' end as subject,
  coalesce(short_word(s.part), '') as part,
  s.season as season_said, case when season_text is null or season_text in ('', 'end', 'eoy', 'spring', 'summative') then 'end'
    when season_text in ('middle', 'moy', 'winter') then 'middle' when season_text in ('start', 'boy', 'fall', 'autumn') then 'start' end as season,
  s.grade as grade_text, as_grade(s.grade) as grade,
  coalesce(as_flag(s.participated), s.scale_score is not null or s.level is not null) as participated, case when s.reason_not_tested is null then null when regexp_matches(lower(s.reason_not_tested), 'absen') then 'absent' when regexp_matches(lower(s.reason_not_tested), 'medic|ill|health') then 'medical' when regexp_matches(lower(s.reason_not_tested), 'refus|opt') then 'refused' when regexp_matches(lower(s.reason_not_tested), 'exempt|waiv') then 'exempt' else 'other' end as reason,
  s.scale_score as score_text, try_cast(s.scale_score as double) as scale_score, s.level as level_text, case when regexp_full_match(trim(s.level), '\d') then cast(s.level as tinyint) end as level,
  s.index_points as index_text, try_cast(s.index_points as double) as index_points,
  s.target_share as target_text, try_cast(s.target_share as double) as target_share, cast(null as date) as day
from spelled s
left join known_student k on k.student_id = s.student_id
left join known_org o on o.code = s.school_code and o.kind = 'school'
