-- grain: one row
-- why: says whether anything that closed months were made of has changed, whichever file it came from: sums of row hashes up to the last closed day
--      (for attendance, the large one, a short sum and an exclusive or, which are quicker than one long sum).
--      Students, their spells and groups have a fingerprint of their own (fingerprint-people)
select
  (select count(*) || ':' || coalesce(sum(cast(h >> 33 as integer)), 0) || ':' || coalesce(bit_xor(h), 0)
    from (select hash(student_key, org_id, day, kind, portion) as h from closed_attendance)) || '|' ||
  (select count(*) || ':' || coalesce(sum(cast(hash(org_id, day) >> 1 as bigint)), 0) from measured_day, closed where day <= base_day) || '|' ||
  (select count(*) || ':' || coalesce(sum(hash(o)), 0) from fact_org o) || '|' ||
  (select coalesce(sum(hash(min_member_days, threshold_per_mille, half_day_rule, iss_counts_absent, low_grade, high_grade, school_year)), 0) from param) as fingerprint
