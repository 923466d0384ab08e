import type { DemoDuty } from './duties.ts'
import { type DemoDocument, smallPdf } from './evidence.ts'

/** Procedures, who decides what, submissions and policies of the demo district. The words are the demo's own. */
type Text = { en: string; es: string }
const say = (en: string, es: string): Text => ({ en, es })

/** Parties of a step: a role at an organization by its code; `*` is the district. */
type Party = readonly [role: string, org: string]
export type DemoStep = {
  text: Text
  responsible: readonly Party[]
  accountable: Party
  consulted: readonly Party[]
  informed: readonly Party[]
}

const office = (code: string): Party => ['office_head', code]
const principal: Party = ['principal', '*']
const step = (
  text: Text,
  accountable: Party,
  more: Partial<Omit<DemoStep, 'text' | 'accountable'>> = {},
): DemoStep => ({ text, accountable, responsible: [accountable], consulted: [], informed: [], ...more })

const leaders = { roles: ['principal', 'executive_director'], acknowledgeBy: null }

/** Procedures with their steps: one with a review day to come, one without a day. */
export const demoProcedures: readonly (DemoDocument & { steps: readonly DemoStep[] })[] = [
  {
    title: say('How a newcomer family is enrolled', 'Cómo se inscribe una familia recién llegada'),
    kind: 'procedure',
    office: 'OSS',
    by: 'head.support',
    file: 'newcomer-enrollment.pdf',
    bytes: smallPdf(['How a newcomer family is enrolled', 'One visit, one form, one person who calls back.']),
    reviewBy: '2027-06-30',
    reached: 'disseminated',
    to: leaders,
    acknowledgedBy: [],
    steps: [
      step(
        say('Meet the family and fill in the form with them.', 'Recibir a la familia y llenar con ella el formulario.'),
        office('FCP'),
      ),
      step(
        say(
          'Find the languages of the home and plan the first test.',
          'Conocer los idiomas del hogar y fijar la primera prueba.',
        ),
        office('LANG'),
        { informed: [principal] },
      ),
      step(
        say('Name the class and the person who waits at the door.', 'Nombrar la clase y a quien espera en la puerta.'),
        principal,
        {
          responsible: [principal, ['counselor', '*']],
          consulted: [office('LANG')],
          informed: [office('FCP')],
        },
      ),
      step(say('Call the family after two weeks.', 'Llamar a la familia después de dos semanas.'), office('OSS'), {
        consulted: [principal],
      }),
    ],
  },
  {
    title: say('What happens when a bus is late', 'Qué se hace cuando un autobús se retrasa'),
    kind: 'procedure',
    office: 'SCHOOLS',
    by: 'chief.schools',
    file: 'late-bus.pdf',
    bytes: smallPdf(['What happens when a bus is late', 'Families hear it from us first.']),
    reviewBy: null,
    reached: 'disseminated',
    to: leaders,
    acknowledgedBy: [],
    steps: [
      step(
        say(
          'Tell the school and the families within ten minutes.',
          'Avisar a la escuela y a las familias en diez minutos.',
        ),
        office('OPS'),
        {
          informed: [principal],
        },
      ),
      step(
        say(
          'Keep breakfast and let the students in without a late slip.',
          'Guardar el desayuno y dejar entrar sin nota de retraso.',
        ),
        principal,
        {
          informed: [office('OPS')],
        },
      ),
    ],
  },
]

export type Decider = 'school' | 'shared' | 'district'
/** Who decides what. `elsewhere`: codes of zones, portfolios or schools. */
export const demoDecisions: readonly {
  title: Text
  basis: string
  who: Decider
  elsewhere: Record<string, Decider>
}[] = [
  {
    title: say('The schedule of the day', 'El horario del día'),
    basis: 'OE4.ii',
    who: 'shared',
    elsewhere: { 'P-MAGNET': 'school' },
  },
  {
    title: say('Books and materials for reading', 'Libros y materiales de lectura'),
    basis: 'OE4.ii',
    who: 'district',
    elsewhere: { 'P-MAGNET': 'shared' },
  },
  { title: say('Hiring of teachers', 'Contratación de docentes'), basis: 'OE4.ii', who: 'shared', elsewhere: {} },
  {
    title: say('Money for trips and visits', 'Dinero para salidas y visitas'),
    basis: 'OE4.ii',
    who: 'school',
    elsewhere: {},
  },
  {
    title: say('Start and end of the school day', 'Entrada y salida de la escuela'),
    basis: 'OE4.ii',
    who: 'district',
    elsewhere: {},
  },
]

const report = say('the report and its receipt', 'el informe y su comprobante')
const head = (org: string) => ({ role: 'office_head', org })

