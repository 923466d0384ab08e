import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  'what.interim-implausible':
    '«{words}» pide el {share} por ciento del camino hacia «{last}» en el {time} por ciento del tiempo{way, select, points { (si el cambio se lee en puntos)} relative { (si el cambio se lee como parte del valor de partida)} other {}}{even, plural, =0 {} other {; leído de la otra manera pide el # por ciento}}.',
  'why.interim-implausible':
    'Es probable que una de las dos cifras no se quiso decir así, y el primer año parecerá un fracaso.',
  'fix.interim-implausible':
    'Pregunte de dónde salen las dos cifras; corrija una o explique en una nota por qué el comienzo es tan rápido.',
  'what.target-conflict':
    '«{words}» y «{other}» vencen a la vez para una misma medida y no pueden valer las dos{how, select, values { ({here} aquí, {there} allí)} other {}}{depends, select, yes {; que venzan a la vez depende de qué año se quiere decir} other {}}.',
  'why.target-conflict': 'El mismo resultado cumple un objetivo y no el otro.',
  'fix.target-conflict': 'Pregunte cuál vale, y corrija o quite el otro.',
  'what.milestones-uneven':
    '{how, select, time {Este paso no vence después del anterior.} other {El paso {amount} retrocede respecto de {before}.}}',
  'why.milestones-uneven': 'El camino esperado iría hacia atrás y toda valoración sería errónea.',
  'fix.milestones-uneven': 'Corrija el día o la cantidad.',
  'what.tolerance-conflict':
    '«{words}» permite {here} por ciento, «{other}» permite {there} por ciento, y los dos tratan de la misma meta.',
  'why.tolerance-conflict': 'Un resultado puede estar bien según uno y mal según el otro.',
  'fix.tolerance-conflict': 'Decida qué diferencia es aceptable y escriba lo mismo en los dos lugares.',
  'what.percent-ambiguous':
    '«{words}» se puede leer de dos maneras: {amount} puntos {way, select, less {menos} other {más}}{known, select, yes { (de {base} a {points})} other {}}, o {amount} por ciento {way, select, less {menos} other {más}} de donde está ahora{known, select, yes { (de {base} a {relative})} other {}}.',
  'why.percent-ambiguous':
    'Las dos piden resultados muy distintos; por eso no se hace ninguna valoración hasta que alguien diga cuál vale.',
  'fix.percent-ambiguous':
    '{readings, select, yes {Pregunte al responsable y elija una de las lecturas, con nombre y fecha.} other {Pregunte al responsable, anote las dos lecturas y elija una, con nombre y fecha.}}',
  'what.no-baseline':
    '{how, select, many {«{level}»: {count} de {all} medidas que deben subir o bajar no tienen un primer valor: {list}{rest, plural, =0 {} other { y # más}}.{announced, plural, =0 {} one { Para una más está anunciado.} other { Para # más está anunciado.}}} scales {«{level}»: {count} medidas deben subir o bajar y no se nombra ninguna escala para ellas: {list}{rest, plural, =0 {} other { y # más}}.} scale {«{words}» ({measure}) debe subir o bajar y no se nombra ninguna escala.} other {«{words}»{named, select, yes { ({measure})} other {}} es un cambio y nada dice desde dónde{published, select, yes {; hay cifras publicadas a mano} other {}}.}}',
  'why.no-baseline':
    '{how, select, scale {Lo que no tiene escala no tiene primer valor ni resultado.} scales {Lo que no tiene escala no tiene primer valor ni resultado.} other {Sin un primer valor nadie puede saber si se alcanzó.}}',
  'fix.no-baseline':
    '{how, select, scale {Diga cómo se juzga y agregue un primer valor.} scales {Diga cómo se juzga cada una y agregue primeros valores.} many {Reúna los primeros valores antes de que empiece el trabajo y agregue cada uno con su año y su fuente.} other {Agregue el valor de partida con su año y su fuente{published, select, yes {, por ejemplo de las cifras publicadas} other {}}.}}',
  'what.baseline-unsupported':
    'El valor de partida {value} no está en ninguna de las cifras publicadas; la más cercana es {figure} ({year}).',
  'why.baseline-unsupported': 'Un comienzo equivocado hace que todo lo que sigue parezca mejor o peor de lo que es.',
  'fix.baseline-unsupported': 'Busque la fuente del valor de partida o diga qué se cuenta de otra manera.',
  'what.out-of-domain':
    '{why, select, whole {{value} no es un número entero, y aquí se cuentan cosas.} result {El cambio lleva a {value} por ciento.} other {{value} no puede ser un valor en «{unit}».}}',
  'why.out-of-domain': 'Ningún resultado puede ser así: el objetivo no se puede cumplir o se escribió mal.',
  'fix.out-of-domain': 'Corrija el valor o su unidad.',
  'what.arithmetic':
    '{how, select, halfway {Se dice «a mitad del camino» con {base} de {amount}: es el {value} por ciento del camino.} published {Las dos cuentas dan {value}, no {amount}.} other {El cambio lleva de {base} a {value}, y eso no es «{operator} {amount}»{close, select, yes {; entre los dos solo hay un redondeo} other {}}.}}',
  'why.arithmetic': 'Quien haga la cuenta no sabrá en qué número confiar.',
  'fix.arithmetic': 'Cuente de nuevo y corrija el que está mal.',
  'what.target-words':
    '{how, select, number {«{words}» dice {said}, y el número del objetivo es {amount}.} unit {«{words}» dice {said}, y la unidad del objetivo es «{unit}».} up {«{words}» dice más, y el cambio del objetivo es {amount}.} down {«{words}» dice menos, y el cambio del objetivo es {amount}.} other {«{words}» dice {said}, y el día del objetivo es {day}.}}',
  'why.target-words': 'La gente lee las palabras y la valoración sigue al número; una de las dos cosas será errónea.',
  'fix.target-words': 'Mire la fuente y corrija las palabras o lo que está a su lado.',
  'what.already-met': 'El objetivo «{words}» ya se cumple con el valor de partida {base}.',
  'why.already-met': 'Se daría por cumplido aunque nada haya cambiado.',
  'fix.already-met': 'Corrija el objetivo o el valor de partida, o diga que el nivel se debe mantener.',
}
