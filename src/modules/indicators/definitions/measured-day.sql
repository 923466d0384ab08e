-- grain: one row a school and day on which its attendance can be measured
-- needs: calendar, submission
-- why: a day counts only when school was in session and the school handed in its attendance, so that a school that stops reporting never looks perfect
-- source: Throughline methods 2.1, rules 2, 4 and 5
-- since: 2026-07-01

with in_session as (
  -- Holidays, weather days and teacher-only days are nobody's membership; make-up days and half days are whole days.
  select c.org_id, c.day
  from fact_calendar c
  cross join param p
  where c.school_year = p.school_year and c.is_instructional and c.day between p.first_day and p.today
),
handed_in as (
  -- One file or several, a day is handed in once.
  select distinct s.org_id, s.day
  from fact_submission s
)
-- The month a day belongs to is kept beside it: September is 1, June is 10; days before September belong to it, days after June to June.
select i.org_id, i.day, cast(greatest(least((year(i.day) - p.school_year) * 12 + month(i.day) + 4, 10), 1) as integer) as period
from in_session i
join handed_in h on h.org_id = i.org_id and h.day = i.day
cross join param p
