import { es as crosswalk } from '../crosswalk/words.es.ts'
import type { en } from './words.en.ts'

const pointer = 'Lo que apunta a nada es una línea que nadie puede seguir.'
const forgotten = 'Alguien lo buscaría en vano y podría creer que se abandonó sin decir nada.'

/** Palabras de las reglas sobre los archivos que acompañan a los planes. */
export const es: { [K in keyof typeof en]: string } = {
  'what.crosswalk-unknown-plan': crosswalk['what.unknown-plan'],
  'why.crosswalk-unknown-plan': pointer,
  'fix.crosswalk-unknown-plan': crosswalk['fix.unknown-plan'],
  'what.crosswalk-plans-backwards': crosswalk['what.plans-backwards'],
  'why.crosswalk-plans-backwards': 'Nada puede convertirse en lo que había antes.',
  'fix.crosswalk-plans-backwards': crosswalk['fix.plans-backwards'],
  'what.crosswalk-unknown-part': crosswalk['what.unknown-part'],
  'why.crosswalk-unknown-part': pointer,
  'fix.crosswalk-unknown-part': crosswalk['fix.unknown-part'],
  'what.crosswalk-wrong-number': crosswalk['what.wrong-number'],
  'why.crosswalk-wrong-number': 'La palabra y las partes dicen dos cosas distintas.',
  'fix.crosswalk-wrong-number': crosswalk['fix.wrong-number'],
  'what.crosswalk-twice': crosswalk['what.twice'],
  'why.crosswalk-twice': 'Una parte no puede tener dos destinos.',
  'fix.crosswalk-twice': crosswalk['fix.twice'],
  'what.crosswalk-forgotten-old': crosswalk['what.forgotten-old'],
  'why.crosswalk-forgotten-old': forgotten,
  'fix.crosswalk-forgotten-old': crosswalk['fix.forgotten-old'],
  'what.crosswalk-forgotten-new': crosswalk['what.forgotten-new'],
  'why.crosswalk-forgotten-new': 'Quien lee no sabe si es nuevo o si continúa.',
  'fix.crosswalk-forgotten-new': crosswalk['fix.forgotten-new'],

  'what.ledger-unknown-plan': 'No hay ningún plan {plan}.',
  'why.ledger-unknown-plan': pointer,
  'fix.ledger-unknown-plan': 'Escriba el identificador de un archivo de plan que esté junto al registro.',
  'what.ledger-unknown-part': 'El plan {plan} no tiene la medida {id}.',
  'why.ledger-unknown-part': pointer,
  'fix.ledger-unknown-part':
    '{near, select, yes {¿Quiso decir {nearest}?} other {Escriba el identificador de una medida de ese plan.}}',
  'what.ledger-other-measure': 'La medida {id} del plan {plan} no trata de {measure}.',
  'why.ledger-other-measure': 'La promesa se compararía con las cifras de otra medida.',
  'fix.ledger-other-measure': 'Nombre una medida del plan cuya definición sea {measure}.',
  'what.ledger-unknown-series': 'La medida {measure} no tiene la serie {id}.',
  'why.ledger-unknown-series': 'Nadie puede saber qué se contó.',
  'fix.ledger-unknown-series':
    '{near, select, yes {¿Quiso decir {nearest}?} other {Escriba el identificador de una serie de esta medida.}}',
  'what.ledger-unknown-source': 'No hay ninguna fuente {id}.',
  'why.ledger-unknown-source': 'Nadie puede consultar de dónde sale la cifra.',
  'fix.ledger-unknown-source': '{near, select, yes {¿Quiso decir {nearest}?} other {Agréguela en "sources".}}',
  'what.ledger-twice': 'El identificador {id} aparece dos veces.',
  'why.ledger-twice': 'Lo que apunta a él tendría dos sentidos.',
  'fix.ledger-twice': 'Dé a uno de los dos un identificador propio.',
  'what.ledger-gap-backwards': 'Este vacío termina en {to}, antes de comenzar en {from}.',
  'why.ledger-gap-backwards': 'Ningún año cae en él, así que no marca nada.',
  'fix.ledger-gap-backwards': 'Escriba el primer año en "schoolYear" y el último en "to".',
  'what.ledger-no-promise': 'Ningún plan de los que están aquí promete algo sobre {id}.',
  'why.ledger-no-promise': 'El registro tiene una entrada sin promesa.',
  'fix.ledger-no-promise': 'Escriba la definición que nombran las medidas de los planes, o quite la medida.',
}
