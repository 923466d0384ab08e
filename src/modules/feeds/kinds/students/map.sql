-- grain: one row a row of the file
-- why: the groups in the words of the product, whatever the student system calls them; what is not understood becomes null and is found by a check
create temp table mapped as
with spelled as (
  select *, trim(regexp_replace(lower(race_ethnicity), '[^a-z]+', '_', 'g'), '_') as race_text, lower(gender) as gender_text
  from raw
)
select s.row_no, s.student_id, k.student_key, s.school_year as year_text, as_year(s.school_year) as school_year, s.last_name, s.first_name,
  s.birth_date as birth_text, as_date(s.birth_date) as birth_date,
  s.gender as gender_said,
  case when gender_text in ('f', 'female', 'girl', 'w') then 'female' when gender_text in ('m', 'male', 'boy') then 'male'
    when gender_text in ('x', 'n', 'nb', 'nonbinary', 'non-binary', 'non binary') then 'nonbinary' end as gender,
  s.race_ethnicity as race_said,
  case
    when race_text in ('american_indian', 'american_indian_or_alaska_native', 'american_indian_alaska_native', 'native_american') then 'american_indian'
    when race_text in ('asian') then 'asian'
    when race_text in ('black', 'black_or_african_american', 'african_american', 'black_african_american') then 'black'
    when race_text in ('hispanic', 'hispanic_latino', 'hispanic_or_latino', 'latino', 'hispanic_latino_of_any_race') then 'hispanic'
    when race_text in ('pacific_islander', 'native_hawaiian_or_other_pacific_islander', 'native_hawaiian_pacific_islander', 'native_hawaiian') then 'pacific_islander'
    when race_text in ('two_or_more', 'two_or_more_races', 'multiracial', 'multi_racial') then 'two_or_more'
    when race_text in ('white') then 'white'
  end as race,
  s.economically_disadvantaged as econ_said, as_flag(s.economically_disadvantaged) as econ,
  s.english_learner as el_said, as_flag(s.english_learner) as el,
  s.student_with_disability as swd_said, as_flag(s.student_with_disability) as swd,
  s.residency as residency_said,
  case when lower(s.residency) in ('resident', 'r', 'y', 'yes') then 'resident' when lower(s.residency) in ('nonresident', 'non-resident', 'n', 'no', 'open choice') then 'nonresident' end as residency,
  s.home_language, s.directory_opt_out as opt_out_said, as_flag(s.directory_opt_out) as opt_out, cast(null as date) as day, cast(null as varchar) as school_code
from spelled s
left join known_student k on k.student_id = s.student_id
