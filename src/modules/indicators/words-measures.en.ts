/** Names and sentences of counts, means and records of a school year, and of their settings. */
export const measuresEn = {
  'unit.per100': 'to 100 students',
  'unit.days': 'days to 100 students',
  'actions.among': '{n, number} actions, {d, number} students',
  'days.among': '{n, number} days, {d, number} students',
  'count.among': 'among {d, number} students',
  'mean.of': 'mean of {d, number} students',
  'schools.of': '{n, number} of {d, number} schools',
  suspensionActions: 'Suspensions to 100 students',
  suspensionActionsSentence:
    'How often students were suspended or expelled, to 100 students of the fall. Whoever was suspended five times counts five times.',
  daysLost: 'School days lost to suspension',
  daysLostSentence: 'Days that students were suspended or expelled, to 100 students of the fall.',
  oss: 'Out-of-school suspensions',
  ossSentence: 'How many out-of-school suspensions were given. This counts actions, not students.',
  elaIndex: 'Performance index, English',
  elaIndexSentence:
    'The mean of the index points of all students tested in English language arts, as the file of the test gives them.',
  mathIndex: 'Performance index, math',
  mathIndexSentence:
    'The mean of the index points of all students tested in mathematics, as the file of the test gives them.',
  scienceIndex: 'Performance index, science',
  scienceIndexSentence:
    'The mean of the index points of all students tested in science, as the file of the test gives them.',
  elaGrowth: 'Growth, English',
  elaGrowthSentence:
    'How much of their own growth target students in grades 4 to 8 reached in English language arts, on average; at most 110% a student.',
  mathGrowth: 'Growth, math',
  mathGrowthSentence:
    'How much of their own growth target students in grades 4 to 8 reached in mathematics, on average; at most 110% a student.',
  englishGrowth: 'English learners who reach their growth',
  englishGrowthSentence:
    'Of the English learners with a growth target in the test of English, the share who reached all of it.',
  schoolsAtIndex: 'Schools with an index of 50 or more',
  schoolsAtIndexSentence:
    'Of the schools with an index in English and in math, the share with 50 or more in both. Schools are counted, not students.',
  fallEnrollment: 'Students in the fall',
  fallEnrollmentSentence: 'How many students were enrolled on October 1.',
  identifiedDisability: 'Identified as students with disabilities',
  identifiedDisabilitySentence: 'Of all students, the share who are students with disabilities.',
  swdOssTo10: 'Out of school for up to ten days',
  swdOssTo10Sentence:
    'Of the students with disabilities, the share who were suspended out of school or expelled for ten days or fewer in the year.',
  swdOssOver10: 'Out of school for more than ten days',
  swdOssOver10Sentence:
    'Of the students with disabilities, the share who were suspended out of school or expelled for more than ten days in the year.',
  swdIssTo10: 'Suspended in school for up to ten days',
  swdIssTo10Sentence:
    'Of the students with disabilities, the share who were suspended in school for ten days or fewer in the year.',
  swdIssOver10: 'Suspended in school for more than ten days',
  swdIssOver10Sentence:
    'Of the students with disabilities, the share who were suspended in school for more than ten days in the year.',
  swdRemovals: 'Removed at all',
  swdRemovalsSentence:
    'Of the students with disabilities, the share who were suspended in or out of school or expelled at least once.',
  namedTestTaken: '{test}: who took it',
  namedTestTakenSentence: 'Of the students whom the file of {test} names, the share who took it.',
  namedTestLevel: '{test}: level {level} or more',
  namedTestLevelSentence: 'Of the students with a level in {test}, the share at level {level} or more.',
  'warning.precision':
    'Early warning, from {n, plural, one {one suspension} other {# suspensions}}: warned, and off track',
  'warning.precisionSentence':
    'Of the students whom the rule warned of in grade 8, the share who were off track in grade 9.',
  'warning.recall':
    'Early warning, from {n, plural, one {one suspension} other {# suspensions}}: off track, and warned',
  'warning.recallSentence': 'Of the students off track in grade 9, the share whom the rule had warned of in grade 8.',
  'warning.base':
    'Early warning, from {n, plural, one {one suspension} other {# suspensions}}: off track',
  'warning.baseSentence': 'Of all students whom the rule could judge in grade 8, the share off track in grade 9.',
  'warning.undecided':
    'Early warning, from {n, plural, one {one suspension} other {# suspensions}}: not judged',
  'warning.undecidedSentence':
    'Of the ninth graders, the share whom the rule could not judge: a sign of grade 8 is not known.',
  'param.fallCount': 'Day of the fall count (month-day)',
  'param.removals': 'Actions that count',
  'param.growthFloor': 'Least that a student adds (percent)',
  'param.growthCap': 'Most that a student adds (percent)',
  'param.englishTests': 'Tests of English learners',
  'param.indexLimit': 'Index from which a school counts',
  'param.indexStudents': 'Fewest students in each subject',
  'param.removalDays': 'Days that divide short and long removals',
  'param.warningAttendance': 'Attendance below (percent)',
  'measures.more': 'More about these records',
  'risk.ratios': 'Risk ratios',
  'risk.ratiosLead':
    'How likely something is for students of one race or ethnicity, compared with all other students, by the federal rule. 2.00 means twice as likely.',
  'risk.rule':
    'A ratio is given only when a group and those it is compared with hold at least {cell} students with the outcome and {n} students. These are the largest limits that the rule presumes to be reasonable; those of the state are not confirmed.',
  'risk.alternate':
    'When the others in the district are too few, the others of the state are taken: an alternate ratio. No file of the state with these counts has been loaded, so there is none yet.',
  'risk.notComputed':
    'Not shown, because no file brings it: the six kinds of disability, and where students with disabilities are taught.',
  'risk.three': 'The rule looks at up to three years. A ratio alone says nothing about why.',
  'risk.group': 'Group',
  'risk.counts': 'Students with it, of all in the group',
  'risk.rate': 'Share',
  'risk.ratio': 'Ratio, {year}',
  'risk.interval': 'What chance could do',
  'risk.between': '{low} to {high}',
  'risk.why': 'Why there is none',
  'risk.small': 'too few in the group',
  'risk.no_comparison': 'too few to compare with',
  'risk.zero': 'nobody among the others',
  'risk.nothing': 'Nothing of this was computed for this place yet.',
  'risk.onlyScope':
    'True counts of small groups are needed. You see this page for the places that you are responsible for.',
  'risk.caption': '{name}, {year}',
  'enroll.title': 'Enrollment in the years ahead',
  'enroll.lead':
    'The newest classes carried on: how many students of a grade were in the next grade a year later, on average of the last three years. It is arithmetic, not a prediction.',
  'enroll.entry': 'Births are not known here. The lowest grade is carried on as the mean of its last three years.',
  'enroll.range': 'The range is what the smallest and the largest yearly change of the last three years would give.',
  'enroll.test': 'How the same arithmetic did before',
  'enroll.testLead':
    'At each past year it was made again with what was known then, and compared with what came. On average it missed a grade by so much.',
  'enroll.ahead': 'Years ahead',
  'enroll.miss': 'Missed on average by',
  'enroll.compared': 'Comparisons',
  'enroll.none': 'There are too few school years here: at least three in a row are needed.',
  'enroll.years': 'All grades',
  'enroll.grade': 'Grade',
  'enroll.chart': 'Students on October 1',
  'enroll.sentence':
    '{last, number} students in {lastYear}; carried on, {next, number} in {nextYear} ({low, number} to {high, number}).',
  'enroll.by': 'By grade',
  'enroll.schools': 'Schools',
  'enroll.next': '{year}, carried on',
  'enroll.low': 'From',
  'enroll.high': 'To',
  'enroll.band': 'From past misses',
  'enroll.bandNote': 'The band is as wide as the same arithmetic missed the total in past years.',
  'enroll.testNone': 'There are too few years to test it.',
  'warn.title': 'Early warning: rules and their record',
  'warn.lead':
    'A rule that everybody can read, and how it did on the district’s own classes that are over. It says who may need a closer look, never what will become of anybody.',
  'warn.rule':
    'A student is named when one of these is true in grade 8: attendance below 90%; {n, plural, one {at least one suspension} other {at least # suspensions}}; an F in English or math.',
  'warn.abc': 'Attendance, behavior, courses',
  'warn.abc-three-suspensions': 'The same with three suspensions',
  'warn.table': 'Record by class',
  'warn.year': 'Grade 9 in',
  'warn.judged': 'Students judged',
  'warn.warned': 'Warned',
  'warn.precision': 'Of those warned, off track',
  'warn.base': 'Of all, off track',
  'warn.lift': 'Times as often',
  'warn.recall': 'Of those off track, warned',
  'warn.undecided': 'Not judged',
  'warn.count': '{n, number} of {d, number}',
  'warn.interval': '{low} to {high}',
  'warn.allWarned':
    'Everybody who could be judged was warned, so this record cannot compare. One sign is enough for a warning; to be judged without one, all three must be known.',
  'warn.none': 'No class is over yet whose grade 8 and grade 9 are both known.',
  'warn.how':
    'A rule is worth using only where students it named were off track clearly more often than all students (“times as often” well above 1). What it misses stands beside it. Off track: fewer credits in grade 9 than the state’s rule asks for.',
  'warn.other':
    'The rule of grade 6 by attendance below 80%, an F, or a bad behavior mark has no record here: no file brings marks of behavior.',
  'warn.now': 'Students whom the rule names now',
  'warn.nowLead': 'For those who are responsible for these students only. Every reading is noted.',
  'tests.title': 'Named tests',
  'tests.lead': 'Tests that the district follows, each with who took it and who reached the level.',
  'tests.test': 'Test',
  'tests.taken': 'Took it',
  'tests.level': 'At the level or above',
  'tests.none': 'No file of these tests was handed in for this place.',
  'tests.list':
    'The list of tests, with the level that counts for each, is part of the definitions; scores of another edition or part are never mixed in.',
  'warn.listTitle': 'Students whom a rule names',
  'warn.listLead': '{school}, {year}. A rule says who may need a closer look. Talk first, decide later.',
  'warn.signs': 'Signs',
  'warn.sign.away': 'attendance below 90%',
  'warn.sign.suspended': 'suspensions',
  'warn.sign.failed': 'an F in English or math',
  'warn.listNone': 'The rule names nobody here now.',
  'warn.listNoneHint': 'It looks at grade 8. Marks are known once they are handed in.',
  'warn.record': 'The record of this rule',
  'tiers.title': 'Attendance tiers',
  'tiers.lead': 'How many students of each school missed so much of their school days this year.',
  'tiers.onlyOwn': 'You see the schools whose students you are responsible for.',
  'tiers.none': 'No school whose students you are responsible for has attendance this year.',
  'tiers.all': 'Students',
} as const
