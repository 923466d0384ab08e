/** Committees of the demo district and what their last meetings said. Roles only, no names; every word is the demo's own. */

type Seat = { part: 'chair' | 'secretary' | 'member'; from: string } & (
  | { role: string; org: string }
  | { seat: string }
)
type Held = {
  points: { title: string; minutes: string }[]
  /** `at`: the point, from 0 */
  decisions: { at: number; words: string; votes?: [yes: number, no: number, none: number] }[]
  /** `days` after the meeting */
  actions: { at: number; words: string; role: string; org: string; days: number }[]
  absent: number
  guests: number
}
export type DemoCommittee = {
  name_en: string
  name_es: string
  purpose_en: string
  purpose_es: string
  kind: 'cabinet' | 'steering' | 'subcommittee' | 'council'
  org: string
  reports: string | null
  every: 'biweekly' | 'monthly'
  weekday: number
  nth: number
  quorum: number | null
  standing: string
  open_minutes?: 'yes'
  members: Seat[]
  /** the last meetings, oldest first */
  held: Held[]
  /** what somebody proposed for the next one */
  proposed: { title: string; about: string }
}

const from = '2026-07-01'
const chair = (role: string, org: string): Seat => ({ part: 'chair', role, org, from })
const secretary = (role: string, org: string): Seat => ({ part: 'secretary', role, org, from })
const member = (role: string, org: string): Seat => ({ part: 'member', role, org, from })
const seat = (what: string): Seat => ({ part: 'member', seat: what, from })
const head = (org: string) => member('office_head', org)

