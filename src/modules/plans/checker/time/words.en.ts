const often =
  '{CADENCE, select, daily {every day} weekly {every week} biweekly {every two weeks} monthly {every month} quarterly {every quarter} marking_period {every marking period} three_times_a_year {three times a year} twice_a_year {twice a year} yearly {every year} other {again and again}}'
const cadence = often.replace('CADENCE', 'cadence')
const every = often.replace('CADENCE', 'every')
const meant = often.replace('CADENCE', 'meant')

export const en = {
  'what.task-after-goal':
    '{how, select, list {Of the {all} times of “{title}”, {late} {late, plural, one {lies} other {lie}} after its goal “{goal}” is due ({due}): {list}.} depends {“{title}” ends on {to}. Its goal “{goal}” is due on {due} when a school year is meant, and only on {latest} when the calendar year is: then it is in time.} other {“{title}” ends on {to}, after its goal “{goal}” is due ({due}).}}',
  'why.task-after-goal':
    '{how, select, list {What is done after that day cannot help the goal.} depends {In one reading it comes too late to help its goal.} other {It cannot help a goal that is judged before it is done.}}',
  'fix.task-after-goal':
    '{how, select, depends {Ask which day is meant, and write it beside the words of the goal.} other {Do it earlier, move the date of the goal, or say what it is for.}}',
  'what.goal-measure-date': '“{measure}” is due on {last}, after the goal “{goal}” that it tells of ({due}).',
  'why.goal-measure-date': 'On the day of the goal nobody can say whether it was reached.',
  'fix.goal-measure-date': 'Ask which date holds, and correct the other.',
  'what.before-adoption':
    '“{title}” was over on {to}, before the plan was adopted ({adopted}){lost, select, yes {; the source lost its rows, so the date may belong to another step} other {}}.',
  'why.before-adoption': 'A plan cannot ask for what has been already; it looks done without anybody deciding it.',
  'fix.before-adoption': 'Move it to the story of the plan, or correct the date.',
  'what.adopted-late':
    'The plan begins on {from} and was adopted on {adopted}; {count, plural, =0 {nothing dated begins} one {# dated step begins} other {# dated steps begin}} before that day.{over, plural, =0 {} one { One was over by then: {list}.} other { # were over by then: {list}{rest, plural, =0 {} other { and # more}}.}}{lost, select, yes { The source lost its rows, so these dates may belong to other steps.} other {}}',
  'why.adopted-late': 'Until it was adopted nobody was bound by it, and its first year looks late or done by chance.',
  'fix.adopted-late': 'Say in a note what held until then, or correct one of the dates.',
  'what.two-cadences':
    '“{title}” offers two cadences: “{one}” or “{other}”.{again, plural, =0 {} one { The same office says so once more.} other { The same office says so # times more.}}',
  'why.two-cadences': 'Nobody can say whether it was done often enough.',
  'fix.two-cadences': 'Ask the office how often it is done, and write one.',
  'what.cadence-dates': `It is to be done ${cadence}, and its {count} dates (“{words}”) lie about {days} days apart.`,
  'why.cadence-dates': 'Some of the times will be missed, or were never meant.',
  'fix.cadence-dates': 'Ask which holds, the cadence or the dates.',
  'what.timeframe-words': `{how, select, cadence {“{words}” says ${meant}, and here stands ${every}.} other {“{words}” says {said}, and the days here are {days}.}}`,
  'why.timeframe-words': 'Reminders and “late” follow the days, readers follow the words.',
  'fix.timeframe-words': 'Correct the days, or say in a note why they differ.',
  'what.timeframe-open':
    '“{words}” {how, select, bare_year {names a year: a school year or a calendar year?} season_in_two_years {names a season that lies in two years.} by_a_span {can mean before it begins or by its end.} budget_cycle {names a budget cycle whose days nobody wrote down.} year_one {counts years, and nothing says from when.} student_stage {names a stage of a student’s way and no days.} no_start {names a length of time without a beginning.} no_year {names no year.} vague {is too vague to be dated.} other {cannot be read as a time.}}{count, plural, =0 {} other { Readings: {readings}.}}',
  'why.timeframe-open': 'Until somebody decides, it is due on no day and is never late.',
  'fix.timeframe-open': 'Ask the office, then write the days beside the words.',
}
