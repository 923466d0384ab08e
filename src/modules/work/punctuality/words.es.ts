import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  title: 'Hecho a tiempo',
  lead: 'De todo lo que vencía en un período: cuánto se hizo a más tardar en su día. Un asunto cuenta cuando su día ya pasó.',
  toWork: 'La lista de trabajo',
  period: 'Período',
  year: 'Este año escolar hasta hoy',
  days90: 'Los últimos 90 días',
  days30: 'Los últimos 30 días',
  kind: 'Qué',
  any: 'Todo',
  task: 'Tareas de planes',
  duty: 'Obligaciones',
  cycle: 'Preguntas de ciclos de informes',
  document: 'Documentos por leer',
  from: 'Con fecha del {from} al {to}.',
  office: 'Oficina o escuela',
  due: 'Vencían',
  onTime: 'Hechos a más tardar en su día',
  ofDue: '{done} de {due}',
  afterMove:
    '{count, plural, =0 {ningún día cambiado} one {# después de cambiar su día} other {# después de cambiar su día}}',
  late: 'Hechos después',
  open: 'Aún no hechos',
  rate: 'A tiempo, de los que vencían',
  movedOut: 'Previstos aquí, aplazados más allá del período',
  whole: 'Todo junto',
  none: 'Nada vencía en este período',
  noneHint: 'Elija un período más largo u otro trabajo.',
  means:
    'El día es el que vale ahora. Si alguien lo aplazó más allá del día que tenía el plan, el asunto se cuenta aparte. Lo descartado no se cuenta.',
}
