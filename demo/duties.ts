/** A day of the rule that is off: the last open day before, the first after, it stays, or none this time. */
type Off = 'before' | 'after' | 'stays' | 'skip'
type OnDays = { days: 'school' | 'office'; off: Off }
type Every =
  | 'weekly'
  | 'biweekly'
  | 'monthly'
  | 'quarterly'
  | 'marking_period'
  | 'three_times_a_year'
  | 'twice_a_year'
  | 'yearly'
type Anchor =
  | { kind: 'dayOfMonth'; day: number }
  | { kind: 'weekOfMonth'; week: number }
  | { kind: 'dayOfYear'; month: number; day: number }
  | { kind: 'months'; spans: { from: number; to: number }[] }
type Text = { en: string; es: string }
type Rule = OnDays &
  (
    | { kind: 'recurs'; every: Every; on?: Anchor; pick?: { weekday: number; nth?: number } }
    | { kind: 'words'; words: string }
    | { kind: 'sla'; limit: number | null; after: Text }
  )

/** A recurring duty of the demo district, as its own list would tell it. */
export type DemoDuty = {
  slug: string
  basis: string
  title: Text
  rule: Rule
  owner: { role: string; org: string }
  artefact: Text | null
  /** each time needs a file or a link */
  needs_artefact?: boolean
  from: string
  to?: string | null
  grace?: number
}

const office = (off: Off): OnDays => ({ days: 'office', off })
const school = (off: Off): OnDays => ({ days: 'school', off })
const every = (cadence: Every, days: OnDays, more: { on?: Anchor; pick?: { weekday: number; nth?: number } } = {}) =>
  ({ kind: 'recurs', every: cadence, ...more, ...days }) as const
const months = (...spans: [from: number, to: number][]): Anchor => ({
  kind: 'months',
  spans: spans.map(([from, to]) => ({ from, to })),
})
const byDay = (month: number, day: number): Anchor => ({ kind: 'dayOfYear', month, day })
const head = (org: string) => ({ role: 'office_head', org })
const say = (en: string, es: string): Text => ({ en, es })

const since = '2026-07-01'
const firstWeek = '2026-08-31'
const report = say('the report that went out, or a link to it', 'el informe enviado o un enlace')
const minutes = say('the notes of the meeting', 'las notas de la reunión')

const duty = (
  slug: string,
  basis: string,
  title: Text,
  rule: Rule,
  owner: DemoDuty['owner'],
  artefact: Text | null,
  more: Partial<Pick<DemoDuty, 'from' | 'grace' | 'needs_artefact'>> = {},
): DemoDuty => ({ slug, basis, title, rule, owner, artefact, from: since, ...more })

/** A duty of every executive director: one for each zone. */
const inZones = (
  slug: string,
  basis: string,
  title: Text,
  rule: Rule,
  artefact: Text,
  more: Partial<Pick<DemoDuty, 'from' | 'grace'>> = {},
): DemoDuty[] =>
  (
    [
      ['north', 'NORTH', 'North', 'Norte'],
      ['river', 'RIVER', 'River', 'Río'],
      ['hill', 'HILL', 'Hill', 'Colina'],
      ['harbor', 'HARBOR', 'Harbor', 'Puerto'],
    ] as const
  ).map(([key, org, en, es]) =>
    duty(
      `${slug}-${key}`,
      basis,
      say(`${title.en}, ${en} Zone`, `${title.es}, Zona ${es}`),
      rule,
      { role: 'executive_director', org },
      artefact,
      more,
    ),
  )

