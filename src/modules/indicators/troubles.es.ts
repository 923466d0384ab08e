import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
  'These numbers are for the staff and the board of the district.':
    'Estos números son para el personal y la junta del distrito.',
  'What the district published is open to everybody at /public/.':
    'Lo que publicó el distrito está abierto a todos en /public/.',
  'You are not responsible for the students of this school.': 'Usted no responde por los estudiantes de esta escuela.',
  'Ask the principal, or your administrator if your work needs it.':
    'Hable con la dirección de la escuela, o con su administrador si su trabajo lo necesita.',
  'A file of this school year was taken away meanwhile.': 'Mientras tanto se retiró un archivo de este año escolar.',
  'Another computation of this school year has ended first.': 'Otro cálculo de este año escolar terminó antes.',
  'Nothing was changed; the computation is started again.': 'No se cambió nada; el cálculo empieza de nuevo.',
  'The table of index points cannot be used.': 'La tabla de puntos del índice no se puede usar.',
  'Give scale scores that rise, each with an index from 0 to 110.':
    'Ponga puntajes de escala en orden creciente, cada uno con un índice de 0 a 110.',
  'There is no such indicator.': 'Ese indicador no existe.',
  'Choose one from the list of indicators.': 'Elija uno de la lista de indicadores.',
  'There is no such school.': 'Esa escuela no existe.',
  'Choose one from the list of schools.': 'Elija de la lista de escuelas.',
}
