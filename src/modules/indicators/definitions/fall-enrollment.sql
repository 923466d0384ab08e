-- grain: one row a student and school; n and d count the students of the day of the fall
-- needs: fall-member
-- why: enrollment of a year is one count on one day, so that years can be compared and carried on
-- source: Throughline methods 2.14
-- since: 2026-07-01

select student_key, org_id, 1 as n, 1 as d from fall_member
