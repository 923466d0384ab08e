import type { en } from './words-calls.en.ts'

/** Words of calls, trends and intervals (Spanish). */
export const es: { [K in keyof typeof en]: string } = {
  'call.met': 'Meta cumplida',
  'call.on_pace': 'Va a buen ritmo',
  'call.too_close': 'Demasiado justo para decidir',
  'call.behind': 'Va con retraso',
  'call.missed': 'Meta no cumplida',
  'call.no_call': 'Sin veredicto',

  'trend.improving': 'mejora',
  'trend.worsening': 'empeora',
  'trend.no_clear_change': 'sin cambio claro',
  'trend.not_comparable': 'no comparable',
  'trendReason.clear':
    'El cambio desde el valor inicial es de {change} puntos; el azar por sí solo podría dar de {low} a {high}, y el cero queda fuera.',
  'trendReason.unclear':
    'El cambio desde el valor inicial es de {change} puntos; el azar por sí solo podría dar de {low} a {high}, y el cero queda dentro.',
  'trendReason.definition':
    'La definición o la prueba cambió desde el valor inicial, así que los dos números no se pueden comparar.',
  'trendReason.hidden': 'Uno de los dos números está oculto para proteger a los estudiantes.',
  'trendReason.noCounts': 'No se conocen los conteos de uno de los dos números, así que no se puede juzgar el azar.',
  'trendReason.noDirection': 'El plan no dice en qué sentido es mejor.',

  'met.level': 'El valor es {value}; la meta era {target}.',
  'met.band': 'El valor es {value}; la meta era entre {low} y {high}.',
  'met.chance': 'Podría ser azar: el intervalo, de {low} a {high}, también incluye valores que no cumplen la meta.',
  'missed.level': 'La meta era {target} para el {due}; el valor es {value}.',
  'missed.interval':
    'La meta era {target} para el {due}; el valor es {value}, y el intervalo, {interval}, no llega a ella.',
  'missed.band': 'La meta era entre {low} y {high} para el {due}; el valor es {value}.',
  'too_close.due':
    'La meta era {target} para el {due}; el valor es {value}, y el intervalo, {interval}, incluye la meta.',
  'too_close.path':
    'El camino hacia {goal} pedía {expected} a esta fecha; el intervalo, {interval}, queda a ambos lados.',
  'too_close.band': 'La meta es entre {low} y {high}; el valor es {value}, y el intervalo, {interval}, entra en ella.',
  'on_pace.above':
    'El camino hacia {goal} pedía {expected} a esta fecha; el intervalo, {interval}, queda por completo en ese valor o por encima.',
  'on_pace.below':
    'El camino hacia {goal} pedía {expected} a esta fecha; el intervalo, {interval}, queda por completo en ese valor o por debajo.',
  'on_pace.tally': 'El camino hacia {goal} pedía {expected} a esta fecha; el conteo es {value}.',
  'behind.above':
    'El camino hacia {goal} pedía {expected} a esta fecha; el intervalo, {interval}, queda por completo por encima.',
  'behind.below':
    'El camino hacia {goal} pedía {expected} a esta fecha; el intervalo, {interval}, queda por completo por debajo.',
  'behind.tally': 'El camino hacia {goal} pedía {expected} a esta fecha; el conteo es {value}.',
  'behind.band': 'La meta es entre {low} y {high}; el valor es {value}.',

  'settle.bothDown': 'Con {n} estudiantes, {good} o menos lo decidirían a favor, y {bad} o más en contra.',
  'settle.bothUp': 'Con {n} estudiantes, {good} o más lo decidirían a favor, y {bad} o menos en contra.',
  'settle.goodDown': 'Con {n} estudiantes, solo {good} o menos lo decidirían.',
  'settle.goodUp': 'Con {n} estudiantes, solo {good} o más lo decidirían.',
  'settle.badDown': 'Con {n} estudiantes, solo {bad} o más lo decidirían.',
  'settle.badUp': 'Con {n} estudiantes, solo {bad} o menos lo decidirían.',
  'settle.none': 'Un grupo de {n} es demasiado pequeño para decidirlo; conviene mirar varios años juntos.',
  'settle.final': 'La fecha límite ya pasó; solo un año posterior puede decir más.',

  'no_call.hidden': 'El número está oculto para proteger a los estudiantes.',
  'no_call.zero_population': 'No hay nadie en este grupo.',
  'no_call.not_applicable': 'Esta medida no se aplica aquí.',
  'no_call.not_measured': 'Todavía no se ha medido.',
  'no_call.few':
    'Solo {n, plural, one {# estudiante} other {# estudiantes}}; para un veredicto hacen falta al menos {minimum}.',
  'no_call.definition': 'La definición o la prueba cambió desde el valor inicial, así que la meta ya no mide lo mismo.',
  'no_call.incomplete': 'Algunas escuelas todavía no han enviado todos sus datos.',
  'no_call.ambiguous': 'Las palabras de la meta se pueden leer de {count} maneras y nadie ha elegido una.',
  'no_call.noNumber': 'La meta no es un solo número.',
  'no_call.noBaseline': 'El plan no da un valor inicial.',
  'no_call.silent': 'El plan no pide nada antes del {date}.',
  'no_call.noInterval': 'No se sabe cuánto podría mover este número el azar por sí solo.',
  'first.date': 'El primer veredicto será posible el {date}.',
  'first.students': 'El primer veredicto será posible cuando se cuenten {minimum} estudiantes.',
  'first.reading': 'El primer veredicto será posible cuando el responsable del plan elija una lectura.',
  'first.baseline': 'El primer veredicto será posible cuando se anote un valor inicial.',
  'first.unknown': 'Todavía no se sabe cuándo será posible el primer veredicto.',
  'first.never': 'No habrá veredicto sobre ella.',

  'interval.sentence':
    'Contamos a todos; la banda, de {low} a {high}, muestra lo que el azar por sí solo podría hacer en un grupo de {n}.',
  'interval.short': 'de {low} a {high}',
  'target.atLeast': '{goal} o más',
  'target.atMost': '{goal} o menos',
  'target.above': 'más de {goal}',
  'target.below': 'menos de {goal}',
  'target.exactly': '{goal}',
  'target.better': 'mejor que {goal}',
  'goal.band': 'entre {low} y {high}',
  'goal.pointsUp': '{points} puntos porcentuales más que al principio',
  'goal.pointsDown': '{points} puntos porcentuales menos que al principio',
  'goal.up': '{amount} más que al principio',
  'goal.down': '{amount} menos que al principio',
  'goal.higher': 'más alto que al principio',
  'goal.lower': 'más bajo que al principio',
  'goal.asWritten': 'como lo dice el plan: «{words}»',
  'unit.days': '{number, plural, one {{shown} día} other {{shown} días}}',
}
