/** Words of the plans of two schools and two offices of Mill River, and of the reviews of two of them. Everything in them is invented. */
type Both = { en: string; es: string }
const say = (en: string, es: string): Both => ({ en, es })

export type DemoGoal = {
  /** the priority of the district, counted from 1, under which the goal stands; null: it names nothing yet */
  priority: number | null
  title: Both
  /** parts of the district's plan that it names besides, by id */
  serves: readonly string[]
  actions: readonly { title: Both; tasks: readonly { title: Both; words: string; to: string }[] }[]
}
export type DemoComment = {
  /** the goal that it is about, counted from 1; null: the whole plan */
  goal: number | null
  body: string
  /** days before today on which it was written, and until when it asks for an answer (null: it asks for none) */
  asked: number
  by: number | null
  answer: { kind: 'changed' | 'explained'; words: string; on: number } | null
  closed: boolean
}
export type DemoUnit = {
  org: string
  /** keys of the cast: who writes and who reviews */
  writer: string
  reviewer: string
  /** how far it is */
  stage: 'begun' | 'written' | 'review' | 'adopted'
  goals: readonly DemoGoal[]
  comments: readonly DemoComment[]
}

/** In the order in which they are made. */
export const demoUnits: readonly DemoUnit[] = [
  {
    org: '53011',
    writer: 'principal.riverbank',
    reviewer: 'director.river',
    stage: 'adopted',
    goals: [
      {
        priority: 1,
        title: say('Sixth graders read every day', 'El sexto grado lee todos los días'),
        serves: ['s1-1'],
        actions: [
          {
            title: say(
              'Twenty minutes of own reading after lunch',
              'Veinte minutos de lectura propia después del almuerzo',
            ),
            tasks: [
              {
                title: say('Put a shelf into each sixth grade room', 'Poner un estante en cada aula de sexto grado'),
                words: 'by October 2026',
                to: '2026-10-30',
              },
              {
                title: say('Ask students which books they miss', 'Preguntar a los estudiantes qué libros faltan'),
                words: 'by December 2026',
                to: '2026-12-11',
              },
            ],
          },
        ],
      },
      {
        priority: 2,
        title: say('Somebody calls on the first day missed', 'Alguien llama el primer día que falta un estudiante'),
        serves: ['s2-1'],
        actions: [
          {
            title: say('A team that meets every Monday', 'Un equipo que se reúne cada lunes'),
            tasks: [
              {
                title: say('Share out the calls by grade', 'Repartir las llamadas por grado'),
                words: 'by September 2026',
                to: '2026-09-18',
              },
              {
                title: say('Count how many families were reached', 'Contar a cuántas familias se llegó'),
                words: 'by January 2027',
                to: '2027-01-29',
              },
            ],
          },
        ],
      },
      {
        priority: null,
        title: say('A quieter lunch room', 'Un comedor más tranquilo'),
        serves: [],
        actions: [
          {
            title: say('Two lunch times in place of one', 'Dos turnos de almuerzo en lugar de uno'),
            tasks: [
              {
                title: say('Try it for four weeks', 'Probarlo durante cuatro semanas'),
                words: 'by February 2027',
                to: '2027-02-26',
              },
            ],
          },
        ],
      },
    ],
    comments: [
      {
        goal: 2,
        body: 'Who calls when the team is at a training?',
        asked: 14,
        by: 7,
        answer: { kind: 'changed', words: 'The front office does. It stands in the action now.', on: 8 },
        closed: true,
      },
      {
        goal: 3,
        body: 'Which part of the district plan does this serve?',
        asked: 14,
        by: 7,
        answer: { kind: 'explained', words: 'None yet. Students asked for it, and we want to keep it.', on: 4 },
        closed: false,
      },
      {
        goal: null,
        body: 'A clear plan. Thank you for the short list.',
        asked: 14,
        by: null,
        answer: null,
        closed: false,
      },
    ],
  },
  {
    org: '01011',
    writer: 'principal.northside',
    reviewer: 'chief.schools',
    stage: 'written',
    goals: [
      {
        priority: 1,
        title: say(
          'First graders know their letters by winter',
          'El primer grado conoce las letras antes del invierno',
        ),
        serves: [],
        actions: [
          { title: say('Small groups three mornings a week', 'Grupos pequeños tres mañanas por semana'), tasks: [] },
        ],
      },
      {
        priority: null,
        title: say('A garden behind the gym', 'Un huerto detrás del gimnasio'),
        serves: [],
        actions: [],
      },
    ],
    comments: [
      {
        goal: 1,
        body: 'How will you tell that it worked?',
        asked: 11,
        by: 3,
        answer: null,
        closed: false,
      },
      {
        goal: null,
        body: 'Attendance is missing so far. What do you plan?',
        asked: 2,
        by: -12,
        answer: null,
        closed: false,
      },
    ],
  },
  {
    org: 'OSS',
    writer: 'head.support',
    reviewer: 'chief.schools',
    stage: 'review',
    goals: [
      {
        priority: 2,
        title: say(
          'Every school has a team that looks at absences',
          'Cada escuela tiene un equipo que mira las ausencias',
        ),
        serves: ['s2-1', 's2-2'],
        actions: [
          {
            title: say('Visit each team once a quarter', 'Visitar a cada equipo una vez por trimestre'),
            tasks: [
              {
                title: say('Write down what each team needs', 'Anotar lo que necesita cada equipo'),
                words: 'by December 2026',
                to: '2026-12-18',
              },
            ],
          },
        ],
      },
    ],
    comments: [],
  },
  { org: 'SCHOOLS', writer: 'chief.schools', reviewer: 'superintendent', stage: 'begun', goals: [], comments: [] },
]
