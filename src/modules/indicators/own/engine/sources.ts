import type { FactName } from '../facts.ts'

/**
 * Where the rows of each fact come from, as SQL of our own: every one has student_key, org_id, school_year and the columns that `facts.ts` declares.
 * Stays within Trino's grammar, like all definitions. A program or a sum of absences names no school: it counts at the student's last one.
 */
export const sources: Readonly<Record<FactName, string>> = {
  enrollment: `select e.student_key, e.org_id, p.school_year, e.grade, e.is_last_school, e.is_at_end, e.is_new_to_high_school,
    t.race, t.gender, t.residency, t.econ, t.el, t.swd, t.high_needs
  from enrolled e
  cross join param p
  left join student_trait t on t.student_key = e.student_key`,
  assessment: `select a.student_key, a.org_id, a.school_year, a.assessment, a.edition, a.subject, nullif(a.part, '') as part, a.season, a.grade, a.participated,
    a.reason, a.level, a.scale_score, a.index_points, a.target_share
  from fact_assessment a`,
  course: `select c.student_key, c.org_id, c.school_year, c.course_code, c.term, c.grade, c.mark, c.attempted, c.earned, c.is_summer,
    f.subject, f.is_core, f.is_algebra1, f.ccr, f.is_arts
  from fact_course c
  left join (
    select g.course_code, g.subject, g.is_core, g.is_algebra1, g.ccr, g.is_arts,
      row_number() over (partition by g.course_code order by g.school_year desc) as place
    from fact_course_flag g
    cross join param p
    where g.school_year <= p.school_year
  ) f on f.course_code = c.course_code and f.place = 1`,
  discipline: `select a.student_key, a.org_id, a.school_year, a.day, a.behavior, a.action, a.assigned, a.served
  from fact_discipline a
  cross join param p
  where coalesce(a.day <= p.today, true)`,
  cohort: `select c.student_key, c.org_id, c.school_year, c.outcome, c.day, c.reason, c.documented, c.econ, c.el, c.swd
  from fact_cohort c`,
  postsecondary: `select g.student_key, g.org_id, g.school_year, g.enrolled, g.day, g.level
  from fact_postsecondary g`,
  attendance: `select s.student_key, e.org_id, s.school_year, s.absent, s.member_days, cast(s.absent as double) / nullif(s.member_days, 0) as percent_missed
  from fact_standing s
  join enrolled e on e.student_key = s.student_key and e.is_last_school`,
  program: `select m.student_key, e.org_id, m.school_year, m.program, m.from_day, m.to_day, m.updated_day, m.adult_named
  from fact_program m
  join enrolled e on e.student_key = m.student_key and e.is_last_school`,
}
