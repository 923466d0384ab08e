import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
  'Only whoever supervises schools or offices reads how their plans are reviewed.':
    'Solo quien supervisa escuelas u oficinas lee cómo se revisan sus planes.',
  'Another body decides about this text before this one, and its decision is not written down or is of a later day.':
    'Otro órgano decide sobre este texto antes que este, y su decisión no está anotada o es de un día posterior.',
  'Write that decision down first, or correct the day.': 'Anote antes esa decisión o corrija el día.',
  'Only the superintendent, the cabinet or an administrator of the district loads its plans.':
    'Solo la superintendencia, el gabinete o un administrador del distrito carga sus planes.',
  'Drafts are read by the people who take part in the work of the district.':
    'Los borradores los leen las personas que participan en el trabajo del distrito.',
  'Read the plan as it was adopted.': 'Lea el plan como se aprobó.',
  'This version of the plan is not here.': 'Esta versión del plan no está aquí.',
  'Open the plan without a date.': 'Abra el plan sin fecha.',
  'There is no such plan.': 'Ese plan no existe.',
  'Choose one from the list of plans.': 'Elija uno de la lista de planes.',
  'Choose a plan from the list of plans.': 'Elija un plan de la lista de planes.',
  'Open it from the list of plans.': 'Ábralo desde la lista de planes.',
  'The date in the address is not a date.': 'La fecha de la dirección no es una fecha.',
  'Write it as year-month-day: 2026-11-30.': 'Escríbala como año-mes-día: 2026-11-30.',
  'The plan was not here on that day.': 'Ese día el plan no estaba aquí.',
  'Choose a later day, or open the plan without a date.': 'Elija un día posterior o abra el plan sin fecha.',
  'Your account has no role now.': 'Su cuenta no tiene ninguna función ahora.',
  'The plan has no such part.': 'El plan no tiene esa parte.',
  'Search in the plan, or choose it from the plan on a page.':
    'Búsquela en el plan o elíjala en el plan en una página.',
  'There is no such draft.': 'Ese borrador no existe.',
  'Choose one from the drafts of the plan.': 'Elija uno de los borradores del plan.',
  'The text is not the one that was open when you filled in the form.':
    'El texto no es el que estaba abierto cuando usted llenó el formulario.',
  'Read what changed, then write the decision down again if it holds for the new text.':
    'Lea qué cambió y anote la decisión de nuevo si vale para el texto nuevo.',
  'This is the plan of another district, kept as an example.': 'Es el plan de otro distrito, guardado como ejemplo.',
  'Choose a plan of your own district.': 'Elija un plan de su propio distrito.',
  'Draft a plan of your own district.': 'Haga un borrador de un plan de su propio distrito.',
  'Not every body that the plan names has approved this text.':
    'No todos los órganos que nombra el plan han aprobado este texto.',
  'Write down the decisions that are missing, or change the draft.':
    'Anote las decisiones que faltan o cambie el borrador.',
  'The plan cannot go there from the state it is in.': 'El plan no puede pasar a eso desde el estado en que está.',
  'Open the page again to see where it stands.': 'Abra la página de nuevo para ver en qué estado está.',
  'More than one district has this plan.': 'Más de un distrito tiene este plan.',
  'Several districts have a plan with this name.': 'Varios distritos tienen un plan con este nombre.',
  'Several districts hold a plan of this name.': 'Varios distritos guardan un plan con este nombre.',
  'Say which district is meant.': 'Diga de qué distrito se trata.',
  'Say which one is meant: add district= and its number to the address.':
    'Diga de cuál se trata: agregue a la dirección district= y su número.',
  'The form was not complete.': 'El formulario no estaba completo.',
  'Open the page again and write the decision down.': 'Abra la página de nuevo y anote la decisión.',
  'There is no such step.': 'Ese paso no existe.',
  'Open the page again and use its buttons.': 'Abra la página de nuevo y use sus botones.',
  'The ledger has no such measure.': 'El registro de medidas no tiene esa medida.',
  'Choose one from the list of the ledger.': 'Elija una de la lista del registro.',
  'The file has {count, plural, one {one problem} other {# problems}}, so nothing was taken from it.':
    'El archivo tiene {count, plural, one {un problema} other {# problemas}}, así que no se tomó nada de él.',
  'Repair the places below and try again.': 'Corrija los lugares de abajo e intente de nuevo.',
  'The plan has errors, so it is not sent on. {what}': 'El plan tiene errores, así que no se entrega. {what}',
  'Repair what the check finds, then export it again.': 'Corrija lo que encuentra la revisión y expórtelo de nuevo.',
  'A plan cannot be read from HTML: that form is for printing.':
    'Un plan no se puede leer de HTML: esa forma es para imprimir.',
  'Ask for the plan as JSON, StratML, CSV or XLSX.': 'Pida el plan como JSON, StratML, CSV o XLSX.',
  'The plan has nothing in it yet, and StratML wants one goal at least.':
    'El plan todavía está vacío, y StratML quiere al menos una meta.',
  'Add a goal to the plan, or choose another format.': 'Agregue una meta al plan o elija otro formato.',
  'Nothing of this level may stand here.': 'Aquí no puede estar nada de este nivel.',
  'Choose one of the levels of the form.': 'Elija uno de los niveles del formulario.',
  'Nothing can stand below itself.': 'Nada puede estar debajo de sí mismo.',
  'Choose another place.': 'Elija otro lugar.',
  'The grammar of the plan does not let it stand there.': 'El orden del plan no permite que esté ahí.',
  'Something still stands below it.': 'Todavía hay algo debajo.',
  'Move that elsewhere or take it out first.': 'Primero muévalo a otro lugar o quítelo.',
  'This draft is not open any more: it is in review, was adopted or was dropped.':
    'Este borrador ya no está abierto: está en revisión, se aprobó o se descartó.',
  'Begin a new draft to change the plan.': 'Empiece otro borrador para cambiar el plan.',
  'Begin a new draft.': 'Empiece otro borrador.',
  'You have no step in this draft that could be undone or done again.':
    'Usted no tiene en este borrador ningún cambio que deshacer o rehacer.',
  'Change the plan by hand.': 'Cambie el plan a mano.',
  'Somebody changed the same since, so your step cannot be undone without taking theirs away.':
    'Después alguien cambió lo mismo, así que su cambio no se puede deshacer sin quitar el otro.',
  'Open the part and change it by hand.': 'Abra la parte y cámbiela a mano.',
  'The draft is in another state by now.': 'El borrador ya está en otro estado.',
  'The draft has errors that would keep it from becoming the plan.':
    'El borrador tiene errores que no lo dejarían ser el plan.',
  'Repair what is named below, then send it to review.': 'Corrija lo que se nombra abajo y envíelo a revisión.',
  'The plan got another version since this draft began.': 'El plan tiene otra versión desde que empezó este borrador.',
  'Open it for changes again and carry it over to the version of today.':
    'Ábralo de nuevo para cambios y páselo a la versión de hoy.',
  'This is not the draft that went to review.': 'Este no es el borrador que fue a revisión.',
  'Send it to review again.': 'Envíelo de nuevo a revisión.',
  'The version that this draft begins from is not here.': 'La versión de la que parte este borrador no está aquí.',
  'This step does not fit the draft as it is now: {what}.':
    'Este paso no encaja en el borrador como está ahora: {what}.',
  'Open the draft again and repeat the step.': 'Abra el borrador de nuevo y repita el paso.',
  'This draft begins from the newest version.': 'Este borrador parte de la versión más nueva.',
  'Go on with it.': 'Siga con él.',
  'There is no such part of the plan, or several have this code.':
    'No existe esa parte del plan, o varias tienen este código.',
  'Look it up and try again.': 'Búsquela e intente de nuevo.',
  'There is no title.': 'No hay título.',
  'Write a title.': 'Escriba un título.',
  'The draft changed since this list was made.': 'El borrador cambió después de hacer esta lista.',
  'Look at the list as it is now.': 'Mire la lista como está ahora.',
  'Open the draft again and send it from there.': 'Abra el borrador de nuevo y envíelo desde allí.',
  'A value does not fit the format of a plan.': 'Un valor no cabe en el formato de un plan.',
  'Repair what is named below and save again.': 'Corrija lo que se nombra abajo y guarde de nuevo.',
  'The version in the address is not a number.': 'La versión de la dirección no es un número.',
  'Choose two versions from the list.': 'Elija dos versiones de la lista.',
  'The plan has no such version.': 'El plan no tiene esa versión.',
  'Choose two versions from the list of the plan.': 'Elija dos versiones de la lista del plan.',
  'There is no such crosswalk.': 'Esa tabla de equivalencias no existe.',
  'Ask for the plan and take an id from it.': 'Pida el plan y tome de él un identificador.',
  'Several parts of the plan have this code.': 'Varias partes del plan tienen este código.',
  'Ask by id.': 'Pregunte por el identificador.',
  'There is no such format.': 'Ese formato no existe.',
  'Choose one of {formats}.': 'Elija uno de estos: {formats}.',
  'There is no such language.': 'Ese idioma no existe.',
  'Choose en or es.': 'Elija en o es.',
  'Only whoever heads this school or office, the superintendent or the cabinet may do this.':
    'Solo quien dirige esta escuela u oficina, la superintendencia o el gabinete puede hacerlo.',
  'Only whoever supervises this school or office may review its plan.':
    'Solo quien supervisa esta escuela u oficina puede revisar su plan.',
  'Ask the executive director, or the cabinet.': 'Pregunte a la dirección ejecutiva o al gabinete.',
  'Comments on this plan are read by those who write it and those who review it.':
    'Los comentarios sobre este plan los leen quienes lo escriben y quienes lo revisan.',
  'Read the plan itself.': 'Lea el plan mismo.',
  'There is no such school or office.': 'Esa escuela u oficina no existe.',
  'Choose one from the list of the form.': 'Elija una de la lista del formulario.',
  'This is not the plan of a school or an office.': 'Este no es el plan de una escuela ni de una oficina.',
  'Choose one from the list of plans of schools and offices.':
    'Elija uno de la lista de planes de escuelas y oficinas.',
  'The district has no current plan that a school could serve.':
    'El distrito no tiene un plan vigente al que una escuela pueda servir.',
  'Load the district’s plan first.': 'Primero cargue el plan del distrito.',
  'Open the review again and fill it in.': 'Abra la revisión de nuevo y complétela.',
  'There is no such comment.': 'Ese comentario no existe.',
  'Open the reviews of the plan and choose one there.': 'Abra las revisiones del plan y elija allí.',
  'There is no such review.': 'Esa revisión no existe.',
  'Somebody changed this while the page was open.': 'Alguien cambió esto mientras la página estaba abierta.',
  'Look at it as it is now, and choose again.': 'Mírelo como está ahora y elija de nuevo.',
  'This review is closed, so it takes no more comments.': 'Esta revisión está cerrada y ya no recibe comentarios.',
  'Open the review of the next quarter.': 'Abra la revisión del próximo trimestre.',
  'The last change of this comment is not one that can be undone.':
    'El último cambio de este comentario no se puede deshacer.',
  'Look at the comment as it is now.': 'Mire el comentario como está ahora.',
  'The plan has no such office with tasks.': 'El plan no tiene esa oficina con tareas.',
  'Choose one from the list of offices.': 'Elija una de la lista de oficinas.',
  'Values that offices enter are read by the people who take part in the work of the district.':
    'Los valores que anotan las oficinas los leen las personas que participan en el trabajo del distrito.',
  'Read the public scorecard.': 'Lea el informe público.',
  'No values are entered for the plan of another district.': 'No se anotan valores para el plan de otro distrito.',
  'Only the office that reports a measure, the data steward and those who lead the district enter its values.':
    'Solo anotan los valores de una medida la oficina que la informa, la persona encargada de los datos y quienes dirigen el distrito.',
  'Ask the office that is named on the page.': 'Pídalo a la oficina que nombra la página.',
  'The plan has no such measure.': 'El plan no tiene esa medida.',
  'Choose one from the list of values.': 'Elija una de la lista de valores.',
  'Open the page again and send it from there.': 'Abra la página de nuevo y envíelo desde ahí.',
  'There is no such file.': 'Ese archivo no existe.',
  'Choose XLSX or CSV.': 'Elija XLSX o CSV.',
  'The file is larger than 2 MB.': 'El archivo pasa de 2 MB.',
  'Send the values of one year or one office.': 'Envíe los valores de un año o de una oficina.',
  'You wrote this text or sent it in, so somebody else decides on it.':
    'Usted escribió este texto o lo envió, así que otra persona decide sobre él.',
  'Ask another person who reviews this plan.': 'Pídalo a otra persona que revise este plan.',
}
