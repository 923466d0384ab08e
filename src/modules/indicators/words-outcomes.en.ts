/** Names and sentences of the measures of a school year, and of their settings. */
export const outcomesEn = {
  fourYearGraduation: 'Four-year graduation rate',
  fourYearGraduationSentence:
    'Of the students who began grade 9 together, the share who earned a regular diploma within four years (adjusted cohort graduation rate).',
  sixYearGraduation: 'Six-year graduation rate',
  sixYearGraduationSentence:
    'Of the students who began grade 9 together six years ago, the share who earned a regular diploma within six years.',
  grade3Ela: 'Grade 3 reading',
  grade3ElaSentence:
    'Of the third graders who took the state test in English language arts, the share at or above level 3.',
  grade8Math: 'Grade 8 math proficiency',
  grade8MathSentence: 'Of the eighth graders who took the state test in mathematics, the share at or above level 3.',
  elaProficiency: 'English language arts proficiency',
  elaProficiencySentence:
    'Of the students who took a state test in English language arts, the share at or above level 3.',
  mathProficiency: 'Math proficiency',
  mathProficiencySentence: 'Of the students who took a state test in mathematics, the share at or above level 3.',
  scienceProficiency: 'Science proficiency',
  scienceProficiencySentence: 'Of the students who took a state test in science, the share at or above level 3.',
  elaParticipation: 'Taking part in the English test',
  elaParticipationSentence:
    'Of the students who should have taken the state test in English language arts, the share who did.',
  mathParticipation: 'Taking part in the math test',
  mathParticipationSentence: 'Of the students who should have taken the state test in mathematics, the share who did.',
  onTrackGrade9: 'Freshmen on track (state rule)',
  onTrackGrade9Sentence: 'Of the ninth graders, the share who earned enough credits in the year.',
  onTrackChicago: 'Freshmen on track (Chicago rule)',
  onTrackChicagoSentence:
    'Of the ninth graders, the share with five credits and at most one failed semester in a core course.',
  algebra1: 'Algebra 1 by the end of grade 9',
  algebra1Sentence: 'Of the ninth graders, the share who passed Algebra 1 or a higher course with a C or better.',
  ccrCoursework: 'College and career courses',
  ccrCourseworkSentence:
    'Of the students in grades 11 and 12, the share who took two courses of one kind: advanced, career, or at a workplace.',
  ccrExams: 'College and career exams',
  ccrExamsSentence:
    'Of the students in grades 11 and 12, the share who met the benchmark of at least one exam that colleges know.',
  artsAccess: 'Arts',
  artsAccessSentence:
    'Of the students in grades 9 to 12, the share who took dance, theater, music or visual arts in the year.',
  suspensionRate: 'Suspension rate',
  suspensionRateSentence:
    'Of the students enrolled in the year, the share who were suspended or expelled at least once.',
  postsecondaryEntrance: 'College entrance',
  postsecondaryEntranceSentence:
    'Of last year’s graduates, the share who entered a college of two or four years in the year after.',
  successPlan: 'Success plans',
  successPlanSentence: 'Of the students in grades 6 to 12, the share with a success plan that was worked on this year.',
  caringAdult: 'A caring adult',
  caringAdultSentence: 'Of the students in grades 6 to 12, the share with an adult at school named for them.',
  successPlanAndAdult: 'Success plan and a caring adult',
  successPlanAndAdultSentence:
    'Of the students in grades 6 to 12, the share with both: a success plan worked on this year, and a named adult.',
  'param.stateTests': 'Tests that count',
  'param.proficientLevel': 'Proficient from level',
  'param.graduatesThrough': 'Diplomas count through (month-day)',
  'param.onTrackCredits': 'Credits needed in grade 9',
  'param.onTrackChicagoCredits': 'Credits needed in grade 9',
  'param.onTrackChicagoFailures': 'Most failed semesters in core courses',
  'param.ccrCourses': 'Courses of one kind',
  'param.satEla': 'SAT reading and writing, from',
  'param.satMath': 'SAT math, from',
  'param.actScore': 'ACT, from',
  'param.apLevel': 'AP score, from',
  'param.ibLevel': 'IB score, from',
  'param.enteredThrough': 'Entrances count through (month-day)',
  'param.successPlanLowGrade': 'From grade',
} as const
