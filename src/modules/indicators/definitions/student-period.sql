-- grain: one row a student, school and period (from the first day of the year to the end of a month)
-- needs: stay, missed, unrecorded, school-period
-- why: days enrolled and days missed, added up once, are what both attendance measures are made of
-- source: Throughline methods 2.1, rules 2, 4, 5 and 8; C.G.S. 10-198c(a)
-- since: 2026-07-01

with several_stays as (
  -- Days between two stays are never added: each stay is counted, then the stays.
  select s.student_key, s.org_id, q.period, s.is_only_school, cast(sum(greatest(least(s.to_end_of_stay, q.measured_days) - s.before_stay, 0)) as integer) as days
  from stay s
  join school_period q on q.org_id = s.org_id
  where not s.is_only_spell
  group by s.student_key, s.org_id, q.period, s.is_only_school
),
attended as (
  -- Days enrolled are a difference of two day numbers.
  select s.student_key, s.org_id, q.period, s.is_only_school, greatest(least(s.to_end_of_stay, q.measured_days) - s.before_stay, 0) as days,
    case q.period
      when 1 then m.to_m01 when 2 then m.to_m02 when 3 then m.to_m03 when 4 then m.to_m04 when 5 then m.to_m05
      when 6 then m.to_m06 when 7 then m.to_m07 when 8 then m.to_m08 when 9 then m.to_m09 else m.to_m10 end as hundredths
  from stay s
  left join missed m on m.student_key = s.student_key and m.org_id = s.org_id
  join school_period q on q.org_id = s.org_id
  where s.is_only_spell
  union all
  select q.student_key, q.org_id, q.period, q.is_only_school, q.days,
    case q.period
      when 1 then m.to_m01 when 2 then m.to_m02 when 3 then m.to_m03 when 4 then m.to_m04 when 5 then m.to_m05
      when 6 then m.to_m06 when 7 then m.to_m07 when 8 then m.to_m08 when 9 then m.to_m09 else m.to_m10 end as hundredths
  from several_stays q
  left join missed m on m.student_key = q.student_key and m.org_id = q.org_id
)
-- What closed months added up to is taken from their stored sums; the months counted here begin after them.
select a.student_key, a.org_id, a.period, a.is_only_school,
  cast(a.days - coalesce(u.days, 0) - coalesce(b.unrecorded_days, 0) as integer) as member_days,
  coalesce(a.hundredths, 0) + coalesce(b.absent_hundredths, 0) as absent_hundredths,
  cast(coalesce(u.days, 0) + coalesce(b.unrecorded_days, 0) as integer) as unrecorded_days
from attended a
left join unrecorded u on u.student_key = a.student_key and u.org_id = a.org_id and u.period = a.period
left join fact_student_base b on b.student_key = a.student_key and b.org_id = a.org_id
where a.days > 0
