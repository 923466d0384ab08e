import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  title: 'Quién lo hace',
  lead: 'Dé esto a una persona. Sale de la lista de la oficina y pasa a la suya; si el plan se carga otra vez, sigue siendo suyo.',
  to: 'A quién',
  reason: 'Por qué',
  reasonHint: 'Una frase, si hay algo que decir. Queda en el historial.',
  readers: 'el personal, la junta y los socios del distrito',
  give: 'Dárselo',
  given: 'Esto se le dio a {who}.',
  takeBack: 'Deshacer: devolverlo a quien lo tenía antes',
  missing: 'Elija a una persona.',
  missingHint: 'En la lista están todas las personas que hoy tienen un papel en el distrito.',
  long: 'La razón es demasiado larga.',
  longHint: 'Escriba menos de {most} letras.',
  conflict: 'No se guardó: mientras tanto alguien se lo dio a otra persona',
  conflictNow: 'Ahora es de: {who}. Usted eligió a: {mine}. Envíelo otra vez si sigue siendo así.',
  nobody: 'nadie',
}
