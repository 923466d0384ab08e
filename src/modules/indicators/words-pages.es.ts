import type { pagesEn } from './words-pages.en.ts'

export const pagesEs: { [K in keyof typeof pagesEn]: string } = {
  'area.attendance': 'Asistencia y matrícula',
  'area.graduation': 'Graduación y buen camino',
  'area.achievement': 'Aprendizaje',
  'area.readiness': 'Universidad y trabajo',
  'area.climate': 'Convivencia y disciplina',
  'area.support': 'Apoyo a cada estudiante',
  'area.whole': 'Arte, salud y condición física',
  'area.staff': 'Personal',
  'area.money': 'Dinero',
  'area.own': 'Medidas de este distrito',
  'area.other': 'Otras medidas',
  'listing.group': 'Agrupar por',
  'listing.byArea': 'Tema',
  'listing.byCall': 'Juicio',
  'listing.byNothing': 'Sin agrupar',
  'listing.area': 'Tema',
  'listing.allAreas': 'Todos los temas',
  'listing.call': 'Juicio',
  'listing.allCalls': 'Todos los juicios',
  'listing.noPromise': 'Sin meta en el plan',
  'listing.search': 'El nombre contiene',
  'listing.shown': 'Se {n, plural, =0 {muestran 0} one {muestra #} other {muestran #}} de {of, number} indicadores.',
  'listing.none': 'Ningún indicador coincide.',
  'listing.noneHint': 'Quite un filtro o mire todos.',
  'listing.all': 'Mostrar todos los indicadores',
  'listing.through': 'Datos hasta',
  'listing.computed': 'calculado el {date}',
  'listing.years': 'Año por año',
  'listing.behind': 'Los números detrás de los dibujos pequeños',
  'listing.toDate': '{year} hasta ahora: {value}, hasta el {date}',
  'listing.luck':
    'Esta página compara {n, plural, one {# medida} other {# medidas}} con el año anterior. Solo por azar, {m, plural, =0 {casi ninguna parecería distinta} one {una parecería distinta} other {unas # parecerían distintas}}.',

  'called.open': '¿Cómo se llegó a este juicio?',
  'called.lead':
    'Todo lo que decide el juicio. Con los mismos datos sale siempre el mismo juicio; el texto de abajo es lo que se guarda.',
  'called.again': 'Hecho otra vez ahora con estos datos: {word}.',
  'called.differs':
    'Hecho otra vez con estos datos, el juicio es otro. No lo use y avise a quien cuida la instalación.',
  'called.what': 'Dato',
  'called.value': 'Valor',
  'called.rule': 'Regla',
  'called.words': 'Las palabras del plan',
  'called.source': 'Dónde están',
  'called.page': '{document}, página {page}',
  'called.who': 'A quién se cuenta',
  'called.everybody': 'todos los estudiantes',
  'called.judged': 'Valor que se juzga',
  'called.kofn': '{k, number} de {n, number}',
  'called.on': 'Habla del tiempo hasta',
  'called.target': 'Meta',
  'called.due': 'Fecha límite',
  'called.baseline': 'Valor de partida',
  'called.baselineText': '{value} el {date} ({source})',
  'called.noBaseline': 'no se dio ninguno',
  'called.path': 'Camino hacia ella',
  'path.linear': 'el mismo paso cada año',
  'path.geometric': 'la misma parte de lo que falta, cada año',
  'path.endOnly': 'se juzga solo al final',
  'path.step': 'por etapas',
  'called.minimum': 'Mínimo de estudiantes para un juicio',
  'called.same': 'La misma definición desde el valor de partida',
  'called.complete': 'Todas las escuelas entregaron',
  'called.expected': 'El camino pedía',
  'called.interval': 'Intervalo del valor',
  'called.reading': 'Lectura elegida',
  'called.result': 'Juicio',
  'called.inputs': 'Los datos tal como se guardan',

  'break.definition': 'cambió la regla',
  'break.instrument': 'cambió la prueba',
  'break.pandemic': 'pandemia',
  'break.waiver': 'año sin evaluación',
  'break.note': 'Los números a los dos lados de una marca no se pueden comparar; por eso la línea no se une ahí.',

  'two.title': 'Comparado con el año anterior',
  'two.rise': 'subió',
  'two.fall': 'bajó',
  'two.same': 'no se movió',
  'two.clear':
    'De {from} a {to} {moved}: {change} puntos. Solo por azar podría ser cualquier valor de {low} a {high}; el cero queda fuera, así que algo cambió.',
  'two.unclear':
    'De {from} a {to} {moved}: {change} puntos. Solo por azar podría ser cualquier valor de {low} a {high}; el cero queda dentro, así que puede ser solo azar.',
  'two.paired':
    'Muchos estudiantes están en los dos años. El intervalo trata los años como grupos separados, así que es más bien demasiado ancho que demasiado estrecho.',
  'two.none': 'Todavía no hay dos años que se puedan comparar.',
  'two.notComparable': 'Estos dos años no se pueden comparar: {reason}',
  'detect.size':
    'En un grupo de {n, number}, un cambio de {points} puntos de un año a otro se notaría cuatro de cada cinco veces. Los menores pueden quedar ocultos en el azar.',
  'detect.clear': 'El plan pide {change} puntos más o menos que ahora: un grupo de este tamaño puede mostrarlo.',
  'detect.maybe':
    'El plan pide {change} puntos más o menos que ahora: en un grupo de este tamaño eso puede notarse o no.',
  'detect.hidden':
    'El plan pide {change} puntos más o menos que ahora. Un grupo de este tamaño no puede mostrarlo de un año a otro; harían falta unos {needed, number} estudiantes por año. Mire varios años juntos.',
  'detect.never':
    'El plan pide {change} puntos más o menos que ahora. Ni un grupo de este tamaño ni uno diez veces mayor puede mostrarlo de un año a otro. Mire varios años juntos.',

  'outlook.title': 'Si sigue así',
  'outlook.text':
    'Una línea recta por {years, plural, one {# año} other {# años}} (desde {from}) llega a {value} en {at}; por azar, cualquier valor de {low} a {high}. La meta es {goal}.',
  'outlook.pace':
    'Hasta ahora se mueve {slope} puntos por año. Para llegar a la meta desde el último año harían falta {needed} puntos por año.',
  'outlook.unlikely': 'Al ritmo actual es poco probable que se cumpla la meta.',
  'outlook.doubtful': 'Al ritmo actual es dudoso que se cumpla la meta.',
  'outlook.toss_up': 'Al ritmo actual la meta puede cumplirse o no: está pareja.',
  'outlook.likely': 'Al ritmo actual es probable que se cumpla la meta.',
  'outlook.very_likely': 'Al ritmo actual es muy probable que se cumpla la meta.',
  'outlook.three': 'Tres años muestran una dirección, pero no dicen nada de la probabilidad. Hace falta un cuarto año.',
  'outlook.note': 'Una línea prolongada no promete nada: no sabe lo que el distrito hará después.',
  'outlook.none.noTarget':
    'Ningún plan promete un número para este lugar, así que no hay hacia dónde prolongar la línea.',
  'outlook.none.past': 'El año límite de la meta ya pasó: no hay nada que prolongar.',
  'outlook.none.unclear': 'La meta no es un solo número con dirección, así que la línea no se prolonga.',
  'outlook.none.few':
    'Solo se {years, plural, =0 {pueden comparar 0 años} one {puede comparar # año} other {pueden comparar # años}}: una línea necesita tres, y una palabra para la probabilidad, cuatro.',

  'gap.title': 'Brechas',
  'gap.lead': 'Cada grupo al lado de todos los demás del mismo lugar. Los puntos son puntos porcentuales.',
  'gap.col': 'Brecha con todos los demás',
  'gap.ratio': 'Razón de riesgos',
  'gap.ratioNote': '{low} a {high}',
  'gap.ratioTimes': '{ratio} veces',
  'gap.none.small': 'muy pocos para una razón',
  'gap.none.no_comparison': 'muy pocos entre los demás',
  'gap.none.zero': 'nadie entre los demás',
  'gap.parity': 'Estudiantes hasta la igualdad',
  'gap.parityNote':
    'Estudiantes hasta la igualdad: cuántos tendrían que contar de otra manera para que el grupo esté donde están todos los demás.',
  'gap.ratioLead':
    'La razón dice cuántas veces más ocurre en el grupo que entre todos los demás. Se muestra desde 10 estudiantes con el resultado y 30 en total, los tamaños que la regla federal supone razonables (34 CFR 300.647).',
  'gap.look': 'merece atención',
  'gap.lookNote': '«Merece atención»: sigue siendo distinto aunque tomemos en cuenta cuántos grupos se comparan.',
  'gap.state': 'Todos los estudiantes de aquí al lado del estado ({year}): {gap} puntos; por azar, de {low} a {high}.',

  'luck.line':
    'De {n, plural, one {# comparación} other {# comparaciones}} en esta página, {m, plural, one {una parecería distinta} other {unas # parecerían distintas}} solo por azar.',

  'move.title': 'Estudiantes que faltan',
  'move.school':
    'La línea del distrito es {target}. {count, plural, one {# estudiante de aquí tendría} other {# estudiantes de aquí tendrían}} que contar de otra manera, de {n, number}, para que esta escuela llegue a ella.',
  'move.there': 'La línea del distrito es {target}, y esta escuela ya está ahí.',
  'move.sure': 'Para que esté ahí más allá del azar: {count, number}.',
  'move.list': 'Abrir la lista de estudiantes',
  'move.col': 'Hasta la línea del distrito',
  'move.some': '{count, plural, one {# estudiante} other {# estudiantes}}',
  'move.reached': 'ya está',
  'move.lists':
    'Donde un número de estudiantes es un enlace, abre la lista de este año de esa escuela. Abrir una lista queda anotado.',
  'move.notSeen': 'La lista de estudiantes es para quienes son responsables de ellos.',

  'month.title': 'Mes por mes',
  'month.sentence': 'Asistencia por mes, de {first} a {last}. En promedio, {center} de los días.',
  'month.none': 'Todavía no hay diez meses de años completos, así que no se pueden dibujar límites.',
  'month.notReleased': 'Los meses sueltos se muestran solo a quienes ven los números verdaderos de aquí.',
  'month.band': 'Rango habitual',
  'month.bandNote':
    'La banda es el rango habitual: límites de un gráfico de control (p prima de Laney) con los meses de los años completos. Vale la pena preguntar por lo que queda fuera.',
  'month.out': 'Fuera del rango habitual: {months}.',
  'month.in': 'Ningún mes queda fuera del rango habitual.',
  'month.runs':
    'Cada mes al lado del mismo mes del año anterior: {n, number} pares que difieren. La racha más larga de un lado es de {longest, number} (lo habitual es hasta {most, number}), y el centro se cruza {crossings, number} veces (lo habitual es desde {fewest, number}).',
  'month.signal': 'Eso no es habitual: algo distinto de la temporada ha cambiado.',
  'month.noSignal': 'Eso lo hace el azar: no hay señal de un cambio.',
  'month.fewRuns':
    'Menos de diez meses pueden compararse con el mismo mes del año anterior: todavía no se juzga ninguna racha.',
  'month.lag': 'Aquí los meses vecinos van unidos, y así estas señales aparecen con demasiada facilidad.',
  'month.name': '{month} de {year}',

  'caution.title': '¿Menos casos o menos registros?',
  'caution.falls': 'La cuenta bajó de {before, number} a {now, number}.',
  'caution.luck': 'Una baja de este tamaño podría ser azar.',
  'caution.beyond': 'Eso es más que el azar.',
  'caution.no_companion':
    'Nadie mide si se siguió registrando, así que la baja por sí sola no muestra un éxito. Nombre una medida del registro.',
  'caution.reporting_fell':
    'Menos escuelas registraron algún caso: la baja puede ser menos registro. Pregunte a esas escuelas antes de llamarla éxito.',
  'caution.reporting_unsure':
    'No se puede descartar que las escuelas registren menos que antes: la baja por sí sola no muestra un éxito.',
  'caution.steady': 'Las escuelas registran como antes, hasta donde esto lo muestra.',
  'caution.companion':
    'Medida acompañante: {nowK, number} de {nowN, number} escuelas registraron al menos uno; un año antes, {beforeK, number} de {beforeN, number}.',

  'fidelity.done_improved': 'Al menos cuatro quintos de lo que tocaba está hecho, y el resultado mejora.',
  'fidelity.done_not_improved':
    'Al menos cuatro quintos de lo que tocaba está hecho, y el resultado empeora: revise el plan.',
  'fidelity.not_done_improved': 'Menos de cuatro quintos de lo que tocaba está hecho, y el resultado mejora.',
  'fidelity.not_done_not_improved':
    'Menos de cuatro quintos de lo que tocaba está hecho, y el resultado empeora: mire primero el trabajo.',
  'fidelity.done_unknown':
    'Al menos cuatro quintos de lo que tocaba está hecho; todavía no se puede distinguir del azar si el resultado se mueve.',
  'fidelity.not_done_unknown':
    'Menos de cuatro quintos de lo que tocaba está hecho; todavía no se puede distinguir del azar si el resultado se mueve.',

  'promise.title': 'Todo lo que los planes prometen sobre esto',
  'promise.who': 'Quiénes',
  'promise.which': 'Promesa',
  'promise.target': 'Meta',
  'promise.each': 'cada escuela',
  'promise.share': '{percent}% de las escuelas',
  'promise.unitsMet':
    '{met, number} de {of, number} escuelas están ahí; hacen falta {needed, number}. La promesa se cumple.',
  'promise.unitsNot': '{met, number} de {of, number} escuelas están ahí; hacen falta {needed, number}.',
  'promise.unitsOpen':
    '{met, number} de {of, number} escuelas están ahí y de {unknown, number} no se sabe; hacen falta {needed, number}.',
  'promise.noCell': 'El número de este grupo no se conoce aquí.',

  'compare.title': 'Comparar escuelas',
  'compare.link': 'Comparar escuelas',
  'compare.lead': 'Un punto por escuela, con la banda de lo que el azar solo podría hacer.',
  'compare.tabs': 'Qué se compara',
  'compare.values': 'Valores',
  'compare.gaps': 'Brechas entre grupos',
  'compare.level': 'Nivel',
  'compare.allLevels': 'Todos los niveles',
  'level.elementary': 'Primaria',
  'level.middle': 'Intermedia',
  'level.high': 'Secundaria',
  'compare.sort': 'Orden',
  'compare.byName': 'Nombre',
  'compare.byValue': 'Valor',
  'compare.byLikely': 'Valor probable',
  'compare.group': 'Grupo',
  'compare.sentence': '{name} en {year}, {n, plural, one {# escuela} other {# escuelas}}.',
  'compare.gapSentence': '{group} menos todos los demás, escuela por escuela, {year}, en puntos porcentuales.',
  'compare.noGap': 'sin brecha',
  'compare.gapTitle': 'Brechas en puntos',
  'compare.noRanks':
    'No hay puestos. Donde dos bandas se cruzan, cuál de las dos escuelas va primero no dice nada: así es en {overlap, number} de {pairs, number} vecinas de este orden.',
  'compare.likely': 'Valor probable',
  'compare.likelyNote':
    'El valor probable acerca cada escuela a lo que las escuelas de aquí tienen en común ({mean}); las pequeñas se acercan más, porque el azar las mueve más. Sirve solo para el orden y para ver las que se apartan. El número publicado sigue siendo el contado.',
  'compare.next':
    'También es lo más probable para el próximo año si nada cambia: las escuelas muy altas y muy bajas suelen volver hacia el medio.',
  'compare.few': 'Con menos de cinco escuelas no se acerca nada ni se dice que una se aparta.',
  'compare.alike': 'No hay prueba de que estas escuelas sean distintas: el azar solo las separa así.',
  'compare.apart': 'En cada escuela son todos o ninguno: no hay nada que acercar.',
  'compare.amount': 'Esta medida cuenta días, no estudiantes: no hay bandas y no se dice que una escuela se aparta.',
  'compare.stands': 'Al lado de las demás',
  'compare.above': 'claramente más alto',
  'compare.below': 'claramente más bajo',
  'compare.within': 'puede ser azar',
  'compare.outliers':
    '{n, plural, =0 {Ninguna escuela se aparta} one {# escuela se aparta} other {# escuelas se apartan}} claramente de las demás.',
  'compare.district': 'Todas las escuelas de {name}',
  'compare.state': 'Estado {value}',
  'compare.other': 'Otros {value}',
  'compare.reference': '{place}, publicado: {value}.',
  'compare.referenceHidden': '{place}: el estado lo oculta.',
  'compare.stateName': 'Estado de Connecticut',
  'compare.noGroup':
    '{n, plural, one {# escuela no tiene} other {# escuelas no tienen}} estudiantes de este grupo, o no se midió.',
  'compare.none': 'No hay escuelas que comparar.',
  'compare.noneHint': 'Elija otro nivel o espere el primer año completo.',
  'compare.hidden':
    '{n, plural, one {# escuela no se dibuja} other {# escuelas no se dibujan}}: el número está oculto o no se midió.',
}
