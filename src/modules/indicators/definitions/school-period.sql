-- grain: one row a school and period (from the first day of the year to the end of a month)
-- needs: measured-day
-- why: how many days were measured, and through which day, is the frame of every attendance figure of a school
-- source: Throughline methods 2.1, rule 4
-- since: 2026-07-01

-- Periods are cumulative, because chronic absence is: missed days of all days enrolled so far.
select o.school_id as org_id, m.period, cast(count(d.day) as integer) as measured_days, max(d.day) as through_date
from fact_org o
cross join wanted_period w
join school_month m on m.period = w.period
left join measured_day d on d.org_id = o.school_id and d.day <= m.last_day
group by o.school_id, m.period
