-- grain: one row
-- why: the part of the fingerprint that comes from spells and groups. Where a spell ends after the last closed day is not looked at: closed months do not
--      know it; that it goes on after that day is, because the next month is counted on from there
select
  (select count(*) || ':' || coalesce(sum(cast(hash(student_key, org_id, grade, entry_date, least(coalesce(exit_date, base_day + 1), base_day + 1), is_primary) >> 1 as bigint)), 0)
    from all_enrollment, closed, param where all_enrollment.school_year = param.school_year and entry_date <= base_day) || '|' ||
  (select count(*) || ':' || coalesce(sum(cast(hash(t.student_key, grade, race, econ, el, swd, gender, residency) >> 1 as bigint)), 0) from student_trait t
    semi join (select student_key from all_enrollment, closed where entry_date <= base_day) e on e.student_key = t.student_key) as fingerprint
