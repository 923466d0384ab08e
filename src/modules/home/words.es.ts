import type { en } from './words.en.ts'

export const es: { [K in keyof typeof en]: string } = {
  home: 'Inicio',
  'title.now':
    '{now, plural, one {Un asunto requiere su atención ahora} other {# asuntos requieren su atención ahora}}',
  'title.later':
    '{total, plural, one {Nada está atrasado. Usted tiene un asunto} other {Nada está atrasado. Usted tiene # asuntos}}',
  'title.none': 'Usted no tiene nada pendiente',
  responsibility: '¿Cuál es mi responsabilidad?',
  opportunities: '¿Cuáles son mis oportunidades?',
  more: '{count, plural, one {# más} other {# más}}',
  allMine: 'Todo mi trabajo',
  readBy:
    'Sus notas las leen el personal, la Junta y las organizaciones aliadas del distrito. No escriba el nombre de ningún estudiante.',
  noItems: 'Hoy ninguna tarea del plan le nombra a usted.',
  nothing: 'Aquí no hay nada pendiente para usted',
  nothingWhy: 'Ninguna tarea del plan le nombra y sus funciones no tienen nada abierto.',
  noRoles: 'Hoy usted no tiene ninguna función',
  noRolesWhy:
    'Puede iniciar sesión, pero no ve nada dentro de un distrito. Pregunte a la administración de su distrito.',
  noCards: 'Hoy no hay nada nuevo para usted aquí.',

  districtWork: 'El trabajo de todo el distrito',
  districtWorkTold:
    '{late, plural, =0 {Nada está atrasado} one {# asunto está atrasado} other {# asuntos están atrasados}}, {stuck, plural, =0 {nada está detenido} one {# está detenido} other {# están detenidos}}, {total} por hacer.',
  seeLate: 'Ver lo atrasado',
  seeStuck: 'Ver lo detenido',

  seeIndicator: 'Ver escuelas y grupos',
  noNumbers: 'Todavía no hay números',
  noNumbersWhy: 'Aparecen cuando se aceptan y se calculan los primeros archivos.',

  schoolNow: '{name} en {org}',
  sameDay: 'El mismo día de clases del año pasado: {rate} ({of}).',
  sameDayNone: 'No hay un número del mismo día del año pasado.',
  noneYet: 'Todavía no hay un número de este año.',
  schoolPage: 'La página de la escuela',
  studentsHelp: 'Estudiantes que pueden necesitar ayuda',
  studentsHelpWhy: 'Es una lista con nombres. Queda anotado quién la abre.',
  schoolsOf: 'Ausentismo crónico en las escuelas de {org}',
  school: 'Escuela',
  soFar: 'Este año hasta hoy',
  sameDayHead: 'Mismo día, año pasado',
  trend: 'Tendencia',

  stopped:
    '{count, plural, one {Una escuela dejó de enviar la asistencia} other {# escuelas dejaron de enviar la asistencia}}',
  stoppedWhy: 'No enviaron nada durante cinco días de clases o más, mientras otras sí. Sus números no avanzan.',
  since: '{org}: último día {date}',
  sinceNever: '{org}: nada este año',
  allHandIn: 'Todas las escuelas envían la asistencia',
  allHandInWhy: 'Ninguna escuela lleva cinco días de clases de atraso.',
  filesWait: '{count, plural, one {Un archivo espera por usted} other {# archivos esperan por usted}}',
  filesExamined:
    '{count, plural, one {Uno ya se revisó: acéptelo o rechácelo} other {# ya se revisaron: acéptelos o rechácelos}}',
  filesStopped: '{count, plural, one {Uno se detuvo y pregunta algo} other {# se detuvieron y preguntan algo}}',
  filesFailed:
    '{count, plural, one {Uno falló: pida que se revise otra vez} other {# fallaron: pida que se revisen otra vez}}',
  files: 'Archivos del distrito',
  filesWhy: 'Vea lo que llegó, revise los hallazgos y acepte.',

  editionDraft: 'La edición {number} es un borrador',
  editionDraftWhy: 'Lea qué cambió y qué está oculto, y después entréguela.',
  editionApprove: 'La edición {number} espera su aprobación',
  editionApproveWhy: 'Usted no la escribió: mire qué cambió y qué está oculto, y después decida.',
  editionWaits: 'La edición {number} espera a una segunda persona',
  editionWaitsWhy: 'Quien la escribió no puede aprobarla.',
  editionApproved: 'La edición {number} está aprobada',
  editionApprovedWhy: 'Ya se puede publicar.',
  openEdition: 'Abrir la edición',
  noDraft: 'No hay ninguna edición en camino',
  noDraftWhy: 'Cuando se certifiquen números nuevos, empiece la siguiente edición.',
  newestEdition: 'El informe público más reciente',
  newestEditionTold: 'Edición {number} de {district}, {date}.',
  noEdition: '{district} todavía no ha publicado un informe.',
  readIt: 'Leerlo',
  thePlan: 'El plan: {title}',
  thePlanWhy: 'Qué prometió el distrito, por qué y quién responde por ello.',
  readPlan: 'Leer el plan',

  setup: 'Preparación: {done} de {all} listos',
  setupDone: 'Todo está preparado',
  setupDoneWhy: 'Usted cuida de las cuentas y las funciones.',
  'fact.organizations': 'Organizaciones',
  'fact.calendar': 'Calendario escolar',
  'fact.sign_in': 'Personas que pueden iniciar sesión',
  'fact.first_file': 'Primer archivo de estudiantes',
  goOn: 'Continuar',

  landingTitle: 'Qué prometieron sus escuelas y cómo va',
  landingLead:
    'Throughline une el plan de un distrito con el trabajo y los números que hay detrás. El personal ve lo que le toca hoy; las familias ven qué se prometió y si se cumple.',
  publicTitle: 'Para todas las personas',
  publicWhy: 'Informes que un distrito ha publicado. No hace falta una cuenta.',
  publicGo: 'Leer los informes públicos',
  staffTitle: 'Para quienes tienen una cuenta',
  staffWhy: 'Sus tareas, sus números, su escuela.',
  signIn: 'Iniciar sesión',
  demoTitle: 'Mire todo como una de estas personas',
  demoLead:
    'Esto es una demostración. El distrito, su gente y sus estudiantes son inventados. Elija a alguien para ver lo que esa persona ve.',
  demoPassword: 'La contraseña de todas las personas es {password}.',
  enter: 'Entrar',
  enterAs: 'Entrar como {name}',
  demoSpanish: 'páginas en español',
  roleAt: '{role}, {org}',
  roleOver: '{role}, {org} (hasta el {date})',
}
