import type { measuresEn } from './words-measures.en.ts'

export const measuresEs: Record<keyof typeof measuresEn, string> = {
  'unit.per100': 'por cada 100 estudiantes',
  'unit.days': 'días por cada 100 estudiantes',
  'actions.among': '{n, number} medidas, {d, number} estudiantes',
  'days.among': '{n, number} días, {d, number} estudiantes',
  'count.among': 'entre {d, number} estudiantes',
  'mean.of': 'promedio de {d, number} estudiantes',
  'schools.of': '{n, number} de {d, number} escuelas',
  suspensionActions: 'Suspensiones por cada 100 estudiantes',
  suspensionActionsSentence:
    'Cuántas veces se suspendió o expulsó a estudiantes, por cada 100 estudiantes del otoño. Quien fue suspendido cinco veces cuenta cinco veces.',
  daysLost: 'Días de clase perdidos por suspensión',
  daysLostSentence: 'Días que los estudiantes estuvieron suspendidos o expulsados, por cada 100 estudiantes del otoño.',
  oss: 'Suspensiones fuera de la escuela',
  ossSentence: 'Cuántas suspensiones fuera de la escuela se dieron. Se cuentan medidas, no estudiantes.',
  elaIndex: 'Índice de rendimiento, lengua',
  elaIndexSentence:
    'El promedio de los puntos del índice de todos los estudiantes que tomaron la prueba de lengua, como los da el archivo de la prueba.',
  mathIndex: 'Índice de rendimiento, matemáticas',
  mathIndexSentence:
    'El promedio de los puntos del índice de todos los estudiantes que tomaron la prueba de matemáticas, como los da el archivo de la prueba.',
  scienceIndex: 'Índice de rendimiento, ciencias',
  scienceIndexSentence:
    'El promedio de los puntos del índice de todos los estudiantes que tomaron la prueba de ciencias, como los da el archivo de la prueba.',
  elaGrowth: 'Avance en lengua',
  elaGrowthSentence:
    'Cuánto de su propia meta de avance alcanzaron en promedio los estudiantes de 4.º a 8.º grado en lengua; como máximo 110% cada uno.',
  mathGrowth: 'Avance en matemáticas',
  mathGrowthSentence:
    'Cuánto de su propia meta de avance alcanzaron en promedio los estudiantes de 4.º a 8.º grado en matemáticas; como máximo 110% cada uno.',
  englishGrowth: 'Estudiantes que aprenden inglés y logran su avance',
  englishGrowthSentence:
    'De los estudiantes que aprenden inglés y tienen una meta en la prueba de inglés, la parte que la alcanzó toda.',
  schoolsAtIndex: 'Escuelas con un índice de 50 o más',
  schoolsAtIndexSentence:
    'De las escuelas con índice en lengua y en matemáticas, la parte con 50 o más en los dos. Se cuentan escuelas, no estudiantes.',
  fallEnrollment: 'Estudiantes en el otoño',
  fallEnrollmentSentence: 'Cuántos estudiantes estaban inscritos el 1 de octubre.',
  identifiedDisability: 'Identificados como estudiantes con discapacidad',
  identifiedDisabilitySentence: 'De todos los estudiantes, la parte que son estudiantes con discapacidad.',
  swdOssTo10: 'Fuera de la escuela hasta diez días',
  swdOssTo10Sentence:
    'De los estudiantes con discapacidad, la parte suspendida fuera de la escuela o expulsada por diez días o menos en el año.',
  swdOssOver10: 'Fuera de la escuela más de diez días',
  swdOssOver10Sentence:
    'De los estudiantes con discapacidad, la parte suspendida fuera de la escuela o expulsada por más de diez días en el año.',
  swdIssTo10: 'Suspendidos dentro de la escuela hasta diez días',
  swdIssTo10Sentence:
    'De los estudiantes con discapacidad, la parte suspendida dentro de la escuela por diez días o menos en el año.',
  swdIssOver10: 'Suspendidos dentro de la escuela más de diez días',
  swdIssOver10Sentence:
    'De los estudiantes con discapacidad, la parte suspendida dentro de la escuela por más de diez días en el año.',
  swdRemovals: 'Apartados de clase alguna vez',
  swdRemovalsSentence:
    'De los estudiantes con discapacidad, la parte suspendida dentro o fuera de la escuela o expulsada al menos una vez.',
  namedTestTaken: '{test}: quién la tomó',
  namedTestTakenSentence: 'De los estudiantes que nombra el archivo de {test}, la parte que tomó la prueba.',
  namedTestLevel: '{test}: nivel {level} o más',
  namedTestLevelSentence: 'De los estudiantes con un nivel en {test}, la parte en el nivel {level} o más.',
  'warning.precision':
    'Alerta temprana, desde {n, plural, one {una suspensión} other {# suspensiones}}: avisados, y sin avance suficiente',
  'warning.precisionSentence':
    'De los estudiantes que la regla señaló en 8.º grado, la parte que en 9.º grado no avanzó lo suficiente.',
  'warning.recall':
    'Alerta temprana, desde {n, plural, one {una suspensión} other {# suspensiones}}: sin avance suficiente, y avisados',
  'warning.recallSentence':
    'De los estudiantes que en 9.º grado no avanzaron lo suficiente, la parte que la regla había señalado en 8.º grado.',
  'warning.base':
    'Alerta temprana, desde {n, plural, one {una suspensión} other {# suspensiones}}: sin avance suficiente',
  'warning.baseSentence':
    'De todos los estudiantes que la regla pudo juzgar en 8.º grado, la parte que en 9.º grado no avanzó lo suficiente.',
  'warning.undecided': 'Alerta temprana, desde {n, plural, one {una suspensión} other {# suspensiones}}: no juzgados',
  'warning.undecidedSentence':
    'De los estudiantes de 9.º grado, la parte que la regla no pudo juzgar: falta alguna señal del 8.º grado.',
  'param.fallCount': 'Día del conteo de otoño (mes-día)',
  'param.removals': 'Medidas que cuentan',
  'param.growthFloor': 'Lo menos que suma un estudiante (por ciento)',
  'param.growthCap': 'Lo más que suma un estudiante (por ciento)',
  'param.englishTests': 'Pruebas de estudiantes que aprenden inglés',
  'param.indexLimit': 'Índice desde el que cuenta una escuela',
  'param.indexStudents': 'Mínimo de estudiantes en cada materia',
  'param.removalDays': 'Días que separan las medidas cortas de las largas',
  'param.warningAttendance': 'Asistencia por debajo de (por ciento)',
  'measures.more': 'Más sobre estos registros',
  'risk.ratios': 'Razones de riesgo',
  'risk.ratiosLead':
    'Qué tan probable es algo para los estudiantes de una raza o etnia, comparados con todos los demás, según la regla federal. 2.00 quiere decir el doble de probable.',
  'risk.rule':
    'Solo hay razón cuando un grupo y aquellos con quienes se compara tienen al menos {cell} estudiantes con el resultado y {n} estudiantes. Son los límites más altos que la regla considera razonables; los del estado no están confirmados.',
  'risk.alternate':
    'Cuando los demás del distrito son muy pocos, se toman los demás del estado: una razón alterna. No se ha cargado ningún archivo del estado con estos conteos, así que todavía no hay ninguna.',
  'risk.notComputed':
    'No se muestran, porque ningún archivo los trae: los seis tipos de discapacidad, y dónde reciben clase los estudiantes con discapacidad.',
  'risk.three': 'La regla mira hasta tres años. Una razón sola no dice nada del porqué.',
  'risk.group': 'Grupo',
  'risk.counts': 'Estudiantes con el resultado, de todos los del grupo',
  'risk.rate': 'Parte',
  'risk.ratio': 'Razón, {year}',
  'risk.interval': 'Lo que puede hacer el azar',
  'risk.between': 'de {low} a {high}',
  'risk.why': 'Por qué no hay',
  'risk.small': 'muy pocos en el grupo',
  'risk.no_comparison': 'muy pocos para comparar',
  'risk.zero': 'nadie entre los demás',
  'risk.nothing': 'Todavía no se calculó nada de esto para este lugar.',
  'risk.onlyScope':
    'Hacen falta los conteos exactos de grupos pequeños. Usted ve esta página para los lugares de los que es responsable.',
  'risk.caption': '{name}, {year}',
  'enroll.title': 'Inscripción en los próximos años',
  'enroll.lead':
    'Las clases de hoy llevadas hacia adelante: cuántos estudiantes de un grado estaban un año después en el grado siguiente, en promedio de los últimos tres años. Es aritmética, no una predicción.',
  'enroll.entry':
    'Aquí no se conocen los nacimientos. El grado más bajo sigue como el promedio de sus últimos tres años.',
  'enroll.range': 'El rango es lo que darían el cambio anual más bajo y el más alto de los últimos tres años.',
  'enroll.test': 'Cómo le fue antes a la misma aritmética',
  'enroll.testLead':
    'En cada año pasado se hizo otra vez con lo que se sabía entonces y se comparó con lo que vino. En promedio falló en un grado por esto.',
  'enroll.ahead': 'Años hacia adelante',
  'enroll.miss': 'Falló en promedio por',
  'enroll.compared': 'Comparaciones',
  'enroll.none': 'Aquí hay muy pocos años escolares: hacen falta al menos tres seguidos.',
  'enroll.years': 'Todos los grados',
  'enroll.grade': 'Grado',
  'enroll.chart': 'Estudiantes el 1 de octubre',
  'enroll.sentence':
    '{last, number} estudiantes en {lastYear}; hacia adelante, {next, number} en {nextYear} (de {low, number} a {high, number}).',
  'enroll.by': 'Por grado',
  'enroll.schools': 'Escuelas',
  'enroll.next': '{year}, hacia adelante',
  'enroll.low': 'Desde',
  'enroll.high': 'Hasta',
  'enroll.band': 'Por errores pasados',
  'enroll.bandNote': 'La banda es tan ancha como lo que la misma cuenta falló en el total en años pasados.',
  'enroll.testNone': 'Hay muy pocos años para probarlo.',
  'warn.title': 'Alerta temprana: reglas y sus resultados',
  'warn.lead':
    'Una regla que cualquiera puede leer, y cómo le fue con las clases del propio distrito que ya terminaron. Dice a quién mirar más de cerca, nunca qué será de nadie.',
  'warn.rule':
    'Se nombra a un estudiante cuando en 8.º grado se cumple una de estas cosas: asistencia por debajo de 90%; {n, plural, one {al menos una suspensión} other {al menos # suspensiones}}; una F en inglés o matemáticas.',
  'warn.abc': 'Asistencia, conducta, cursos',
  'warn.abc-three-suspensions': 'Lo mismo con tres suspensiones',
  'warn.table': 'Resultados por clase',
  'warn.year': '9.º grado en',
  'warn.judged': 'Estudiantes juzgados',
  'warn.warned': 'Señalados',
  'warn.precision': 'De los señalados, sin avance suficiente',
  'warn.base': 'De todos, sin avance suficiente',
  'warn.lift': 'Veces más seguido',
  'warn.recall': 'De los que no avanzaron, señalados',
  'warn.undecided': 'No juzgados',
  'warn.count': '{n, number} de {d, number}',
  'warn.interval': 'de {low} a {high}',
  'warn.allWarned':
    'Todos los que se pudieron juzgar tenían un aviso, así que este registro no puede comparar. Una señal basta para un aviso; para juzgar sin aviso hay que conocer las tres.',
  'warn.none': 'Todavía no termina ninguna clase de la que se conozcan el 8.º y el 9.º grado.',
  'warn.how':
    'Una regla sirve solo donde los estudiantes que señaló quedaron sin avance suficiente claramente más seguido que todos (“veces más seguido” muy por encima de 1). Lo que no ve está al lado. Sin avance suficiente: menos créditos en 9.º grado de los que pide la regla del estado.',
  'warn.other':
    'La regla del 6.º grado (asistencia por debajo de 80%, una F o una mala nota de conducta) no tiene resultados aquí: ningún archivo trae notas de conducta.',
  'warn.now': 'Estudiantes que la regla nombra ahora',
  'warn.nowLead': 'Solo para quienes son responsables de estos estudiantes. Cada lectura se anota.',
  'tests.title': 'Pruebas por nombre',
  'tests.lead': 'Pruebas que sigue el distrito, cada una con quién la tomó y quién alcanzó el nivel.',
  'tests.test': 'Prueba',
  'tests.taken': 'La tomaron',
  'tests.level': 'En el nivel o más',
  'tests.none': 'No se entregó ningún archivo de estas pruebas para este lugar.',
  'tests.list':
    'La lista de pruebas, con el nivel que cuenta en cada una, es parte de las definiciones; los resultados de otra edición o parte nunca se mezclan.',
  'warn.listTitle': 'Estudiantes que nombra una regla',
  'warn.listLead': '{school}, {year}. Una regla dice a quién mirar más de cerca. Primero hable, después decida.',
  'warn.signs': 'Señales',
  'warn.sign.away': 'asistencia por debajo de 90%',
  'warn.sign.suspended': 'suspensiones',
  'warn.sign.failed': 'una F en inglés o matemáticas',
  'warn.listNone': 'La regla no nombra a nadie aquí ahora.',
  'warn.listNoneHint': 'Mira el 8.º grado. Las notas se conocen cuando se entregan.',
  'warn.record': 'Los resultados de esta regla',
  'notYet.title': 'Aún no cuentan: {measure}',
  'notYet.lead': '{school}, {year}. Estudiantes por quienes la medida pregunta y que no cuenta.',
  'notYet.number': 'El número y su historia',
  'notYet.none': 'Aquí no figura nadie.',
  'notYet.noneHint': 'O todos los estudiantes cuentan, o los archivos del año aún no han llegado.',
  'tiers.title': 'Niveles de asistencia',
  'tiers.lead': 'Cuántos estudiantes de cada escuela faltaron tanto de sus días de clase este año.',
  'tiers.onlyOwn': 'Usted ve las escuelas de cuyos estudiantes es responsable.',
  'tiers.none': 'Ninguna escuela de cuyos estudiantes usted es responsable tiene asistencia este año.',
  'tiers.all': 'Estudiantes',
}