export const demoCommittees: readonly DemoCommittee[] = [
  {
    name_en: 'Cabinet',
    name_es: 'Gabinete',
    purpose_en: 'Looks at what is behind, and clears what stands in the way.',
    purpose_es: 'Mira lo que está atrasado y quita lo que estorba.',
    kind: 'cabinet',
    org: '9990011',
    reports: null,
    every: 'biweekly',
    weekday: 1,
    nth: 1,
    quorum: null,
    standing: 'What is behind | Lo que está atrasado\nWhat the board will ask | Lo que preguntará la Junta',
    members: [
      chair('superintendent', '9990011'),
      secretary('office_head', 'SUPT'),
      member('cabinet', '9990011'),
      head('SCHOOLS'),
      head('OSS'),
      head('ACAD'),
      head('DATA'),
      head('FIN'),
    ],
    held: [
      {
        points: [
          {
            title: 'Two schools that stopped handing in attendance',
            minutes: 'One has a broken transfer, one changed its clerk. Both are called this week.',
          },
          {
            title: 'Substitutes in November',
            minutes: 'Eleven open days a week more than planned. The pool is asked again.',
          },
        ],
        decisions: [
          { at: 0, words: 'The data office calls each school after two days without a file.', votes: [6, 0, 1] },
        ],
        actions: [
          { at: 0, words: 'Call both schools and say what was found', role: 'office_head', org: 'DATA', days: 7 },
        ],
        absent: 1,
        guests: 0,
      },
      {
        points: [
          {
            title: 'Late tasks of the plan',
            minutes: 'Four offices gave new days. One task waits for an answer from outside the district.',
          },
          { title: 'First edition of the scorecard', minutes: 'Read as a whole. Two sentences were made plainer.' },
        ],
        decisions: [{ at: 1, words: 'The edition goes to the second publisher.', votes: [8, 0, 0] }],
        actions: [
          { at: 0, words: 'Bring new days for the four late tasks', role: 'office_head', org: 'SCHOOLS', days: 10 },
        ],
        absent: 0,
        guests: 1,
      },
    ],
    proposed: { title: 'Buses in snow', about: 'Before the first storm: who decides, and by what hour.' },
  },
  {
    name_en: 'Steering committee of the plan',
    name_es: 'Comité directivo del plan',
    purpose_en: 'Follows the strategic plan between board meetings.',
    purpose_es: 'Sigue el plan estratégico entre las reuniones de la Junta.',
    kind: 'steering',
    org: '9990011',
    reports: 'Cabinet',
    every: 'monthly',
    weekday: 2,
    nth: 2,
    quorum: 5,
    standing: 'Words from the public | Palabra del público',
    open_minutes: 'yes',
    members: [
      chair('superintendent', '9990011'),
      secretary('office_head', 'DATA'),
      member('board_member', '9990011'),
      member('executive_director', 'RIVER'),
      head('FCP'),
      head('ACAD'),
      member('partner', 'P-COMMUNITY'),
      seat('Parent, named by the councils'),
      seat('Student, high school'),
    ],
    held: [
      {
        points: [
          {
            title: 'How the fall began',
            minutes: 'Attendance is a little better than last year on the same school day. Two zones are not.',
          },
          {
            title: 'What families asked',
            minutes: 'They want the scorecard before the winter, and in both languages.',
          },
        ],
        decisions: [{ at: 1, words: 'The scorecard comes out before the winter break.', votes: [7, 0, 0] }],
        actions: [{ at: 1, words: 'Plan three evenings for families', role: 'office_head', org: 'FCP', days: 28 }],
        absent: 2,
        guests: 9,
      },
      {
        points: [
          {
            title: 'Reports of the subcommittees',
            minutes: 'Attendance has a list of schools; reading has no room for its training yet.',
          },
          { title: 'Money for spring', minutes: 'Put off until the forecast is there.' },
        ],
        decisions: [
          { at: 0, words: 'The reading training uses the media room of the district.', votes: [6, 1, 1] },
          { at: 1, words: 'The forecast is looked at in December.', votes: [8, 0, 0] },
        ],
        actions: [
          { at: 0, words: 'Book the media room for six afternoons', role: 'office_head', org: 'ACAD', days: 14 },
        ],
        absent: 1,
        guests: 4,
      },
    ],
    proposed: { title: 'A shorter report for families', about: 'One page, both languages, with a telephone number.' },
  },
  {
    name_en: 'Subcommittee on attendance',
    name_es: 'Subcomité de asistencia',
    purpose_en: 'Works on why students are not in school, school by school.',
    purpose_es: 'Trabaja, escuela por escuela, en por qué faltan los estudiantes.',
    kind: 'subcommittee',
    org: '9990011',
    reports: 'Steering committee of the plan',
    every: 'monthly',
    weekday: 4,
    nth: 1,
    quorum: null,
    standing: 'Schools with the steepest rise | Escuelas con la mayor subida',
    members: [
      chair('office_head', 'OSS'),
      member('executive_director', 'RIVER'),
      member('coach', 'P-COMMUNITY'),
      head('DATA'),
    ],
    held: [
      {
        points: [
          { title: 'Letters after three days', minutes: 'Half of the schools send them. The wording is too hard.' },
        ],
        decisions: [{ at: 0, words: 'One letter for all schools, in plain words.', votes: [4, 0, 0] }],
        actions: [
          { at: 0, words: 'Write the letter and try it with ten families', role: 'office_head', org: 'OSS', days: 30 },
        ],
        absent: 0,
        guests: 0,
      },
      {
        points: [
          { title: 'Morning buses in the River Zone', minutes: 'Two lines come after the bell three days a week.' },
        ],
        decisions: [],
        actions: [
          { at: 0, words: 'Ask for earlier runs on both lines', role: 'executive_director', org: 'RIVER', days: 12 },
        ],
        absent: 1,
        guests: 2,
      },
    ],
    proposed: { title: 'Asthma in winter', about: 'What the nurses count, and what a school can do.' },
  },
  {
    name_en: 'Subcommittee on early reading',
    name_es: 'Subcomité de lectura inicial',
    purpose_en: 'Brings training and time for reading into the first grades.',
    purpose_es: 'Lleva formación y tiempo de lectura a los primeros grados.',
    kind: 'subcommittee',
    org: '9990011',
    reports: 'Steering committee of the plan',
    every: 'monthly',
    weekday: 3,
    nth: 1,
    quorum: 3,
    standing: 'Time for reading, school by school | Tiempo de lectura, escuela por escuela',
    members: [chair('office_head', 'ACAD'), head('LANG'), head('SPED'), member('principal', '01011')],
    held: [
      {
        points: [
          { title: 'Who was trained', minutes: 'Sixty of one hundred and four teachers. The rest have no day yet.' },
        ],
        decisions: [{ at: 0, words: 'Training moves to Wednesdays.', votes: [3, 1, 0] }],
        actions: [
          { at: 0, words: 'Find days for the teachers who are left', role: 'office_head', org: 'ACAD', days: 21 },
        ],
        absent: 0,
        guests: 1,
      },
      {
        points: [{ title: 'Books in Spanish', minutes: 'Eight schools have fewer than one for two children.' }],
        decisions: [{ at: 0, words: 'The eight schools come first.', votes: [4, 0, 0] }],
        actions: [{ at: 0, words: 'Order for the eight schools', role: 'office_head', org: 'LANG', days: 25 }],
        absent: 0,
        guests: 0,
      },
    ],
    proposed: { title: 'Reading at home', about: 'A sheet for families, tried in two schools.' },
  },
  {
    name_en: 'School governance council of Riverbank Middle',
    name_es: 'Consejo de gobierno escolar de Riverbank Middle',
    purpose_en: 'Families, staff and neighbors advise the school and look at its plan.',
    purpose_es: 'Familias, personal y vecinos aconsejan a la escuela y miran su plan.',
    kind: 'council',
    org: '53011',
    reports: null,
    every: 'monthly',
    weekday: 3,
    nth: 2,
    quorum: 5,
    standing: 'Words from families | Palabra de las familias',
    open_minutes: 'yes',
    members: [
      chair('principal', '53011'),
      member('teacher', '53011'),
      seat('Parent, elected, 1'),
      seat('Parent, elected, 2'),
      seat('Parent, elected, 3'),
      seat('Parent, elected, 4'),
      seat('Neighbor of the school'),
    ],
    held: [
      {
        points: [
          {
            title: 'Crossing at the corner',
            minutes: 'No guard on two mornings. Families offered to help until one is hired.',
          },
        ],
        decisions: [{ at: 0, words: 'The school asks the city for a guard on all mornings.', votes: [6, 0, 0] }],
        actions: [{ at: 0, words: 'Write to the city about the crossing', role: 'principal', org: '53011', days: 10 }],
        absent: 1,
        guests: 12,
      },
      {
        points: [
          {
            title: 'Goals of the school',
            minutes: 'Read together. The goal on attendance was easy to follow, the one on mathematics was not.',
          },
        ],
        decisions: [
          { at: 0, words: 'The school says the goal on mathematics again in plain words.', votes: [5, 0, 1] },
        ],
        actions: [{ at: 0, words: 'Write the goal on mathematics anew', role: 'principal', org: '53011', days: 20 }],
        absent: 1,
        guests: 7,
      },
    ],
    proposed: { title: 'Evening of the seventh grade', about: 'Which evening families can come.' },
  },
]
