import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  'what.uncovered-action':
    '{how, select, many {«{level}»: ninguna tarea lleva a cabo {count} de {all}.{none, plural, =0 {} other { Ningún plan nombra {list}{rest, plural, =0 {} other { y # más}}.}}{misnamed, plural, =0 {} other { Solo se nombran junto a las palabras de otra: {wrong}.}}{linked, plural, =0 {} other { Ningún plan las nombra, pero un enlace las une a un trabajo que les sirve: {joined}.}}} other {Ninguna tarea lleva a cabo {code}«{title}»; las tareas llevan a cabo {covered} de {all} como esta.}}',
  'why.uncovered-action':
    'Lo que no es tarea de nadie no pasa por sí solo. Puede estar pensado para un año posterior o estar en otro plan.',
  'fix.uncovered-action': 'Dele un plan con tareas, o anote la fase en que empieza y acepte este aviso con su razón.',
  'what.uncovered-indicator':
    '{how, select, many {Ningún plan con tareas nombra {count} de {all} indicadores: {list}{rest, plural, =0 {} other { y # más}}.} odd {Hay tareas que llevan a cabo {action}, y ningún plan con tareas nombra el indicador {code} «{title}», que habla de lo mismo.} other {Ningún plan con tareas nombra el indicador {code} «{title}»; se nombran {covered} de {all}.}}',
  'why.uncovered-indicator':
    'Nadie puede decir qué trabajo debe moverlo. Ese trabajo puede estar pensado para un año posterior o estar bajo otro código.',
  'fix.uncovered-indicator': 'Nómbrelo donde está el trabajo que lo mueve, o diga cuándo empieza ese trabajo.',
  'what.major-without-plan':
    'El plan pone {code}«{title}» por encima de las demás, y {by, select, task {ningún plan propio la lleva a cabo: solo le sirve una tarea dentro de otro plan.} other {nada la lleva a cabo.}}',
  'why.major-without-plan':
    '{by, select, task {Lo que se llamó más importante depende de una línea en el plan de otros.} other {Lo que se llamó más importante no lo hace nadie.}}',
  'fix.major-without-plan': 'Pida a una oficina un plan con tareas para esto.',
  'what.champion-without-plan': '{role} habla por «{title}», y debajo no hay ningún trabajo.',
  'why.champion-without-plan': 'Alguien responde por esto y no tiene con qué responder.',
  'fix.champion-without-plan': 'Agregue el trabajo o quite el cargo.',
  'what.phase-skips-level': '«{other}» y «{title}»: las escuelas intermedias entre las dos no se nombran nunca.',
  'why.phase-skips-level': 'Los estudiantes de esos grados quedan fuera, o alguien se lleva una sorpresa.',
  'fix.phase-skips-level': 'Agregue el paso que falta o explique en una nota por qué no hace falta.',
  'what.pilot-overlaps':
    'El piloto «{title}» {how, select, due {vence el {to}, y también «{other}», el {from}.} other {termina el {to}, y «{other}» empieza ya el {from}.}}',
  'why.pilot-overlaps': 'Nada de lo que muestre el piloto puede cambiar la puesta en marcha.',
  'fix.pilot-overlaps': 'Deje que el piloto termine antes, o llámelo primer paso de la puesta en marcha.',
  'what.no-op': '«{title}» lleva de algo a lo mismo ({both}).',
  'why.no-op': 'No cambia nada, o uno de los dos nombres está mal.',
  'fix.no-op': 'Pregunte en qué se debe convertir y corrija las palabras.',
  'what.met-by-silence': '«{title}» cuenta lo que se comunica ({counted}) y debe bajar.',
  'why.met-by-silence':
    'El número también baja cuando la gente deja de comunicarlo; por eso, que baje no basta como éxito.',
  'fix.met-by-silence': 'Ponga al lado qué tan completo y rápido se comunica, y lea los dos números juntos.',
  'what.too-many-measures':
    '«{title}» tiene {count} medidas con números, sin contar encuestas ni documentos; más de {most} ya nadie las mira.',
  'why.too-many-measures': 'Donde se mide todo, siempre se encuentra algo que sale bien.',
  'fix.too-many-measures': 'Elija las pocas que deciden y deje las demás como evidencia.',
  'what.cannot-move':
    '{how, select, time {«{title}» se juzga el {due}, y lo que debe moverlo no empieza antes del {first}.} other {«{title}» cuenta los grados {grades}, y el trabajo que hay debajo es para otros grados.}}',
  'why.cannot-move': 'Haga lo que haga el número, el trabajo no fue la causa.',
  'fix.cannot-move':
    'Una la medida a un trabajo que pueda moverla, o corrija {how, select, time {las fechas} other {los grados}}.',
  'what.metadata-conflict':
    '{how, select, title {El título nombra {said}, y el plan va de {known}.} words {Las palabras del período dicen {said}, y sus días son {known}.} source {El título de la fuente nombra {said}, y el plan va de {known}.} adoption {Se aprobó el {said}; la aprobación del mismo órgano es del {known}.} other {Se llama «{said}» y tiene fecha de aprobación ({known}).}}',
  'why.metadata-conflict': 'Quien lee no sabe qué plan tiene en la mano ni por cuánto tiempo vale.',
  'fix.metadata-conflict': 'Pregunte qué vale y corrija lo otro.',
}
