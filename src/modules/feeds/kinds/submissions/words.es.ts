import type { en } from './words.en.ts'

export const es: Record<keyof typeof en, string> = {
  title: 'Entregas',
  lead: 'Qué escuela entregó su asistencia y qué día. Un día sin ausencia significa "presente" solo si se entregó.',
  column_school_code: 'Código de la escuela, como en el archivo de organizaciones.',
  column_date: 'El día: 2026-11-20.',
  column_mode: 'negative: solo se anota quién faltó (lo usual). positive: se anota a todos.',
  'unknown-school/what': 'La escuela no se conoce',
  'unknown-school/why': 'No está en ningún archivo de organizaciones, o el código está mal escrito.',
  'unknown-school/fix': 'Cargue primero las organizaciones o corrija school_code.',
  'bad-date/what': 'La fecha no se puede leer',
  'bad-date/why': 'Un día que no se puede leer no cuenta.',
  'bad-date/fix': 'Escríbala así: 2026-11-20.',
  'future-day/what': 'El día todavía no llega',
  'future-day/why': 'No puede haber nada anotado para él.',
  'future-day/fix': 'Revise la fecha.',
  'not-a-school-day/what': 'Ese día no hay clases',
  'not-a-school-day/why':
    'Según el calendario de la escuela es feriado, fin de semana o cierre, o el año todavía no tiene calendario.',
  'not-a-school-day/fix': 'Corrija la fecha o cargue primero el calendario.',
  'unknown-mode/what': 'El modo no se conoce',
  'unknown-mode/why': 'Dice si se anota a todos.',
  'unknown-mode/fix': 'Escriba positive o negative.',
  'duplicate-day/what': 'La misma escuela y día dos veces',
  'duplicate-day/why': 'Se cuenta una vez.',
  'duplicate-day/fix': 'Quite una de las filas.',
  'duplicate-day/effect': 'La fila se carga; el día cuenta una vez.',
}
