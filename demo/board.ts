/** The board's papers of the demo district: its yearly calendar of reports, responses, and measures of its offices. Roles only; every word is the demo's own. */

type Text = { en: string; es: string }
const say = (en: string, es: string): Text => ({ en, es })

/** Reports of the school year 2026-27. `done`: days after the meeting on which it came (0 or less: in time); null: not here yet. */
export const demoBoardReports: readonly { title: Text; office: string; due: string; done: number | null }[] = [
  {
    title: say('Opening of schools', 'Apertura de las escuelas'),
    office: 'SCHOOLS',
    due: '2026-09-08',
    done: -1,
  },
  {
    title: say('Attendance of the first weeks', 'Asistencia de las primeras semanas'),
    office: 'OSS',
    due: '2026-10-13',
    done: 0,
  },
  {
    title: say('Results of the state tests', 'Resultados de las pruebas del estado'),
    office: 'DATA',
    due: '2026-10-13',
    done: 6,
  },
  {
    title: say('Staff: who came, who left, what is open', 'Personal: quién llegó, quién se fue, qué falta'),
    office: 'TALENT',
    due: '2026-11-10',
    done: 0,
  },
  {
    title: say('Money of the first quarter', 'El dinero del primer trimestre'),
    office: 'FIN',
    due: '2026-11-10',
    done: null,
  },
  {
    title: say('How the plan goes: first review', 'Cómo va el plan: primera revisión'),
    office: 'SUPT',
    due: '2026-12-08',
    done: null,
  },
  {
    title: say('Students who learn English', 'Estudiantes que aprenden inglés'),
    office: 'LANG',
    due: '2027-01-12',
    done: null,
  },
  {
    title: say('Draft of the budget', 'Borrador del presupuesto'),
    office: 'FIN',
    due: '2027-02-09',
    done: null,
  },
  {
    title: say('What families told us', 'Lo que nos dijeron las familias'),
    office: 'FCP',
    due: '2027-04-13',
    done: null,
  },
  {
    title: say('Annual progress reports, one for each goal', 'Informes anuales de progreso, uno por meta'),
    office: 'SUPT',
    due: '2027-06-15',
    done: null,
  },
]

/** What the district does about its promises, by goal of the plan. */
export const demoResponses: readonly { goal: string; office: string; by: string; words: Text }[] = [
  {
    goal: 'g2',
    office: 'OSS',
    by: '2027-01-29',
    words: say(
      'Attendance teams call each family on the third missed day. Schools with the most absences get a second visitor from January.',
      'Los equipos de asistencia llaman a cada familia al tercer día de ausencia. Desde enero, las escuelas con más ausencias tienen una segunda persona que visita hogares.',
    ),
  },
  {
    goal: 'g1',
    office: 'ACAD',
    by: '2027-02-26',
    words: say(
      'Every class of grades 1 to 3 reads in small groups four days a week, and coaches watch one lesson a month.',
      'Cada clase de los grados 1 a 3 lee en grupos pequeños cuatro días a la semana, y una persona de apoyo observa una lección al mes.',
    ),
  },
]

/** The first edition is the packet of this meeting. */
export const demoMeeting = '2026-12-08'

/** The annual report of the last school year that is over: the year before the plan began. */
export const demoAnnualReport: { goal: string; words: Text } = {
  goal: 'g2',
  words: say(
    'The plan began in July 2026, so this report is about the year before it: it says where we start from. In spring, attendance teams began in five schools. From this year on every school has one.',
    'El plan empezó en julio de 2026, así que este informe trata del año anterior: dice de dónde partimos. En primavera empezaron los equipos de asistencia en cinco escuelas. Desde este año cada escuela tiene uno.',
  ),
}

