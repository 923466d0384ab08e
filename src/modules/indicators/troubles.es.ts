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
  'No list of students belongs to this indicator.': 'Este indicador no tiene lista de estudiantes.',
  'Open the indicator; where it has a list, the column of students to move leads there.':
    'Abra el indicador; donde hay lista, la columna de estudiantes por mover lleva a ella.',
  'A file of this school year was taken away meanwhile.': 'Mientras tanto se retiró un archivo de este año escolar.',
  'Another computation of this school year has ended first.': 'Otro cálculo de este año escolar terminó antes.',
  'Nothing was changed; the computation is started again.': 'No se cambió nada; el cálculo empieza de nuevo.',
  'The table of index points cannot be used.': 'La tabla de puntos del índice no se puede usar.',
  'Give scale scores that rise, each with an index from 0 to 110.':
    'Ponga puntajes de escala en orden creciente, cada uno con un índice de 0 a 110.',
  'There is no such indicator.': 'Ese indicador no existe.',
  'Choose one from the list of indicators.': 'Elija uno de la lista de indicadores.',
  'A single school has no schools below it to compare.': 'Una sola escuela no tiene escuelas que comparar.',
  'Open the comparison from the district or a zone.': 'Abra la comparación desde el distrito o una zona.',
  'There is no such school.': 'Esa escuela no existe.',
  'Choose one from the list of schools.': 'Elija de la lista de escuelas.',
  'Only the data steward or an administrator of the district names districts to compare with.':
    'Solo la persona responsable de los datos o un administrador del distrito nombra distritos para comparar.',
  'These are no codes of districts in the loaded files: {codes}.':
    'Estos no son códigos de distritos de los archivos cargados: {codes}.',
  'Choose from the list of codes.': 'Elija de la lista de códigos.',
  'Only the data steward, the publisher or the superintendent of the district changes its own definitions.':
    'Solo la persona responsable de los datos, la de publicaciones o la superintendencia cambia las definiciones propias del distrito.',
  'There is no such definition.': 'Esa definición no existe.',
  'Choose one from the list of the district’s own definitions.':
    'Elija una de la lista de definiciones propias del distrito.',
  'The definition has places that are wrong.': 'La definición tiene partes que no están bien.',
  'Each place is named, with what to do. What you typed is still there.':
    'Se nombra cada una, con lo que hay que hacer. Lo que escribió sigue allí.',
  'Somebody else has changed this definition meanwhile.': 'Mientras tanto otra persona cambió esta definición.',
  'What you typed is still there. Open the definition in another window, compare, and save again.':
    'Lo que escribió sigue allí. Abra la definición en otra ventana, compare y guarde de nuevo.',
  'The district has a definition with this id already.': 'El distrito ya tiene una definición con este id.',
  'Choose another id, or open that one and change it.': 'Elija otro id, o abra esa y cámbiela.',
  'The id of a definition cannot be changed.': 'El id de una definición no se puede cambiar.',
  'Keep the id, or add a new definition.': 'Deje el id, o agregue una definición nueva.',
  'The district has as many own definitions as can be computed each night.':
    'El distrito tiene tantas definiciones propias como se pueden calcular cada noche.',
  'Change one that is no longer needed.': 'Cambie una que ya no se necesite.',
  'The worked example does not come out as it says.': 'El ejemplo resuelto no resulta como dice.',
  'Open the example: change what it expects, or the definition.':
    'Abra el ejemplo: cambie lo que espera, o la definición.',
  'Nobody has seen yet what this version says of last year.':
    'Nadie ha visto todavía qué dice esta versión del año pasado.',
  'Compute the preview first. It computes the worked example in the engine, too.':
    'Calcule primero la vista previa. También calcula el ejemplo resuelto en el motor.',
}
