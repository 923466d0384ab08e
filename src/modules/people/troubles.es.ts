import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
  'Ask the administrator of your district if you need it for your work.':
    'Hable con el administrador de su distrito si lo necesita para su trabajo.',
  'Ask the administrator of your district if you need them for your work.':
    'Hable con el administrador de su distrito si los necesita para su trabajo.',
  'Ask the administrator of the district.': 'Hable con el administrador del distrito.',
  'Ask the administrator.': 'Hable con el administrador.',
  'Ask another administrator.': 'Pídalo a otro administrador.',
  'Ask its administrator.': 'Hable con su administrador.',
  'Ask the operator.': 'Hable con quien opera el sistema.',
  'Go back to the list.': 'Vuelva a la lista.',
  'Open the page again.': 'Abra la página de nuevo.',
  'Try again.': 'Intente de nuevo.',
  'Choose it again.': 'Elíjala de nuevo.',
  'Choose the district again.': 'Elija el distrito de nuevo.',
  'Some fields need another look.': 'Hay campos que revisar.',
  'Correct the fields below.': 'Corrija los campos de abajo.',
  'Say in a few words why.': 'Diga en pocas palabras por qué.',
  'Write in a few words why.': 'Escriba en pocas palabras por qué.',
  'It needs a reason.': 'Hace falta un motivo.',

  // Students, records, register, forgetting.
  'Your roles do not cover the students of this organization.':
    'Sus funciones no abarcan a los estudiantes de esta organización.',
  'Your roles do not cover the records of students.': 'Sus funciones no abarcan los expedientes de estudiantes.',
  'An export needs a reason.': 'Para llevarse un archivo hace falta un motivo.',
  'Write in a few words what the file is for.': 'Escriba en pocas palabras para qué es el archivo.',
  'Write in a few words what the record is for.': 'Escriba en pocas palabras para qué es el expediente.',
  'No student with this id is in your schools.': 'En sus escuelas no hay ningún estudiante con este identificador.',
  'Check the id, with its zeros. A student who left is opened by the data steward of the district.':
    'Revise el identificador, con sus ceros. El expediente de quien ya se fue lo abre la persona encargada de los datos del distrito.',
  'This record is no longer kept.': 'Este expediente ya no se guarda.',
  'Open it again with a reason.': 'Ábralo de nuevo con un motivo.',
  'The record is not ready.': 'El expediente no está listo.',
  'Wait until it is prepared.': 'Espere a que esté preparado.',
  'The day lies in the future.': 'El día está en el futuro.',
  'Give the day on which it was asked for.': 'Indique el día en que se pidió.',
  'Something is missing.': 'Falta algo.',
  'Fill in what is marked.': 'Complete lo que está marcado.',
  'It is about nobody.': 'No trata de nadie.',
  'Give the id of at least one student.': 'Indique el identificador de al menos un estudiante.',
  'That is too many ids.': 'Son demasiados identificadores.',
  'At most 500 ids.': 'Como máximo 500 identificadores.',
  'Enter a list by the export of the list.': 'Una lista se anota al llevarse el archivo de la lista.',
  'Some ids are not known.': 'Algunos identificadores no se conocen.',
  'Check the ids.': 'Revise los identificadores.',
  'Some ids are not known in your schools.': 'Algunos identificadores no se conocen en sus escuelas.',
  'There is no such entry.': 'Esa anotación no existe.',
  'Open the register and choose one.': 'Abra el registro y elija una.',
  'Say why it is corrected.': 'Diga por qué se corrige.',
  'A few words are enough.': 'Bastan pocas palabras.',
  'Ask the data steward of the district to correct it.':
    'Pida a la persona encargada de los datos del distrito que lo corrija.',
  'Look at it again, then repeat your change.': 'Revíselo y repita su cambio.',
  'The two ids differ.': 'Los dos identificadores son distintos.',
  'Type the id of the student twice.': 'Escriba el identificador del estudiante dos veces.',
  'This was asked already.': 'Esto ya se pidió.',
  'Open the list of requests.': 'Abra la lista de solicitudes.',
  'This was decided meanwhile.': 'Mientras tanto esto se decidió.',
  'The person who asked cannot agree.': 'Quien lo pidió no puede aceptarlo.',
  'Ask another data steward, the superintendent or an administrator.':
    'Pídalo a otra persona encargada de los datos, a la superintendencia o a un administrador.',

  // Organizations and calendar.
  'The parents go round in a circle.': 'Las organizaciones superiores dan vueltas en círculo.',
  'Follow parent_code upwards: it must end at the state.': 'Siga parent_code hacia arriba: debe acabar en el estado.',
  'A new district is made when the installation is set up.': 'Un distrito nuevo se crea al preparar la instalación.',
  'A first file names one state and one district.': 'El primer archivo nombra un estado y un distrito.',
  'Add both rows; send each district its own file.': 'Agregue las dos filas; envíe un archivo por distrito.',
  'The file does not have the columns of its layout.': 'El archivo no tiene las columnas de su formato.',
  'A date of the file is not a date.': 'Una fecha del archivo no es una fecha.',
  'A cell of the file holds text where a number belongs.': 'Una casilla del archivo tiene texto donde va un número.',
  'A number of the file is too large.': 'Un número del archivo es demasiado grande.',
  'The file is not written in UTF-8.': 'El archivo no está escrito en UTF-8.',
  'A cell of the file holds a word that is not in the layout.':
    'Una casilla del archivo tiene una palabra que no está en el formato.',
  'A cell that must not be empty is empty.': 'Una casilla que no puede estar vacía está vacía.',
  'Nothing was loaded. Check the file against its layout and send it again.':
    'No se cargó nada. Compare el archivo con su formato y envíelo de nuevo.',

  // Signing in.
  'E-mail and password do not fit together.': 'El correo electrónico y la contraseña no coinciden.',
  'Check both. If you cannot sign in, ask the administrator for a new link.':
    'Revise ambos. Si no puede entrar, pida otro enlace al administrador.',
  'Only an administrator of the whole district manages how people sign in.':
    'Solo un administrador de todo el distrito decide cómo se inicia sesión.',
  'There is no such sign-in provider, or not in your district.':
    'Ese proveedor de inicio de sesión no existe, o no en su distrito.',
  'There is no such way to sign in.': 'Esa forma de iniciar sesión no existe.',
  'Start again from the sign-in page.': 'Empiece de nuevo desde la página de inicio de sesión.',
  'This account is not linked with that provider.': 'Esta cuenta no está vinculada con ese proveedor.',
  'Somebody else changed this provider.': 'Otra persona cambió este proveedor.',
  'This code is not right.': 'Este código no es correcto.',
  'This code is not right. Wait for the next one and try again.':
    'Este código no es correcto. Espere al siguiente e intente de nuevo.',
  'This is not your present password.': 'Esta no es su contraseña actual.',
  'The password was not changed.': 'La contraseña no se cambió.',
  'You have a second factor already.': 'Usted ya tiene un segundo factor.',
  'Turn it off first to set up another.': 'Primero desactívelo para preparar otro.',
  'Your roles ask for a second factor.': 'Sus funciones exigen un segundo factor.',
  'To change the phone, ask an administrator to reset it: the next sign-in sets up a new one.':
    'Para cambiar de teléfono, pida a un administrador que lo restablezca: al entrar de nuevo se prepara otro.',
  'A reset needs a reason.': 'Para restablecer hace falta un motivo.',
  'A reset needs a reason of 8 to 500 characters.': 'Para restablecer hace falta un motivo de 8 a 500 caracteres.',
  'Give it with --reason "...".': 'Indíquelo con --reason "...".',
  'Nobody of this district has this e-mail.': 'Nadie de este distrito tiene este correo electrónico.',
  'Check the e-mail and the district.': 'Revise el correo electrónico y el distrito.',
  'This person has no second factor.': 'Esta persona no tiene segundo factor.',
  'The password alone is enough to sign in.': 'La contraseña sola basta para entrar.',
  'You cannot reset your own second factor.': 'Usted no puede restablecer su propio segundo factor.',
  'This page belongs to the person alone.': 'Esta página es solo de la persona.',
  'The account page belongs to the person alone.': 'La página de la cuenta es solo de la persona.',
  'Stop looking as this person to open your own.': 'Deje de mirar como esta persona para abrir la suya.',
  'You cannot look at pages as this person.': 'Usted no puede mirar las páginas como esta persona.',
  'Only people of your district without a role as administrator can be looked as.':
    'Solo se puede mirar como personas de su distrito que no administran.',
  'Looking as somebody needs a reason.': 'Para mirar como otra persona hace falta un motivo.',
  'Nothing was started.': 'No se empezó nada.',
  'You look as yourself.': 'Usted mira como usted.',
  'Go on from the home page.': 'Siga desde la página de inicio.',
  'This session is over already.': 'Esta sesión ya terminó.',
  'Open your account again.': 'Abra su cuenta de nuevo.',
  'This link was used already.': 'Este enlace ya se usó.',
  'This link was used already or is too old.': 'Este enlace ya se usó o es demasiado antiguo.',
  'This link was used at the same moment.': 'Este enlace se usó en el mismo momento.',
  'Ask the administrator for a new one.': 'Pida otro al administrador.',
  'Start Throughline again: the console shows a new link.':
    'Arranque Throughline de nuevo: la consola muestra otro enlace.',
  'This installation has an administrator already.': 'Esta instalación ya tiene un administrador.',
  'Sign in, or ask that person for an account.': 'Inicie sesión o pida una cuenta a esa persona.',

  // Accounts and roles.
  'Only an administrator may do this.': 'Solo un administrador puede hacer esto.',
  'Only an administrator of the whole district chooses which roles a roster gives.':
    'Solo un administrador de todo el distrito elige qué funciones da una lista.',
  'You do not administer this district.': 'Usted no administra este distrito.',
  'This is not your district.': 'Este no es su distrito.',
  'Choose one that you administer.': 'Elija uno que usted administre.',
  'Choose one of yours.': 'Elija uno de los suyos.',
  'A roster cannot give this role.': 'Una lista no puede dar esta función.',
  'This account is gone.': 'Esta cuenta ya no existe.',
  'This account is closed.': 'Esta cuenta está cerrada.',
  'This account belongs to another organization.': 'Esta cuenta es de otra organización.',
  'End the roles that you gave.': 'Termine las funciones que usted dio.',
  'The account was changed at the same moment.': 'La cuenta se cambió en el mismo momento.',
  'Somebody else changed this account.': 'Otra persona cambió esta cuenta.',
  'Somebody else changed this role.': 'Otra persona cambió esta función.',
  'Reload the page and look at it again.': 'Cargue la página de nuevo y revísela.',
  'This person has a role outside what you administer.':
    'Esta persona tiene una función fuera de lo que usted administra.',
  'Ask the administrator of the district. If the role is in another district, it has to end there first.':
    'Hable con el administrador del distrito. Si la función es de otro distrito, primero tiene que terminar allí.',
  'You cannot give yourself a role or make one of yours last longer.':
    'Usted no puede darse una función ni alargar una suya.',
  'The person has this role from that day on already.': 'La persona ya tiene esta función desde ese día.',
  'Choose another day or role.': 'Elija otro día u otra función.',
  'There is no such role.': 'Esa función no existe.',
  'The last day is not before the first.': 'El último día no puede ser anterior al primero.',
  'You cannot end your own role as administrator.': 'Usted no puede terminar su propia función de administración.',
  'Ask another administrator, so that the district never stays without one.':
    'Pídalo a otro administrador, para que el distrito nunca quede sin uno.',
  'You cannot close your own account.': 'Usted no puede cerrar su propia cuenta.',
  'There is no such person, or not in your organizations.': 'Esa persona no existe, o no en sus organizaciones.',
}
