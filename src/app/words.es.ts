import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  'trouble.Invalid': 'Eso no funcionó',
  'trouble.Forbidden': 'Usted no puede hacer esto',
  'trouble.Missing': 'Esa página no existe',
  'trouble.Conflict': 'Algo cambió mientras tanto',
  'trouble.Unavailable': 'Intente de nuevo en un momento',
  'lead.Invalid': 'No se pudo aceptar lo que se envió.',
  'lead.Forbidden': 'Sus funciones no cubren esto.',
  'lead.Missing': 'Revise la dirección o empiece desde la página de inicio.',
  'lead.Conflict': 'Ábralo de nuevo: alguien lo cambió o está en otro estado.',
  'lead.Unavailable': 'No se cambió nada. Intente de nuevo en un momento.',
  'trouble.code': 'Código: {code}',
  'trouble.home': 'Ir a la página de inicio',
  'trouble.typed': 'Lo que usted escribió',
  'trouble.back':
    'No se perdió nada de lo que escribió en otro lugar. Use el botón Atrás de su navegador para volver al formulario.',
  account: 'Mi cuenta',
}
