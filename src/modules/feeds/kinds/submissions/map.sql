-- grain: one row a row of the file
-- why: the school, the day with its school year, and whether everybody was written down or only who was missing (the usual)
create temp table mapped as
select r.row_no, r.school_code, o.org_id, r.day, c.school_year, coalesce(c.is_instructional, false) as is_instructional,
  r.mode as mode_said, case when r.mode is null then 'negative' when lower(r.mode) in ('negative', 'n', 'absences') then 'negative' when lower(r.mode) in ('positive', 'p', 'all') then 'positive' end as mode
from (select *, as_date(date) as day from raw) r
left join known_org o on o.code = r.school_code and o.kind = 'school'
left join calendar c on c.org_id = o.org_id and c.day = r.day
