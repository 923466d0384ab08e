import type { Sentences } from './troubles.ts'

/** Spanish of what the platform says, and of what several modules say. */
export const troubles: Sentences = {
  // Said by several modules.
  'Open it again.': 'Ábralo de nuevo.',
  'Send it again.': 'Envíelo de nuevo.',
  'Ask one of them.': 'Pídalo a una de esas personas.',
  'Nothing was changed.': 'No se cambió nada.',
  'Nothing was saved.': 'No se guardó nada.',
  'Reload the page.': 'Cargue la página de nuevo.',
  'Choose one from the list.': 'Elija de la lista.',
  'Choose from the list.': 'Elija de la lista.',
  'Choose a file, then send it.': 'Elija un archivo y envíelo.',
  'The form came incomplete.': 'El formulario llegó incompleto.',
  'There is no such organization.': 'Esa organización no existe.',
  'There is no such district.': 'Ese distrito no existe.',
  'There is no such request.': 'Esa solicitud no existe.',
  'It may belong to another district. Open the list.': 'Tal vez sea de otro distrito. Abra la lista.',
  'Your roles do not cover this.': 'Sus funciones no abarcan esto.',
  'Ask the administrator of your district.': 'Hable con el administrador de su distrito.',
  'Open it again to see where it stands.': 'Ábralo de nuevo para ver en qué estado está.',
  'Somebody else changed this at the same moment.': 'Otra persona cambió esto en el mismo momento.',

  'There is no such page.': 'Esa página no existe.',
  'Check the address, or start from the home page.': 'Revise la dirección o empiece desde la página de inicio.',
  'Something went wrong on our side.': 'Algo falló de nuestro lado.',
  'Nothing was changed. Try again; if it happens again, tell the administrator the time.':
    'No se cambió nada. Intente de nuevo; si vuelve a pasar, diga la hora al administrador.',
  'You look at pages as another person sees them, so nothing can be changed.':
    'Usted mira las páginas como las ve otra persona, así que no se puede cambiar nada.',
  'Stop looking as this person first: the button stands at the top of every page.':
    'Primero deje de mirar como esa persona: el botón está arriba en cada página.',
  'This form was sent from another site.': 'Este formulario se envió desde otro sitio.',
  'Open the page here and send it again.': 'Abra la página aquí y envíelo de nuevo.',
  'This form is out of date: you were signed out, or it was open in another window.':
    'Este formulario ya no vale: su sesión se cerró o estaba abierto en otra ventana.',
  'Go back, reload the page and send it again. What you typed is still in the form.':
    'Vuelva atrás, cargue la página de nuevo y envíelo otra vez. Lo que escribió sigue en el formulario.',
  'The form is too large.': 'El formulario es demasiado grande.',
  'Shorten what you typed.': 'Acorte lo que escribió.',
  'This address takes a form.': 'Esta dirección recibe un formulario.',
  'Use the page that leads here.': 'Use la página que lleva hasta aquí.',
  'No file came with the form.': 'Con el formulario no llegó ningún archivo.',
  'The form could not be read.': 'No se pudo leer el formulario.',
  'The upload broke off.': 'El envío del archivo se cortó.',
  'Nothing was stored. Send the file again.': 'No se guardó nada. Envíe el archivo de nuevo.',
  'Too many attempts. Please wait {wait, plural, one {# minute} other {# minutes}}.':
    'Demasiados intentos. Espere {wait, plural, one {# minuto} other {# minutos}}.',
  'Then try again.': 'Después intente de nuevo.',
  'This is not an address.': 'Esto no es una dirección.',
  'Only https addresses are called.': 'Solo se llama a direcciones https.',
  'An address must not hold a name or password.': 'Una dirección no puede llevar nombre ni contraseña.',
  'This address lies inside the network of the server.': 'Esta dirección está dentro de la red del servidor.',
  'Check the address. An operator can allow a host inside the network: THROUGHLINE_ALLOW_HOSTS.':
    'Revise la dirección. Quien opera el sistema puede permitir una máquina de la red: THROUGHLINE_ALLOW_HOSTS.',
  'The other server did not answer as expected.': 'El otro servidor no respondió como se esperaba.',
  'Try again in some minutes. If it lasts, check the address and whether that service is up.':
    'Intente de nuevo en unos minutos. Si sigue igual, revise la dirección y si ese servicio funciona.',
  'Open it again: what you typed is kept, and you see both versions.':
    'Ábralo de nuevo: lo que escribió se conserva y verá las dos versiones.',
  'The file is larger than {mb} MB.': 'El archivo pasa de {mb} MB.',
  'Split it by month or school and send the parts.': 'Divídalo por mes o por escuela y envíe las partes.',
  'The disk is almost full, so no file is taken.': 'El disco está casi lleno, así que no se recibe ningún archivo.',
  'Nothing was stored. Tell the administrator, then send the file again.':
    'No se guardó nada. Avise al administrador y después envíe el archivo de nuevo.',
  'Too many windows follow long work at once.': 'Demasiadas ventanas siguen trabajos largos a la vez.',
  'Close one of them; the page also shows how far the work is when it is loaded again.':
    'Cierre una de ellas; la página también dice cuánto falta cuando se carga de nuevo.',
  'No such work is known.': 'No se conoce ese trabajo.',
  'Go back and reload the page.': 'Vuelva atrás y cargue la página de nuevo.',

  // The database and the disk.
  'The database is restarting.': 'La base de datos se está reiniciando.',
  'The database is starting.': 'La base de datos está arrancando.',
  'The database does not answer.': 'La base de datos no responde.',
  'The database has too many visitors.': 'La base de datos tiene demasiadas visitas.',
  'Try again in a moment.': 'Intente de nuevo en un momento.',
  'The disk of the database is full.': 'El disco de la base de datos está lleno.',
  'There is no room left on the disk.': 'No queda espacio en el disco.',
  'Tell the administrator: free some space, then try again.':
    'Avise al administrador: hay que liberar espacio y después intentar de nuevo.',
  'Nothing was changed. Tell the administrator: free some space, then try again.':
    'No se cambió nada. Avise al administrador: hay que liberar espacio y después intentar de nuevo.',
  'Nothing was stored. Tell the administrator: free some space, then try again.':
    'No se guardó nada. Avise al administrador: hay que liberar espacio y después intentar de nuevo.',
  'The text holds a character that cannot be stored.': 'El texto tiene un carácter que no se puede guardar.',
  'Remove it and send again.': 'Quítelo y envíe de nuevo.',
  'A value of the address or form is not of its kind.':
    'Un valor de la dirección o del formulario no es del tipo debido.',
  'A number of the address or form is too large.': 'Un número de la dirección o del formulario es demasiado grande.',
  'Go back and choose again.': 'Vuelva atrás y elija de nuevo.',

  // Sealed secrets.
  'The key of sealed secrets cannot be read.': 'No se puede leer la llave de los secretos sellados.',
  'The key of sealed secrets is damaged.': 'La llave de los secretos sellados está dañada.',
  'The key of sealed secrets is missing.': 'Falta la llave de los secretos sellados.',
  'This secret was sealed with another key ({sealed}) than the one in use ({used}).':
    'Este secreto se selló con otra llave ({sealed}) que la que está en uso ({used}).',
  'Let the operator check the rights of keys/seal.key in the home folder.':
    'Quien opera el sistema debe revisar los permisos de keys/seal.key en la carpeta principal.',
  'Let the operator put keys/seal.key back from a backup.':
    'Quien opera el sistema debe recuperar keys/seal.key de una copia de seguridad.',
  'Let the operator put keys/seal.key back from a backup of the home folder.':
    'Quien opera el sistema debe recuperar keys/seal.key de una copia de la carpeta principal.',
  'Let the operator put the earlier keys/seal.key back from a backup of the home folder.':
    'Quien opera el sistema debe recuperar la keys/seal.key anterior de una copia de la carpeta principal.',
  'A sealed secret was changed or belongs to something else.':
    'Un secreto sellado fue cambiado o pertenece a otra cosa.',
  'Enter the secret again.': 'Escriba el secreto de nuevo.',

  // Reading and computing.
  'A whole number is too large to be shown exactly.': 'Un número entero es demasiado grande para mostrarlo exacto.',
  'Some values in the data could not be read.': 'Algunos valores de los datos no se pudieron leer.',
  'Check the file against its layout, then send it again.':
    'Compare el archivo con su formato y después envíelo de nuevo.',
  'The computation needs more memory than it may use.': 'El cálculo necesita más memoria de la que puede usar.',
  'Raise the memory setting of the worker, then try again.':
    'Suba el ajuste de memoria del proceso de trabajo e intente de nuevo.',
  'A data file could not be read or written.': 'Un archivo de datos no se pudo leer o escribir.',
  'Check free space and rights of the data folder, then try again.':
    'Revise el espacio libre y los permisos de la carpeta de datos e intente de nuevo.',
  'The computation was stopped.': 'El cálculo se detuvo.',
  'Start it again.': 'Empiécelo de nuevo.',
  'The computation asked for a file outside its folders.': 'El cálculo pidió un archivo fuera de sus carpetas.',
  'The computation failed ({kind}).': 'El cálculo falló ({kind}).',
  'This is a mistake in the program; please report it.': 'Es un error del programa; avísenos, por favor.',

  'The password of the mail server cannot be read.': 'No se puede leer la contraseña del servidor de correo.',
  'Let the operator check THROUGHLINE_MAIL_PASSWORD_FILE.':
    'Pida a quien opera la instalación que revise THROUGHLINE_MAIL_PASSWORD_FILE.',
}
