import type { en } from './words.en.ts'

const did = '{near, select, yes { ¿Quiso decir «{nearest}»?} other {}}'

export const es: { [K in keyof typeof en]: string } = {
  'what.dangling-code': `Aquí se nombra {code} y nada del plan tiene este código.{is, select, known { Las palabras que lo acompañan son las de {meant}.} other {${did}}}`,
  'why.dangling-code': 'El trabajo atado a un código que no existe no se cuenta en ninguna parte.',
  'fix.dangling-code':
    '{is, select, known {Pregunte a la oficina si se trata de {meant} y corrija el código.} other {Corrija el código o agregue lo que representa.}}',
  'what.ambiguous-code': 'El código {code} ya es de «{other}».',
  'why.ambiguous-code': 'Quien lee u oye el código no puede saber de cuál de los dos se habla.',
  'fix.ambiguous-code': 'Dé otro código a uno de los dos.',
  'what.reused-code': '{code} fue antes su código y hoy es el de «{other}».',
  'why.reused-code': 'Los papeles y enlaces antiguos que nombran el código llevan ahora a otra cosa.',
  'fix.reused-code': 'Dé a «{other}» un código que nadie haya tenido o quite aquí el código antiguo.',
  'what.other-words': 'Aquí se nombra {code} con las palabras de {other} («{words}»).',
  'why.other-words': 'Uno de los dos está mal y el trabajo se cuenta en el lugar equivocado.',
  'fix.other-words': 'Pregunte de cuál de los dos se trata y corrija el código o las palabras.',
  'what.orphan': '«{title}» está solo: no hay nada encima, debajo ni al lado, y nada lo mide.',
  'why.orphan': 'Nadie puede ver para qué sirve ni si se hace.',
  'fix.orphan': 'Nombre su padre, únalo a lo que apoya o quítelo.',
  'what.idle-name':
    'El plan incluye {kind, select, office {la oficina} other {el cargo}} «{name}» y no le da nada que hacer.',
  'why.idle-name': 'Un nombre sin tarea parece alguien que responde por algo.',
  'fix.idle-name': 'Diga por qué responde o quítelo.',
  'what.declared-count': 'El plan dice que tiene {said} de «{level}»; se contaron {counted}.',
  'why.declared-count': 'Algo se perdió por el camino o el plan se describe mal.',
  'fix.declared-count': 'Cuente otra vez en la fuente. Si la fuente se equivoca, dígalo en una nota y exima esto.',
  'what.declared-missing':
    'El plan dice que tiene {how, select, number {{said} de «{level}»} other {«{level}»}} y no da la lista.',
  'why.declared-missing': 'Lo que se promete y no aparece en la lista no se puede hacer ni comprobar.',
  'fix.declared-missing': 'Pida la parte del plan que los contiene y agréguelos.',
  'what.code-gap':
    'Después de {before} viene {code}: {count, plural, one {falta {missing}} other {faltan {missing} y otros}}.',
  'why.code-gap': 'Un hueco en los números suele significar que algo se perdió o se quitó sin decirlo.',
  'fix.code-gap': 'Búsquelo en la fuente o diga en una nota por qué el número está libre.',
  'what.idle-link':
    '{kind, select, self {«{id}» está unido a sí mismo.} other {La misma línea a «{id}» está aquí dos veces.}}',
  'why.idle-link': 'No aporta nada y quizá se quiso nombrar otro elemento.',
  'fix.idle-link': 'Corrija el identificador o quite la línea.',
  'what.term-twice': 'El glosario explica «{term}» dos veces.',
  'why.term-twice': 'Quien lee ve solo una de las dos.',
  'fix.term-twice': 'Haga una sola entrada.',
}