/** Every recurring obligation that the five plans create, as Mill River keeps it. Where a plan names no weekday or day, the choice is the demo's. */
export const demoDuties: readonly DemoDuty[] = [
  duty(
    'ops-02',
    'OPS-02',
    say('Magnet compliance report to the state', 'Informe al estado sobre las escuelas magnet'),
    every('weekly', office('before'), { pick: { weekday: 5 } }),
    head('OPS'),
    report,
  ),
  duty(
    'tl-01',
    'TL-01',
    say('Data team meeting of the office with Academics', 'Reunión del equipo de datos de la oficina con Academia'),
    every('weekly', school('after'), { pick: { weekday: 3 } }),
    head('ACAD'),
    minutes,
  ),
  ...inZones(
    'sch-03',
    'SCH-03',
    say('Visits to schools', 'Visitas a las escuelas'),
    { kind: 'words', words: 'weekly/monthly', ...school('before') },
    say('the summary of the visit', 'el resumen de la visita'),
  ),
  duty(
    'impl-03',
    'IMPL-03',
    say('Meeting on guided and close reading', 'Reunión sobre lectura guiada y lectura atenta'),
    every('biweekly', school('after'), { pick: { weekday: 2 } }),
    head('SCHOOLS'),
    minutes,
    { from: firstWeek },
  ),
  duty(
    'safe-02',
    'SAFE-02',
    say('Audit of investigations', 'Auditoría de las investigaciones'),
    every('monthly', office('after'), { on: { kind: 'dayOfMonth', day: 1 } }),
    head('TALENT'),
    say('the signed audit', 'la auditoría firmada'),
    { grace: 2 },
  ),
  duty(
    'safe-02-schools',
    'SAFE-02',
    say('Audit of investigations, Office of Schools', 'Auditoría de las investigaciones, Oficina de Escuelas'),
    every('monthly', office('after'), { on: { kind: 'dayOfMonth', day: 1 } }),
    head('SCHOOLS'),
    say('the signed audit', 'la auditoría firmada'),
    { grace: 2, needs_artefact: true },
  ),
  duty(
    'safe-04',
    'SAFE-04',
    say('Audit of fire and crisis drills', 'Auditoría de los simulacros de incendio y de crisis'),
    every('monthly', office('before'), { on: { kind: 'weekOfMonth', week: 3 } }),
    head('OPS'),
    say('the audit of the month', 'la auditoría del mes'),
  ),
  duty(
    'safe-04-report',
    'SAFE-04',
    say('Report on drills to the Office of Schools', 'Informe sobre los simulacros para la Oficina de Escuelas'),
    every('monthly', office('before')),
    head('OPS'),
    report,
  ),
  duty(
    'fcp-05',
    'FCP-05',
    say('Review of the list of partners', 'Revisión de la lista de organizaciones aliadas'),
    every('monthly', office('before')),
    head('FCP'),
    say('the list with its date', 'la lista con su fecha'),
  ),
  duty(
    'fin-02',
    'FIN-02',
    say('Budget report', 'Informe del presupuesto'),
    every('monthly', office('after'), { on: { kind: 'dayOfMonth', day: 15 } }),
    head('FIN'),
    report,
  ),
  duty(
    'fin-03-meeting',
    'FIN-03',
    say('Budget meeting with the superintendent', 'Reunión del presupuesto con la superintendencia'),
    every('monthly', office('after'), { pick: { weekday: 2, nth: 2 } }),
    { role: 'superintendent', org: '9990011' },
    minutes,
  ),
  duty(
    'fin-11',
    'FIN-11',
    say('Review of transportation budget and complaints', 'Revisión del presupuesto y las quejas de transporte'),
    every('monthly', office('before'), { pick: { weekday: 4, nth: -1 } }),
    head('OPS'),
    say('the review, with the number of complaints', 'la revisión, con el número de quejas'),
  ),
  ...inZones(
    'sch-01',
    'SCH-01',
    say('Review of school improvement plans, with feedback', 'Revisión de los planes de mejora, con comentarios'),
    every('marking_period', school('before')),
    say('the feedback that each school got', 'los comentarios que recibió cada escuela'),
    { grace: 5 },
  ),
  duty(
    'fin-01',
    'FIN-01',
    say('Forecast of the year', 'Pronóstico del año'),
    every('quarterly', office('before'), { on: months([7, 7], [10, 10], [1, 1], [4, 4]) }),
    head('FIN'),
    report,
  ),
  duty(
    'fcp-09-contacts',
    'FCP-09',
    say('Review of family contacts', 'Revisión de los datos de contacto de las familias'),
    every('marking_period', school('before')),
    head('FCP'),
    say('the count of contacts that work', 'el número de contactos que funcionan'),
  ),
  duty(
    'tl-01-leaders',
    'TL-01',
    say('Professional learning for executive directors', 'Formación para las direcciones ejecutivas'),
    every('marking_period', school('before')),
    head('ACAD'),
    say('the agenda and who came', 'la agenda y quién asistió'),
  ),
  ...inZones(
    'sch-02',
    'SCH-02',
    say('School progress reviews with all principals', 'Revisiones del progreso con todas las direcciones'),
    every('three_times_a_year', school('before'), { on: months([10, 11], [1, 2], [3, 4]) }),
    say('the review of each school', 'la revisión de cada escuela'),
  ),
  duty(
    'fcp-07',
    'FCP-07',
    say('Information session for the community', 'Sesión informativa para la comunidad'),
    every('three_times_a_year', school('before'), { on: months([9, 9], [1, 1], [5, 5]) }),
    head('FCP'),
    say('how many came, and the survey', 'cuántas personas asistieron y la encuesta'),
  ),
  duty(
    'fcp-06',
    'FCP-06',
    say('Partner roundtable', 'Mesa redonda de organizaciones aliadas'),
    every('twice_a_year', school('before')),
    head('FCP'),
    say('which agencies came', 'qué organizaciones asistieron'),
  ),
  duty(
    'fcp-09-form',
    'FCP-09',
    say('Contact form sent to every family', 'Formulario de contacto para todas las familias'),
    every('twice_a_year', school('before')),
    head('FCP'),
    say('how many answered', 'cuántas respondieron'),
  ),
  duty(
    'tal-14',
    'TAL-14',
    say('Calendar of professional learning', 'Calendario de formación profesional'),
    every('yearly', office('before'), { on: byDay(8, 1) }),
    head('TALENT'),
    say('the approved calendar', 'el calendario aprobado'),
  ),
  duty(
    'tal-03',
    'TAL-03',
    say('Hiring assessment reports to principals', 'Informes de evaluación de ingreso para las direcciones'),
    every('yearly', office('before'), { on: byDay(9, 15) }),
    head('TALENT'),
    say('the log of what was sent', 'el registro de los envíos'),
  ),
  duty(
    'tal-01',
    'TAL-01',
    say('Hiring for the next school year', 'Contratación para el próximo año escolar'),
    every('yearly', office('before'), { on: byDay(5, 1) }),
    head('TALENT'),
    say('the share of positions that are filled', 'la parte de los puestos que están cubiertos'),
  ),
  duty(
    'fin-03',
    'FIN-03',
    say('Budget of the next year is done', 'Presupuesto del próximo año terminado'),
    every('yearly', office('before'), { on: byDay(2, 28) }),
    head('FIN'),
    say('the budget', 'el presupuesto'),
  ),
  duty(
    'fin-18',
    'FIN-18',
    say('Sign-off of every office on its budget', 'Firma de cada oficina sobre su presupuesto'),
    every('yearly', office('before'), { on: months([12, 12]) }),
    head('FIN'),
    say('the signed pages', 'las páginas firmadas'),
    { needs_artefact: true },
  ),
  duty(
    'gov-02',
    'GOV-02',
    say('Annual progress report', 'Informe anual de progreso'),
    every('yearly', office('before')),
    { role: 'superintendent', org: '9990011' },
    report,
  ),
  duty(
    'impl-13',
    'IMPL-13',
    say('Audit of the portrait of the graduate', 'Auditoría del perfil de la persona graduada'),
    { kind: 'words', words: '2024-2025; Annually', ...office('before') },
    head('ACAD'),
    say('the audit', 'la auditoría'),
  ),
  duty(
    'fcp-03',
    'FCP-03',
    say('Volunteer placed', 'Persona voluntaria ubicada'),
    {
      kind: 'sla',
      limit: 28,
      after: say('an application comes in', 'llega una solicitud'),
      ...office('before'),
    },
    head('FCP'),
    say('the school and the first day', 'la escuela y el primer día'),
  ),
  duty(
    'tal-20',
    'TAL-20',
    say('Verbal offer to a candidate', 'Oferta verbal a una persona candidata'),
    {
      kind: 'sla',
      limit: null,
      after: say('a principal recommends somebody', 'una dirección recomienda a alguien'),
      ...office('after'),
    },
    head('TALENT'),
    say('the day of the call', 'el día de la llamada'),
  ),
  duty(
    'tal-03-before',
    'TAL-03',
    say('Hiring assessment complete before submission', 'Evaluación de ingreso completa antes del envío'),
    {
      kind: 'sla',
      limit: 0,
      after: say('an applicant submits', 'una persona envía su solicitud'),
      ...office('after'),
    },
    head('TALENT'),
    null,
  ),
]