/** Duties that exist for what the state gets; they stand beside the other ones. The days are the demo's own choice. */
export const demoStateDuties: readonly DemoDuty[] = [
  {
    slug: 'gov-05-spp',
    basis: 'GOV-05',
    title: say('Data for the State Performance Plan', 'Datos para el Plan Estatal de Desempeño'),
    rule: {
      kind: 'recurs',
      every: 'yearly',
      on: { kind: 'dayOfYear', month: 12, day: 1 },
      days: 'office',
      off: 'before',
    },
    owner: head('SPED'),
    artefact: report,
    from: '2026-07-01',
  },
  {
    slug: 'gov-05-dcf',
    basis: 'GOV-05',
    title: say('Answer to program concerns of DCF', 'Respuesta a las observaciones de DCF sobre los programas'),
    rule: {
      kind: 'recurs',
      every: 'quarterly',
      on: { kind: 'months', spans: [9, 12, 3, 6].map((month) => ({ from: month, to: month })) },
      days: 'office',
      off: 'before',
    },
    owner: head('SPED'),
    artefact: report,
    from: '2026-11-01',
  },
]

/** What is owed to the state, each on its duty. */
export const demoSubmissions: readonly { code: string; duty: string; recipient: string }[] = [
  { code: 'SDE-WEEKLY', duty: 'ops-02', recipient: 'State Department of Education, magnet schools' },
  { code: 'SPP', duty: 'gov-05-spp', recipient: 'State Department of Education, special education' },
  { code: 'DCF', duty: 'gov-05-dcf', recipient: 'Department of Children and Families' },
]

export type DemoPolicy = {
  code: string
  kind: 'policy' | 'rule' | 'law'
  title: Text
  source: string
  adopted: string
  reviewBy: string
  office: string
  obligations: readonly { title: Text; each: 'district' | 'school' }[]
  /** obligations of the district that somebody looked at: by which duty, whether the superintendent signed */
  looked: readonly { key: string; duty: string; by: string; signed: boolean }[]
}

/** Policies and rules with what they oblige to. */
export const demoPolicies: readonly DemoPolicy[] = [
  {
    code: 'SGC',
    kind: 'policy',
    title: say('School governance councils', 'Consejos de gobierno escolar'),
    source: 'Policy book of Mill River, 1110',
    adopted: '2019-03-18',
    reviewBy: '2027-03-31',
    office: 'SCHOOLS',
    obligations: [
      {
        title: say(
          'The council sits with the members that the policy names.',
          'El consejo tiene los miembros que nombra la política.',
        ),
        each: 'school',
      },
      {
        title: say(
          'The council met in every marking period.',
          'El consejo se reunió en cada período de calificaciones.',
        ),
        each: 'school',
      },
      {
        title: say(
          'Families hear of the councils three times a year.',
          'Las familias oyen de los consejos tres veces al año.',
        ),
        each: 'district',
      },
    ],
    looked: [{ key: 'o3', duty: 'fcp-07', by: 'chief.schools', signed: true }],
  },
  {
    code: 'RESTRAINT',
    kind: 'law',
    title: say('Seclusion and restraint', 'Aislamiento y sujeción'),
    source: 'Conn. Gen. Stat. 10-236b',
    adopted: '',
    reviewBy: '2026-11-06',
    office: 'OSS',
    obligations: [
      {
        title: say(
          'The trained team of the school is named for this year.',
          'El equipo formado de la escuela está nombrado para este año.',
        ),
        each: 'school',
      },
      {
        title: say(
          'Program concerns of DCF are answered.',
          'Se responde a las observaciones de DCF sobre los programas.',
        ),
        each: 'district',
      },
    ],
    looked: [{ key: 'o2', duty: 'gov-05-dcf', by: 'head.support', signed: false }],
  },
  {
    code: 'DRILLS',
    kind: 'law',
    title: say('Fire and crisis drills', 'Simulacros de incendio y de crisis'),
    source: 'Conn. Gen. Stat. 10-231',
    adopted: '',
    reviewBy: '2027-08-31',
    office: 'SCHOOLS',
    obligations: [
      {
        title: say('The drills of every month are audited.', 'Se auditan los simulacros de cada mes.'),
        each: 'district',
      },
      {
        title: say(
          'The office of schools gets the report of the month.',
          'La oficina de escuelas recibe el informe del mes.',
        ),
        each: 'district',
      },
    ],
    looked: [
      { key: 'o1', duty: 'safe-04', by: 'chief.schools', signed: true },
      { key: 'o2', duty: 'safe-04-report', by: 'chief.schools', signed: true },
    ],
  },
]