type Own = {
  title: Text
  unit: string
  better: 'up' | 'down'
  values: readonly (readonly [day: string, value: number])[]
}
/** Measures of offices: those of the editions by name, own ones with their values. */
export const demoScorecards: readonly { office: string; editions: readonly string[]; own: readonly Own[] }[] = [
  {
    office: 'OSS',
    editions: ['chronic-absenteeism', 'suspension-rate'],
    own: [
      {
        title: say('Days until a school gets an answer', 'Días hasta que una escuela recibe respuesta'),
        unit: 'days',
        better: 'down',
        values: [
          ['2026-09-30', 4.5],
          ['2026-10-30', 3.2],
        ],
      },
    ],
  },
  {
    office: 'TALENT',
    editions: [],
    own: [
      {
        title: say('Open positions', 'Puestos sin cubrir'),
        unit: 'positions',
        better: 'down',
        values: [
          ['2026-09-30', 61],
          ['2026-10-30', 48],
        ],
      },
      {
        title: say('Days from application to offer', 'Días de la solicitud a la oferta'),
        unit: 'days',
        better: 'down',
        values: [
          ['2026-09-30', 26],
          ['2026-10-30', 31],
        ],
      },
    ],
  },
  {
    office: 'DATA',
    editions: [],
    own: [
      {
        title: say('Files that came without an error', 'Archivos que llegaron sin errores'),
        unit: '%',
        better: 'up',
        values: [
          ['2026-09-30', 81],
          ['2026-10-30', 93],
        ],
      },
    ],
  },
]

/** What the plan asks of each audience and offers it, as everybody reads it on the public page of the plan. */
export const demoPlanLines: readonly {
  audience: 'family' | 'partner' | 'staff' | 'community'
  kind: 'asks' | 'offers'
  element: string
  words: Text
}[] = [
  {
    audience: 'family',
    kind: 'asks',
    element: 's2-2',
    words: say(
      'Call the school before nine when your child cannot come, and say why.',
      'Llame a la escuela antes de las nueve cuando su hijo o hija no pueda ir, y diga por qué.',
    ),
  },
  {
    audience: 'family',
    kind: 'asks',
    element: 'g4',
    words: say(
      'Tell the school when your telephone number or your language at home changes.',
      'Avise a la escuela cuando cambie su número de teléfono o el idioma de su casa.',
    ),
  },
  {
    audience: 'family',
    kind: 'offers',
    element: 'g4',
    words: say(
      'An evening in your zone twice a year, in your language, with somebody who answers.',
      'Una noche en su zona dos veces al año, en su idioma, con alguien que responde.',
    ),
  },
  {
    audience: 'family',
    kind: 'offers',
    element: 's2-3',
    words: say(
      'A say in which way to school is safe: walk the routes with us and the city.',
      'Su palabra sobre qué camino a la escuela es seguro: recorra los caminos con nosotros y la ciudad.',
    ),
  },
  {
    audience: 'partner',
    kind: 'asks',
    element: 's3-2',
    words: say(
      'Tell us what you can bring, to which schools, and for how long.',
      'Díganos qué puede ofrecer, a qué escuelas y por cuánto tiempo.',
    ),
  },
  {
    audience: 'partner',
    kind: 'offers',
    element: 's3-2',
    words: say(
      'A match with what schools ask for, and a seat at the partner roundtable.',
      'Una unión con lo que piden las escuelas y un lugar en la mesa de aliados.',
    ),
  },
  {
    audience: 'staff',
    kind: 'asks',
    element: 's2-1',
    words: say(
      'Take attendance in every class, and tell the attendance team in the first week of absences.',
      'Pase lista en cada clase y avise al equipo de asistencia en la primera semana de ausencias.',
    ),
  },
  {
    audience: 'staff',
    kind: 'offers',
    element: 's4-2',
    words: say(
      'Time and a mentor in your first years, and a way to lead without leaving the classroom.',
      'Tiempo y un mentor en sus primeros años, y un camino para dirigir sin dejar el aula.',
    ),
  },
  {
    audience: 'community',
    kind: 'asks',
    element: 'g6',
    words: say(
      'Read the numbers with us, and say where they do not fit what you see.',
      'Lea los números con nosotros y diga dónde no coinciden con lo que ve.',
    ),
  },
  {
    audience: 'community',
    kind: 'offers',
    element: 's4-4',
    words: say(
      'Visits to schools with a plan of their own, and a place where your question is answered.',
      'Visitas a escuelas con un plan propio y un lugar donde se responde su pregunta.',
    ),
  },
]
