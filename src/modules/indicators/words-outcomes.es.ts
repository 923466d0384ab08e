import type { outcomesEn } from './words-outcomes.en.ts'

export const outcomesEs: Record<keyof typeof outcomesEn, string> = {
  fourYearGraduation: 'Tasa de graduación en cuatro años',
  fourYearGraduationSentence:
    'De los estudiantes que empezaron juntos el 9.º grado, la parte que obtuvo un diploma regular en cuatro años (tasa de cohorte ajustada).',
  sixYearGraduation: 'Tasa de graduación en seis años',
  sixYearGraduationSentence:
    'De los estudiantes que empezaron juntos el 9.º grado hace seis años, la parte que obtuvo un diploma regular en seis años.',
  grade3Ela: 'Lectura en 3.er grado',
  grade3ElaSentence:
    'De los estudiantes de 3.er grado que tomaron la prueba estatal de lengua, la parte en el nivel 3 o más.',
  grade8Math: 'Dominio de matemáticas en 8.º grado',
  grade8MathSentence:
    'De los estudiantes de 8.º grado que tomaron la prueba estatal de matemáticas, la parte en el nivel 3 o más.',
  elaProficiency: 'Dominio de lengua y literatura en inglés',
  elaProficiencySentence: 'De los estudiantes que tomaron una prueba estatal de lengua, la parte en el nivel 3 o más.',
  mathProficiency: 'Dominio de matemáticas',
  mathProficiencySentence:
    'De los estudiantes que tomaron una prueba estatal de matemáticas, la parte en el nivel 3 o más.',
  scienceProficiency: 'Dominio de ciencias',
  scienceProficiencySentence:
    'De los estudiantes que tomaron una prueba estatal de ciencias, la parte en el nivel 3 o más.',
  elaParticipation: 'Participación en la prueba de inglés',
  elaParticipationSentence: 'De los estudiantes que debían tomar la prueba estatal de lengua, la parte que la tomó.',
  mathParticipation: 'Participación en la prueba de matemáticas',
  mathParticipationSentence:
    'De los estudiantes que debían tomar la prueba estatal de matemáticas, la parte que la tomó.',
  onTrackGrade9: 'Estudiantes de 9.º en camino (regla estatal)',
  onTrackGrade9Sentence: 'De los estudiantes de 9.º grado, la parte que ganó suficientes créditos en el año.',
  onTrackChicago: 'Estudiantes de 9.º en camino (regla de Chicago)',
  onTrackChicagoSentence:
    'De los estudiantes de 9.º grado, la parte con cinco créditos y a lo más un semestre reprobado en un curso básico.',
  algebra1: 'Álgebra 1 al terminar 9.º grado',
  algebra1Sentence:
    'De los estudiantes de 9.º grado, la parte que aprobó Álgebra 1 o un curso más avanzado con C o más.',
  ccrCoursework: 'Cursos para la universidad y el trabajo',
  ccrCourseworkSentence:
    'De los estudiantes de 11.º y 12.º grado, la parte que tomó dos cursos de un mismo tipo: avanzados, técnico-profesionales o en un lugar de trabajo.',
  ccrExams: 'Exámenes para la universidad y el trabajo',
  ccrExamsSentence:
    'De los estudiantes de 11.º y 12.º grado, la parte que alcanzó la meta de al menos un examen que las universidades reconocen.',
  artsAccess: 'Artes',
  artsAccessSentence:
    'De los estudiantes de 9.º a 12.º grado, la parte que tomó danza, teatro, música o artes visuales en el año.',
  suspensionRate: 'Tasa de suspensión',
  suspensionRateSentence:
    'De los estudiantes inscritos en el año, la parte que fue suspendida o expulsada al menos una vez.',
  postsecondaryEntrance: 'Ingreso a la universidad',
  postsecondaryEntranceSentence:
    'De los graduados del año pasado, la parte que entró a una universidad de dos o cuatro años en el año siguiente.',
  successPlan: 'Planes de éxito',
  successPlanSentence:
    'De los estudiantes de 6.º a 12.º grado, la parte con un plan de éxito en el que se trabajó este año.',
  caringAdult: 'Un adulto que los acompaña',
  caringAdultSentence:
    'De los estudiantes de 6.º a 12.º grado, la parte con un adulto de la escuela nombrado para ellos.',
  successPlanAndAdult: 'Plan de éxito y un adulto',
  successPlanAndAdultSentence:
    'De los estudiantes de 6.º a 12.º grado, la parte con las dos cosas: un plan de éxito trabajado este año y un adulto nombrado.',
  'param.stateTests': 'Pruebas que cuentan',
  'param.proficientLevel': 'Domina desde el nivel',
  'param.graduatesThrough': 'Los diplomas cuentan hasta (mes-día)',
  'param.onTrackCredits': 'Créditos necesarios en 9.º grado',
  'param.onTrackChicagoCredits': 'Créditos necesarios en 9.º grado',
  'param.onTrackChicagoFailures': 'Máximo de semestres reprobados en cursos básicos',
  'param.ccrCourses': 'Cursos de un mismo tipo',
  'param.satEla': 'SAT lectura y escritura, desde',
  'param.satMath': 'SAT matemáticas, desde',
  'param.actScore': 'ACT, desde',
  'param.apLevel': 'Puntaje AP, desde',
  'param.ibLevel': 'Puntaje IB, desde',
  'param.enteredThrough': 'Los ingresos cuentan hasta (mes-día)',
  'param.successPlanLowGrade': 'Desde el grado',
}
