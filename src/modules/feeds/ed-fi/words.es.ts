import type { en } from './words.en.ts'

/** The same in Spanish. */
export const es: { [K in keyof typeof en]: string } = {
  'what.broken-file': 'El archivo está dañado aquí. Lo de antes se leyó, lo que sigue no.',
  'fix.broken-file': 'Expórtelo otra vez; quizá quedó cortado.',
  'what.doctype': 'El archivo trae un tipo de documento. Esos archivos no se leen.',
  'fix.doctype': 'Expórtelo sin él. Ningún archivo del estándar lo necesita.',
  'what.not-utf8': 'El archivo no es texto en UTF-8.',
  'fix.not-utf8': 'Expórtelo otra vez en UTF-8.',
  'what.too-deep': 'Un registro tiene más niveles que cualquiera del estándar.',
  'fix.too-deep': 'Revise que sea un archivo Ed-Fi.',
  'what.too-large': 'Un solo registro pesa más de 4 MB.',
  'fix.too-large': 'Revise que sea un archivo Ed-Fi.',
  'what.no-records': 'El archivo no tiene ningún registro.',
  'fix.no-records': 'Expórtelo otra vez.',
  'what.field-absent': '{resource}: hace falta {field} y no está. El registro se rechaza.',
  'fix.field-absent': 'Pida al proveedor del sistema escolar que lo envíe.',
  'what.field-wrong':
    '{resource}: {field} no es lo que dice el estándar, así que no se usa. Sin un campo necesario el registro se rechaza.',
  'fix.field-wrong': 'Corríjalo donde se anotó.',
  'what.list-wrong': '{resource}: una entrada de {field} no es lo que dice el estándar; se deja fuera.',
  'fix.list-wrong': 'Corríjalo donde se anotó.',
  'what.duplicate': '{resource}: ya vino el mismo {field}. Este registro se rechaza; si no, contaría dos veces.',
  'fix.duplicate': 'Averigüe cuál de los dos es correcto.',
  'what.reference-open': '{resource}: {field} apunta a un registro que no vino antes.',
  'fix.reference-open': 'Ponga antes, en el mismo archivo, el registro al que apunta.',
  'what.resource-unknown':
    '{resource, select, none {Nada dice de qué recurso son estos registros.} other {Los registros de {resource} no se usan aquí; se cuentan y se dejan fuera.}}',
  'fix.resource-unknown':
    'No hay que hacer nada con los recursos que no se usan. Si no, dé al archivo el nombre de su recurso, como students.json.',
  'rate.no-enrollment':
    'No hay inscripción, así que no hay tasa: las ausencias solas no dicen nada de quienes vinieron.',
  'rate.no-calendar': 'No hay calendario de días de clase, así que no hay tasa.',
  'rate.school-without-enrollment': 'Una escuela con ausencias no tiene inscripción, así que no hay tasa.',
  'rate.school-without-calendar': 'Una escuela tiene inscripción pero no días de clase, así que no hay tasa.',
  'rate.no-days': 'Ningún estudiante estuvo inscrito en un día de clase, así que no hay tasa.',
}
