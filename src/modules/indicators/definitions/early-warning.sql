-- grain: one row a student of grade 9 and school, of those whom the question is about; n of d
-- needs: on-track, warning-sign, param
-- why: before anybody uses a rule, its record on classes that are over is shown: how often it was right, and whom it missed
-- source: Throughline methods 2.15 (precision and recall on the district's own past cohorts)
-- since: 2026-07-01

with pair as (
  -- Who came from elsewhere, or of whom a sign is not known, is undecided.
  select o.student_key, o.org_id, o.n = 0 as is_off_track, w.is_warned
  from on_track o
  left join warning_sign w on w.student_key = o.student_key
)
select q.student_key, q.org_id,
  case p.asks when 'recall' then case when q.is_warned then 1 else 0 end when 'undecided' then case when q.is_warned is null then 1 else 0 end
    else case when q.is_off_track then 1 else 0 end end as n,
  1 as d
from pair q
cross join param p
where p.asks = 'undecided' or (q.is_warned is not null and (p.asks = 'base' or (p.asks = 'precision' and q.is_warned) or (p.asks = 'recall' and q.is_off_track)))
