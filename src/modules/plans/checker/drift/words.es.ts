import type { en } from './words.en.ts'

const of = '{of, select, plan {El plan} other {{name}}}'

export const es: { [K in keyof typeof en]: string } = {
  'what.wording-drift': `${of} está escrito de distintas maneras: {ways}.`,
  'why.wording-drift': 'Dos oficinas que leen dos textos pueden hacer dos cosas y llamarlas igual.',
  'fix.wording-drift': 'Elija un texto y úselo en todas partes, o diga en una nota que la diferencia es intencional.',
  'what.unit-drift': `${of} se cuenta en unidades distintas: {ways}.`,
  'why.unit-drift': 'Una parte puede subir mientras el número baja; así nadie puede decir si mejoró.',
  'fix.unit-drift': 'Decida qué se cuenta y escríbalo igual en todas partes.',
  'what.number-drift': `${of} tiene números distintos: {ways}.`,
  'why.number-drift': 'El mismo resultado cumple un número y no cumple el otro.',
  'fix.number-drift': 'Pregunte qué número vale y corrija el otro lugar.',
  'what.scope-drift': `${of} nombra grados distintos: {ways}.`,
  'why.scope-drift': 'Un grado que aparece en un solo lugar puede quedar fuera o recibir algo que nadie planeó.',
  'fix.scope-drift': 'Pregunte de qué grados se trata y escríbalos igual en todas partes.',
  'what.date-drift': `${of} tiene fechas distintas: {ways}.`,
  'why.date-drift': 'Nadie puede decir cuándo hay retraso.',
  'fix.date-drift': 'Pregunte qué fecha vale y corrija el otro lugar.',
  'what.office-drift': `${of} aparece con oficinas distintas: {ways}.`,
  'why.office-drift': 'Cuando se nombran dos oficinas, cada una puede esperar a la otra.',
  'fix.office-drift': 'Pregunte qué oficina responde y nómbrela en todas partes.',
  'what.office-name-drift': 'Una oficina aparece con dos nombres: «{one}» ({place}) y «{two}» ({place2}).',
  'why.office-name-drift': 'Quien lee busca dos oficinas, y cada una parece responder solo por una parte.',
  'fix.office-name-drift': 'Use un solo nombre en todas partes.',
  'what.office-twins': '«{name}» y «{other}» parecen una sola oficina con dos nombres.',
  'why.office-twins':
    '{work, select, both {Su trabajo se cuenta en dos lugares y en cada uno parece menor de lo que es.} other {Aparece con dos nombres, y quien lee busca dos oficinas.}}',
  'fix.office-twins': 'Haga una sola oficina o diga en qué se distinguen.',
  'what.code-two-measures': '{code} representa dos cosas que se cuentan: «{one}» y «{two}».',
  'why.code-two-measures': 'Una puede mejorar mientras la otra empeora, y el código no dice cuál.',
  'fix.code-two-measures': 'Dé un código a cada una o nombre la que decide.',
  'what.code-two-populations': '{code} se cuenta para personas distintas: «{one}» y «{two}».',
  'why.code-two-populations': 'Un solo número no puede hablar por los dos grupos.',
  'fix.code-two-populations': 'Dé un código a cada una o escriba los dos grupos en una sola medida.',
  'what.same-duty': '«{title}» ({office}) también se pide a otra oficina: {other} ({office2}).',
  'why.same-duty': 'El trabajo se hace dos veces o cada oficina espera a la otra.',
  'fix.same-duty': 'Que responda una sola oficina, o una las dos y diga quién hace cada parte.',
  'what.repeated-work':
    '«{title}» ya está en {other}{times, select, differ {, allí con otro plazo: «{time2}», aquí «{time}»} other {}}.',
  'why.repeated-work': 'El mismo trabajo se cuenta dos veces y nadie puede decir cuál de los dos va con retraso.',
  'fix.repeated-work': 'Deje uno que sirva a los dos o diga en qué se distinguen.',
  'what.repeated-measure':
    '«{title}» mide {here} y, con las mismas palabras, {there}{more, plural, =0 {} one {; lo mismo hace # medida más} other {; lo mismo hacen # medidas más}}.',
  'why.repeated-measure': 'Un solo resultado se cuenta como dos éxitos.',
  'fix.repeated-measure': 'Deje una medida que sea de los dos o diga en qué se distinguen.',
}
