import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  title: 'Mi calendario',
  lead: 'Lo que usted tiene que hacer, en el calendario de su teléfono o computadora: títulos y fechas, nunca notas ni estudiantes.',
  name: 'Trabajo, Throughline',
  none: 'Todavía no tiene una dirección de calendario.',
  since: 'Su dirección funciona desde el {date}. Se muestra una sola vez; si la perdió, haga una nueva.',
  address: 'La dirección de su calendario',
  addressHint:
    'Cópiela en su calendario como suscripción. Quien la tenga puede leer sus títulos y fechas, así que no la comparta.',
  make: 'Crear una dirección',
  makeNew: 'Crear otra dirección',
  newHint: 'La anterior deja de funcionar enseguida.',
  end: 'Detenerla',
  ended: 'La dirección ya no funciona.',
}
