-- grain: one row
-- why: says whether anything that closed months were made of has changed, whichever file it came from: sums of row hashes up to the last closed day
select
  (select count(*) || ':' || coalesce(sum(hash(student_key, org_id, day, kind, portion)), 0) from all_attendance, closed where day <= base_day) || '|' ||
  (select count(*) || ':' || coalesce(sum(hash(student_key, org_id, grade, entry_date, least(coalesce(exit_date, base_day), base_day), is_primary)), 0)
    from fact_enrollment, closed, param where fact_enrollment.school_year = param.school_year and entry_date <= base_day) || '|' ||
  (select count(*) || ':' || coalesce(sum(hash(t.student_key, grade, race, econ, el, swd, gender, residency)), 0) from student_trait t
    semi join (select student_key from fact_enrollment, closed where entry_date <= base_day) e on e.student_key = t.student_key) || '|' ||
  (select count(*) || ':' || coalesce(sum(hash(org_id, day)), 0) from measured_day, closed where day <= base_day) || '|' ||
  (select count(*) || ':' || coalesce(sum(hash(o)), 0) from fact_org o) || '|' ||
  (select coalesce(sum(hash(min_member_days, threshold_per_mille, half_day_rule, iss_counts_absent, low_grade, high_grade, school_year)), 0) from param) as fingerprint
