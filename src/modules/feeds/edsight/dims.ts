/** What a column says about its row rather than counts. `group`: the set that its words belong to. */
export type Dim =
  | { dim: 'district' | 'code' | 'school' | 'schoolCode' | 'grade' | 'subject' | 'test' }
  | { dim: 'group'; set: GroupSet }

export type GroupSet =
  | 'all'
  | 'gender'
  | 'race'
  | 'race-1977'
  | 'english-learner'
  | 'disability'
  | 'high-needs'
  | 'meals'

/** A header as a key: letters, digits and the percent sign only. Exports lose the line breaks inside their headers ("Total Numberwith Scored Tests"). */
export const keyOf = (header: string): string => header.toLowerCase().replaceAll(/[^a-z0-9%]/g, '')

const group = (set: GroupSet): Dim => ({ dim: 'group', set })

/** Columns that many reports share, by key. */
export const dims: Readonly<Record<string, Dim>> = {
  district: { dim: 'district' },
  districtname: { dim: 'district' },
  districtcode: { dim: 'code' },
  organizationcode: { dim: 'code' },
  school: { dim: 'school' },
  schoolname: { dim: 'school' },
  schoolcode: { dim: 'schoolCode' },
  grade: { dim: 'grade' },
  subject: { dim: 'subject' },
  test: { dim: 'test' },
  gender: group('gender'),
  race: group('race'),
  raceethnicity: group('race'),
  ell: group('english-learner'),
  englishlearnerstatus: group('english-learner'),
  englishlearnerstatusel: group('english-learner'),
  specialeducation: group('disability'),
  specialeducationstatus: group('disability'),
  specialeducationstatusswd: group('disability'),
  highneedsstatus: group('high-needs'),
  highneedsfrellorswd: group('high-needs'),
  highneedsfrelorswd: group('high-needs'),
  freereducedluncheligibility: group('meals'),
  freereducedpricemealeligibility: group('meals'),
  freereducedpricemealeligibility2level: group('meals'),
  freereducedpricemealeligibility3level: group('meals'),
}

const yesNo = (yes: readonly string[], no: readonly string[]): Record<string, string> =>
  Object.fromEntries([
    ...['y', 'yes', ...yes].map((one) => [one, 'yes']),
    ...['n', 'no', ...no].map((one) => [one, 'no']),
  ])

const races = {
  asian: 'asian',
  black: 'black',
  blackorafricanamerican: 'black',
  hispanic: 'hispanic',
  hispanicorlatino: 'hispanic',
  hispaniclatino: 'hispanic',
  hispaniclatinoofanyrace: 'hispanic',
  white: 'white',
  americanindian: 'american-indian',
  americanindianoralaskanative: 'american-indian',
  indianoralaskanative: 'american-indian',
  hawaiianorpacificislander: 'pacific-islander',
  nativehawaiianorotherpacificislander: 'pacific-islander',
  twoormoreraces: 'two-or-more',
  notreported: 'not-reported',
}

/** Our word for each printed label of a set, by key. The same group is written in up to five ways. */
const labels: Readonly<Record<Exclude<GroupSet, 'all'>, Readonly<Record<string, string>>>> = {
  gender: { f: 'female', female: 'female', m: 'male', male: 'male', nonbinary: 'non-binary', x: 'non-binary' },
  race: races,
  // Five categories until 2009-10, in which a Hispanic student was not counted under another: not the same groups as later.
  'race-1977': { ...races, blacknotofhispanicorigin: 'black', whitenotofhispanicorigin: 'white' },
  'english-learner': yesNo(
    ['ell', 'el', 'englishlanguagelearners', 'englishlearnerstatus', 'englishlearners'],
    ['nonell', 'nonel'],
  ),
  disability: yesNo(['specialeducation', 'studentswithdisabilities', 'swd'], ['nonspecialeducation', 'nonswd']),
  'high-needs': yesNo(['highneeds'], ['nonhighneeds']),
  meals: {
    f: 'free',
    free: 'free',
    eligibleforfreelunch: 'free',
    r: 'reduced',
    reduced: 'reduced',
    eligibleforreducedlunch: 'reduced',
    y: 'eligible',
    eligibleforlunch: 'eligible',
    eligibleforfreeorreducedpricemeals: 'eligible',
    n: 'not-eligible',
    nonsubsidized: 'not-eligible',
    noteligibleforlunch: 'not-eligible',
    noteligibleforfreereducedlunch: 'not-eligible',
  },
}

/** Our word for a printed label; null when the set does not know it. */
export const groupValue = (set: Exclude<GroupSet, 'all'>, label: string): string | null =>
  labels[set][keyOf(label)] ?? null

/** A grade as the house writes it (`PK`, `K`, `1` to `12`, `all`, `not-available`); null when it is none. */
export function gradeOf(label: string): string | null {
  const key = keyOf(label)
  if (key === 'allgrades' || key === 'allgradescombined') return 'all'
  if (key === 'notavailable') return 'not-available'
  if (/^(?:k|kindergarten|gradek|kg)$/.test(key)) return 'K'
  if (/^(?:pk|prek|prekindergarten)$/.test(key)) return 'PK'
  const number = /^(?:grade)?0?(\d{1,2})$/.exec(key)?.[1]
  return number && Number(number) >= 1 && Number(number) <= 12 ? number : null
}
