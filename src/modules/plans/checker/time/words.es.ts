import type { en } from './words.en.ts'

const often =
  '{CADENCE, select, daily {cada día} weekly {cada semana} biweekly {cada dos semanas} monthly {cada mes} quarterly {cada trimestre} marking_period {cada período de calificaciones} three_times_a_year {tres veces al año} twice_a_year {dos veces al año} yearly {cada año} other {una y otra vez}}'
const cadence = often.replace('CADENCE', 'cadence')
const every = often.replace('CADENCE', 'every')
const meant = often.replace('CADENCE', 'meant')

export const es: { [K in keyof typeof en]: string } = {
  'what.task-after-goal':
    '{how, select, list {De las {all} veces de «{title}», {late} {late, plural, one {queda} other {quedan}} después de que vence su meta «{goal}» ({due}): {list}.} depends {«{title}» termina el {to}. Su meta «{goal}» vence el {due} si se trata del año escolar, y solo el {latest} si se trata del año de calendario: entonces llega a tiempo.} other {«{title}» termina el {to}, después de que vence su meta «{goal}» ({due}).}}',
  'why.task-after-goal':
    '{how, select, list {Lo que se hace después de ese día no puede ayudar a la meta.} depends {Según una lectura llega tarde para ayudar a su meta.} other {No puede ayudar a una meta que se juzga antes de que esté hecho.}}',
  'fix.task-after-goal':
    '{how, select, depends {Pregunte qué día se quiere decir y escríbalo junto a las palabras de la meta.} other {Hágalo antes, mueva la fecha de la meta o diga para qué sirve.}}',
  'what.goal-measure-date': '«{measure}» vence el {last}, después de la meta «{goal}» de la que habla ({due}).',
  'why.goal-measure-date': 'El día de la meta nadie puede decir si se alcanzó.',
  'fix.goal-measure-date': 'Pregunte qué fecha vale y corrija la otra.',
  'what.before-adoption':
    '«{title}» terminó el {to}, antes de que se aprobara el plan ({adopted}){lost, select, yes {; la fuente perdió sus filas, así que la fecha puede ser de otro paso} other {}}.',
  'why.before-adoption': 'Un plan no puede pedir lo que ya pasó; parece hecho sin que nadie lo decidiera.',
  'fix.before-adoption': 'Páselo a la historia del plan o corrija la fecha.',
  'what.adopted-late':
    'El plan empieza el {from} y se aprobó el {adopted}; {count, plural, =0 {nada con fecha empieza} one {# paso con fecha empieza} other {# pasos con fecha empiezan}} antes de ese día.{over, plural, =0 {} one { Uno ya había terminado: {list}.} other { # ya habían terminado: {list}{rest, plural, =0 {} other { y # más}}.}}{lost, select, yes { La fuente perdió sus filas, así que esas fechas pueden ser de otros pasos.} other {}}',
  'why.adopted-late':
    'Hasta la aprobación no obligaba a nadie, y su primer año parece atrasado o hecho por casualidad.',
  'fix.adopted-late': 'Diga en una nota qué regía hasta entonces o corrija una de las fechas.',
  'what.two-cadences':
    '«{title}» ofrece dos frecuencias: «{one}» o «{other}».{again, plural, =0 {} one { La misma oficina lo dice una vez más.} other { La misma oficina lo dice # veces más.}}',
  'why.two-cadences': 'Nadie puede decir si se hizo con la frecuencia debida.',
  'fix.two-cadences': 'Pregunte a la oficina con qué frecuencia se hace y escriba una sola.',
  'what.cadence-dates': `Se debe hacer ${cadence}, y sus {count} fechas («{words}») están a unos {days} días una de otra.`,
  'why.cadence-dates': 'Algunas veces se dejarán de hacer, o nunca se pensaron.',
  'fix.cadence-dates': 'Pregunte qué vale, la frecuencia o las fechas.',
  'what.timeframe-words': `{how, select, cadence {«{words}» dice ${meant}, y aquí está ${every}.} other {«{words}» dice {said}, y los días de aquí son {days}.}}`,
  'why.timeframe-words': 'Los avisos y los atrasos siguen los días; los lectores siguen las palabras.',
  'fix.timeframe-words': 'Corrija los días o explique en una nota por qué son otros.',
  'what.timeframe-open':
    '«{words}» {how, select, bare_year {nombra un año: ¿escolar o de calendario?} season_in_two_years {nombra una estación que cae en dos años.} by_a_span {puede querer decir antes de que empiece o antes de que termine.} budget_cycle {nombra un ciclo de presupuesto cuyos días nadie anotó.} year_one {cuenta años y nada dice desde cuándo.} student_stage {nombra una etapa del estudiante y no unos días.} no_start {nombra una duración sin comienzo.} no_year {no nombra un año.} vague {es demasiado vago para tener fecha.} other {no se puede leer como un plazo.}}{count, plural, =0 {} other { Lecturas: {readings}.}}',
  'why.timeframe-open': 'Hasta que alguien decida, no vence ningún día y nunca está atrasado.',
  'fix.timeframe-open': 'Pregunte a la oficina y escriba los días junto a las palabras.',
}
