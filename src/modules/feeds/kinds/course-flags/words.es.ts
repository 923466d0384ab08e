import type { en } from './words.en.ts'

export const es: Record<keyof typeof en, string> = {
  title: 'Marcas de cursos',
  lead: 'Para qué cuenta cada curso: materia básica, Álgebra 1 o más, preparación para la universidad y el trabajo, artes. Un archivo reemplaza los años escolares que nombra.',
  column_course_code: 'Código del curso.',
  column_school_year: 'El año en que termina el año escolar: 2027 para 2026-27.',
  column_subject:
    'english, math, science, social, arts, world_language, physical_education, health, cte, career u other.',
  column_title: 'Nombre del curso.',
  column_core: 'Y o N. Vacío: Y para english, math, science y social.',
  column_algebra1: 'Y si es Álgebra 1 o un curso de matemáticas más avanzado.',
  column_ccr: 'ap, ib, dual, cte o workplace. Vacío si ninguno.',
  column_arts: 'Y para danza, teatro, música y artes visuales. Vacío: Y para la materia arts.',
  'bad-year/what': 'El año escolar no se puede leer',
  'bad-year/why': 'Sin su año nadie puede compararlo.',
  'bad-year/fix': 'Escriba 2027 para 2026-27.',
  'no-course/what': 'Falta el código del curso',
  'no-course/why': 'Una fila sin código no dice nada de ningún curso.',
  'no-course/fix': 'Llene course_code.',
  'unknown-subject/what': 'La materia no es una de las palabras conocidas',
  'unknown-subject/why': 'Los cursos básicos y las artes se conocen por la materia.',
  'unknown-subject/fix':
    'Use english, math, science, social, arts, world_language, physical_education, health, cte, career u other.',
  'unknown-flag/what': 'Ni sí ni no',
  'unknown-flag/why': 'Se toma como no dicho.',
  'unknown-flag/fix': 'Escriba Y o N.',
  'unknown-ccr/what': 'El tipo de curso de preparación no se conoce',
  'unknown-ccr/why': 'El curso no cuenta para esa medida.',
  'unknown-ccr/fix': 'Use ap, ib, dual, cte o workplace.',
  'duplicate-course/what': 'El mismo curso dos veces en un año',
  'duplicate-course/why': 'Se toma la primera fila.',
  'duplicate-course/fix': 'Quite las otras filas.',
}
