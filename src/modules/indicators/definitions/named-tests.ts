import { card, type OutcomeCard } from './outcomes.ts'

/**
 * A test that a district follows: codes as the feed of assessments keeps them. `part`: a sub-score, or '' for the whole test. `season`: start, middle, end.
 * `edition`: only scores of it, or '' for all. `fromLevel`: the lowest level that counts as reached (the feed's levels are those of the test's own report).
 */
export type NamedTest = {
  key: string
  name: string
  /** Codes under which the feed may keep it, between commas. */
  tests: string
  subject: string
  part: string
  season: 'start' | 'middle' | 'end'
  edition: string
  fromLevel: number
  grades: readonly [low: number, high: number]
}

const named = <Key extends string>(
  key: Key,
  name: string,
  rest: Omit<NamedTest, 'key' | 'name' | 'part' | 'edition'> & { part?: string },
) => ({ part: '', edition: '', ...rest, key, name }) as const

/** The list: one line more makes two measures more, without any other code. */
export const namedTests = [
  named('fp', 'Fountas & Pinnell', {
    tests: ',fp,f_p,fountas_pinnell,',
    subject: 'ela',
    season: 'end',
    fromLevel: 3,
    grades: [0, 8],
  }),
  named('dibels', 'DIBELS', {
    tests: ',dibels,dibels_8,dibels_8th_edition,',
    subject: 'early_literacy',
    season: 'end',
    fromLevel: 3,
    grades: [0, 3],
  }),
  named('running-records', 'Running Records', {
    tests: ',running_records,running_record,',
    subject: 'ela',
    season: 'end',
    fromLevel: 3,
    grades: [0, 6],
  }),
  named('iready-reading', 'i-Ready Reading', {
    tests: ',iready,i_ready,',
    subject: 'ela',
    season: 'end',
    fromLevel: 3,
    grades: [0, 8],
  }),
  named('iready-math', 'i-Ready Math', {
    tests: ',iready,i_ready,',
    subject: 'math',
    season: 'end',
    fromLevel: 3,
    grades: [0, 8],
  }),
  named('las-links-literacy', 'LAS Links Literacy', {
    tests: ',laslinks,',
    subject: 'literacy',
    season: 'end',
    fromLevel: 4,
    grades: [0, 12],
  }),
  named('las-links-oral', 'LAS Links Oral', {
    tests: ',laslinks,',
    subject: 'oral',
    season: 'end',
    fromLevel: 4,
    grades: [0, 12],
  }),
  named('psat-words-in-context', 'PSAT Words in Context', {
    tests: ',psat,psat_nmsqt,psat_8_9,',
    subject: 'ela',
    part: 'words_in_context',
    season: 'end',
    fromLevel: 3,
    grades: [8, 11],
  }),
  named('psat-command-of-evidence', 'PSAT Command of Evidence', {
    tests: ',psat,psat_nmsqt,psat_8_9,',
    subject: 'ela',
    part: 'command_of_evidence',
    season: 'end',
    fromLevel: 3,
    grades: [8, 11],
  }),
  named('sat-words-in-context', 'SAT Words in Context', {
    tests: ',sat,',
    subject: 'ela',
    part: 'words_in_context',
    season: 'end',
    fromLevel: 3,
    grades: [11, 12],
  }),
  named('sat-command-of-evidence', 'SAT Command of Evidence', {
    tests: ',sat,',
    subject: 'ela',
    part: 'command_of_evidence',
    season: 'end',
    fromLevel: 3,
    grades: [11, 12],
  }),
  named('interim-ela', 'Interim Assessment, English', {
    tests: ',interim,interim_assessment,interim_assessments,',
    subject: 'ela',
    season: 'middle',
    fromLevel: 3,
    grades: [3, 8],
  }),
  named('interim-math', 'Interim Assessment, Math', {
    tests: ',interim,interim_assessment,interim_assessments,',
    subject: 'math',
    season: 'middle',
    fromLevel: 3,
    grades: [3, 8],
  }),
] as const satisfies readonly NamedTest[]

type Ask = 'participation' | 'level'
const measure = <Id extends string>(id: Id, one: NamedTest, asks: Ask): OutcomeCard & { id: Id } =>
  card(id, asks === 'level' ? 'namedTestLevel' : 'namedTestTaken', {
    words: {
      name: asks === 'level' ? 'namedTestLevel' : 'namedTestTaken',
      sentence: asks === 'level' ? 'namedTestLevelSentence' : 'namedTestTakenSentence',
      people: 'students',
      values: { test: one.name, level: String(one.fromLevel) },
    },
    listed: false,
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['named-test'],
    params: {
      tests: one.tests,
      subject: one.subject,
      part: one.part,
      season: one.season,
      edition: one.edition,
      asksLevel: asks === 'level',
      fromLevel: one.fromLevel,
    },
    grades: one.grades,
  })

type Key = (typeof namedTests)[number]['key']
export type NamedTestId = `${Key}-${Ask}`
export const namedTestId = (key: Key, asks: Ask): NamedTestId => `${key}-${asks}`

/** Two measures a test: who took it, and who reached the level. */
export const namedTestMeasures: readonly (OutcomeCard & { id: NamedTestId })[] = namedTests.flatMap((one) => [
  measure(namedTestId(one.key, 'participation'), one, 'participation'),
  measure(namedTestId(one.key, 'level'), one, 'level'),
])
