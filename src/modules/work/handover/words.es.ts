import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  title: 'Entregar trabajo',
  lead: 'Cuando alguien se va o falta mucho tiempo: todo lo que queda por hacer pasa a otra persona. Cada asunto conserva su historial y se puede devolver.',
  from: 'Trabajo de',
  to: 'Para quién',
  reason: 'Por qué',
  reasonHint: 'Una frase. Queda en el historial de cada asunto.',
  readers: 'el personal, la Junta y las organizaciones aliadas del distrito',
  save: 'Entregarlo todo',
  choice: '{who}: {items, plural, one {# asunto} other {# asuntos}}',
  roleAt: '{role}, {org}',
  somebody: 'Alguien que ya no está',
  done: '{items, plural, =0 {No había nada que entregar} one {Se entregó # asunto} other {Se entregaron # asuntos}}',
  nothing: 'Nadie tiene nada por hacer',
  nothingHint: 'En este distrito no hay nada que entregar.',
  long: 'El motivo es demasiado largo.',
  longHint: 'No pase de {most} letras.',
  missing: 'Elija el trabajo de quién y para quién, y diga por qué.',
  missingHint: 'Hacen falta las tres cosas para que después se vea qué pasó.',
}
