import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
  'Go to the procedure and choose a step there.': 'Vaya al procedimiento y elija allí un paso.',
  'The words of this obligation were changed after somebody looked.':
    'Las palabras de esta obligación cambiaron después de que alguien la miró.',
  'Somebody has to look at it again with the words of now. Then it can be signed.':
    'Alguien tiene que mirarla otra vez con las palabras de ahora. Después se puede firmar.',
  'The code that stood here before was given to another entry meanwhile.':
    'El código que había antes aquí se dio mientras tanto a otra entrada.',
  'Give the other entry another code first, or change this one by its form.':
    'Dé primero otro código a la otra entrada, o cambie esta con su formulario.',
  'There is no such page for you.': 'Esa página no existe para usted.',
  'Go to your list of work.': 'Vaya a su lista de trabajo.',
  'Only the head of the office or school, the cabinet or an administrator may give this to somebody.':
    'Solo quien dirige la oficina o la escuela, el gabinete o un administrador puede dar esto a alguien.',
  'This is done or dropped, so nobody has to do it any more.':
    'Esto está hecho o descartado: ya nadie tiene que hacerlo.',
  'Open it again first, if there is something left to do.': 'Ábralo otra vez si queda algo por hacer.',
  'There is no such delegation.': 'Esa delegación no existe.',
  'Go to the list of delegations and choose one there.': 'Vaya a la lista de delegaciones y elija una allí.',
  'Work is delegated among those who take part in the work of the district.':
    'El trabajo se delega entre quienes participan en el trabajo del distrito.',
  'Ask the administrator of your district if you need a role there.':
    'Hable con el administrador de su distrito si necesita un papel allí.',
  'Only what is your own can be delegated.': 'Solo se puede delegar lo propio.',
  'Choose items of your own, or a role that you hold.': 'Elija asuntos suyos o un papel que usted tenga.',
  'This was delegated to you, so you cannot delegate it further: its owner would no longer know who does it.':
    'Esto se lo delegaron a usted y no puede delegarlo otra vez: su responsable ya no sabría quién lo hace.',
  'Ask the owner to delegate it to somebody else.': 'Pida a la persona responsable que lo delegue en otra persona.',
  'This is you already.': 'Esa persona es usted.',
  'Choose somebody else.': 'Elija a otra persona.',
  'Only who gave it, who got it, the cabinet or an administrator may end this.':
    'Solo quien delegó, quien recibió, el gabinete o un administrador puede terminarla.',
  'This delegation is over already.': 'Esta delegación ya terminó.',
  'Nothing has to be done.': 'No hay que hacer nada.',
  'There is no such cycle.': 'Ese ciclo no existe.',
  'Go to the list of reporting cycles and choose one there.': 'Vaya a la lista de ciclos de informes y elija uno allí.',
  'There is no such question.': 'Esa pregunta no existe.',
  'Open the cycle and choose one there.': 'Abra el ciclo y elija una allí.',
  'Only the superintendent, the cabinet or an administrator may set reporting cycles.':
    'Solo la superintendencia, el gabinete o un administrador puede crear ciclos de informes.',
  'A reporting cycle is not written as they are.': 'Un ciclo de informes no está bien escrito.',
  'Correct the places below and send it again.': 'Corrija los lugares de abajo y envíelo otra vez.',
  'There is a reporting cycle with this name already.': 'Ya hay un ciclo de informes con este nombre.',
  'Give it another name, or end the one that is there.': 'Dele otro nombre o termine el que existe.',
  'The district has no such plan.': 'El distrito no tiene ese plan.',
  'Choose a plan of the list.': 'Elija un plan de la lista.',
  'No element of the plan fits what was chosen, so nobody would be asked.':
    'Ningún elemento del plan coincide con lo elegido, así que no se preguntaría a nadie.',
  'Choose a level, or other offices.': 'Elija un nivel u otras oficinas.',
  'Somebody changed this reporting cycle while the page was open.':
    'Alguien cambió este ciclo de informes mientras la página estaba abierta.',
  'The day by which answers are asked for is not over yet.':
    'El día para el que se piden las respuestas aún no ha pasado.',
  'Close it on the day after, or let it close by itself.':
    'Ciérrelo al día siguiente o deje que se cierre por sí solo.',
  'There is no such item.': 'Esa tarea no existe.',
  'Go to your list of work and choose one there.': 'Vaya a su lista de trabajo y elija una allí.',
  'Only its owner, the cabinet or an administrator may change this.':
    'Solo la persona responsable, el gabinete o un administrador puede cambiar esto.',
  'Ask the owner who is named on the page.': 'Hable con la persona responsable que nombra la página.',
  'This change can no longer be undone, as the same thing was changed after it.':
    'Este cambio ya no se puede deshacer: después se cambió lo mismo otra vez.',
  'Open the item to see its history, and change it to what it should be.':
    'Abra la tarea para ver su historia y cámbiela a lo que debe ser.',
  'Open the item again and send it from there.': 'Abra la tarea de nuevo y envíelo desde allí.',
  'Only the superintendent, the cabinet or an administrator may hand work over.':
    'Solo la superintendencia, el gabinete o un administrador puede entregar trabajo a otra persona.',
  'Ask one of them to do it.': 'Pida a alguno de ellos que lo haga.',
  'This person has no role in the district today.': 'Esta persona no tiene hoy ningún papel en el distrito.',
  'Choose somebody of the list.': 'Elija a alguien de la lista.',
  'There is no such calendar.': 'Ese calendario no existe.',
  'Make a new address on the page of your calendar.': 'Cree una dirección nueva en la página de su calendario.',
  'There is no such duty.': 'Esa obligación no existe.',
  'Go to the list of duties and choose one there.': 'Vaya a la lista de obligaciones y elija una allí.',
  'Only its owner, the cabinet or an administrator may change this duty.':
    'Solo la persona responsable, el gabinete o un administrador puede cambiar esta obligación.',
  'A duty of the list is not written as duties are.': 'Una obligación de la lista no está bien escrita.',
  'Correct the places below and load the list again.': 'Corrija los lugares de abajo y cargue la lista de nuevo.',
  'A duty names an organization that the district does not have.':
    'Una obligación nombra una organización que el distrito no tiene.',
  'Write the code of one that is in the list of organizations.':
    'Escriba el código de una que esté en la lista de organizaciones.',
  'A duty stands twice in the list.': 'Una obligación está dos veces en la lista.',
  'This name stands twice.': 'Este nombre está dos veces.',
  'Give each a name of its own.': 'Dé a cada una un nombre propio.',
  'Somebody changed this duty while the page was open.':
    'Alguien cambió esta obligación mientras la página estaba abierta.',
  'Nothing of this duty is open in that way.': 'En esta obligación no hay nada así por decidir.',
  'Open the duty and choose there.': 'Abra la obligación y elija allí.',
  'No limit of days runs for this duty.': 'Para esta obligación no corre ningún plazo de días.',
  'Settle first how many days it has.': 'Decida primero cuántos días tiene.',
  'This is not done yet, so nothing else can be done with it.':
    'Esto todavía no está hecho, así que no puede contar para otra cosa.',
  'Finish it first, then choose what else it counts for.': 'Termínelo primero y luego elija para qué más cuenta.',
  'Only the superintendent, the cabinet or an administrator may change the rule of reminders.':
    'Solo la superintendencia, el gabinete o un administrador puede cambiar la regla de los recordatorios.',
  'Only an administrator of the district keeps the addresses of other systems.':
    'Solo un administrador del distrito guarda las direcciones de otros sistemas.',
  'There is no such webhook.': 'Ese webhook no existe.',
  'This webhook was changed while the page was open.': 'Este webhook cambió mientras la página estaba abierta.',
  'There is no such delivery.': 'Esa entrega no existe.',
  'There is no such evidence.': 'Esa evidencia no existe.',
  'Go to the list of evidence and choose one there.': 'Vaya a la lista de evidencias y elija una allí.',
  'Only who answers for this, or leads the district, may bring evidence for it.':
    'Solo quien responde de esto, o quien dirige el distrito, puede traer evidencia.',
  'You may not sign this: it takes somebody else, who leads the office, the school or the district.':
    'Usted no puede firmar esto: lo firma otra persona, que dirija la oficina, la escuela o el distrito.',
  'Ask the head of the office or the cabinet.': 'Hable con quien dirige la oficina o con el gabinete.',
  'Only who brought this, or who may sign it, may change it.':
    'Solo quien la trajo, o quien puede firmarla, puede cambiarla.',
  'Ask the person who is named on the page.': 'Hable con la persona que nombra la página.',
  'There is nothing that this evidence could belong to.': 'No existe aquello a lo que pertenecería esta evidencia.',
  'Open the task, the measure or the meeting and bring it from there.':
    'Abra la tarea, la medida o la reunión y tráigala desde allí.',
  'The file is larger than {mb} MB, so nothing of it was kept.':
    'El archivo pasa de {mb} MB, así que no se guardó nada de él.',
  'Go back and send a smaller one: save it as PDF, or send the pages that count. What you typed is still in the form.':
    'Vuelva atrás y envíe uno más pequeño: guárdelo como PDF o envíe las páginas que importan. Lo que escribió sigue en el formulario.',
  'Only the superintendent, the cabinet or an administrator may have a file taken away for good.':
    'Solo la superintendencia, el gabinete o un administrador puede hacer eliminar un archivo para siempre.',
  'Remove it with a reason, and ask one of them.': 'Retírela con un motivo y hable con alguno de ellos.',
  'This file is not here, or no longer.': 'Ese archivo no está aquí, o ya no está.',
  'Open the page of the evidence or the document and take it there.':
    'Abra la página de la evidencia o del documento y tómelo allí.',
  'There is no such document.': 'Ese documento no existe.',
  'Go to the list of documents and choose one there.': 'Vaya a la lista de documentos y elija uno allí.',
  'Only the office that owns this document, the cabinet or an administrator may change it.':
    'Solo la oficina responsable de este documento, el gabinete o un administrador puede cambiarlo.',
  'You may not approve this: it takes a leader of the district who did not bring the version.':
    'Usted no puede aprobarlo: lo aprueba una persona que dirija el distrito y que no haya traído la versión.',
  'Ask another member of the cabinet.': 'Hable con otra persona del gabinete.',
  'Documents are kept by offices and schools, and you head none.':
    'Los documentos los guardan las oficinas y las escuelas, y usted no dirige ninguna.',
  'Ask the head of the office to whom the document belongs.':
    'Hable con quien dirige la oficina a la que pertenece el documento.',
  'Only an approved version goes to its readers.': 'Solo una versión aprobada llega a sus lectores.',
  'Have it approved first, then send it.': 'Haga que se apruebe primero y después envíela.',
  'There is a newer version of this document by now.': 'Ya hay una versión más nueva de este documento.',
  'Open it, read the newer one and say so there.': 'Ábralo, lea la más nueva y dígalo allí.',
  'There is no such line between two items.': 'Entre esos dos asuntos no hay ninguna espera.',
  'Open the item and choose one there.': 'Abra el asunto y elija una allí.',
  'Somebody changed this line while the page was open.':
    'Alguien cambió esta espera mientras la página estaba abierta.',
  'This would close a ring: the other item waits for this one by now.':
    'Así se cerraría un círculo: el otro asunto ya espera a este.',
  'Open the other item and end its line first.': 'Abra el otro asunto y termine antes su espera.',
  'There is no such wave.': 'Esa etapa no existe.',
  'Open the waves of the plan and choose one there.': 'Abra las etapas del plan y elija una allí.',
  'Only the superintendent, the cabinet or an administrator may say when a wave begins.':
    'Solo la superintendencia, el gabinete o la administración pueden decir cuándo empieza una etapa.',
  'This wave was changed again since.': 'Esta etapa volvió a cambiar desde entonces.',
  'Look at it as it is now, and choose its day there.': 'Mírela como está ahora y elija allí su día.',
  'There is no such committee.': 'Ese comité no existe.',
  'Go to the list of committees and choose one there.': 'Vaya a la lista de comités y elija uno allí.',
  'There is no such meeting.': 'Esa reunión no existe.',
  'Go to the list of committees and choose a meeting there.': 'Vaya a la lista de comités y elija allí una reunión.',
  'Only those who sit in this committee, the cabinet or an administrator may do this.':
    'Solo quienes participan en este comité, el gabinete o un administrador pueden hacerlo.',
  'Ask the chair who is named on the page of the committee.':
    'Hable con la presidencia que nombra la página del comité.',
  'This organization is not one of the district.': 'Esta organización no es del distrito.',
  'A committee cannot report to itself, not even over others.':
    'Un comité no puede informarse a sí mismo, tampoco a través de otros.',
  'Choose another one, or nobody.': 'Elija otro, o ninguno.',
  'There is a committee of this name already.': 'Ya hay un comité con ese nombre.',
  'Open it in the list of committees, or choose another name.': 'Ábralo en la lista de comités o elija otro nombre.',
  'This seat cannot be given like that.': 'El puesto no se puede dar así.',
  'Choose somebody of the list or say what the seat is, and a last day that is not before the first.':
    'Elija a alguien de la lista o diga qué puesto es, y un último día que no sea anterior al primero.',
  'The minutes of this meeting are approved and stand as they are.':
    'El acta de esta reunión está aprobada y queda como está.',
  'Add a correction below them: it stands beside the text.': 'Agregue una corrección debajo: queda al lado del texto.',
  'This meeting has not been held yet.': 'Esta reunión todavía no se ha celebrado.',
  'Write the minutes on its day or later, or change its day.': 'Escriba el acta ese día o después, o cambie el día.',
  'This point is not on the agenda of this meeting.': 'Este punto no está en el orden del día de esta reunión.',
  'Choose one of the list, or none.': 'Elija uno de la lista, o ninguno.',
  'This person or office cannot be given an action here.':
    'A esta persona u oficina no se le puede dar una acción aquí.',
  'There are more votes than people who could vote.': 'Hay más votos que personas que podían votar.',
  'Count the votes again, or say first who was there.': 'Cuente los votos otra vez, o diga primero quién estuvo.',
  'An action cannot be due before its meeting.': 'Una acción no puede vencer antes de su reunión.',
  'Choose the day of the meeting or a later one.': 'Elija el día de la reunión o uno posterior.',
  'There are no minutes to approve.': 'No hay ningún acta que aprobar.',
  'Write the minutes first.': 'Escriba primero el acta.',
  'Somebody changed these minutes while the page was open.':
    'Alguien cambió esta acta mientras la página estaba abierta.',
  'Read them as they are now, then approve them.': 'Léala como está ahora y luego apruébela.',
  'This meeting cannot have approved the minutes.': 'Esta reunión no puede haber aprobado el acta.',
  'Choose a later meeting of the same committee that was held.':
    'Elija una reunión posterior del mismo comité que se haya celebrado.',
  'These minutes are not approved yet.': 'Esta acta todavía no está aprobada.',
  'Change their text itself.': 'Cambie su texto directamente.',
  'The steps belong to a version that is no longer a draft.':
    'Los pasos pertenecen a una versión que ya no es un borrador.',
  'Bring a new version of the document, or have this one sent back. Then change its steps.':
    'Traiga una versión nueva del documento o pida que devuelvan esta. Después cambie sus pasos.',
  'There is no such decision.': 'Esa decisión no existe.',
  'Go to the autonomy matrix and choose one there.': 'Vaya a la lista de quién decide qué y elija una allí.',
  'Only the superintendent, the cabinet or an administrator may change who decides what.':
    'Solo la superintendencia, el gabinete o un administrador puede cambiar quién decide qué.',
  'Ask one of them, and say what should be otherwise.': 'Hable con alguno de ellos y diga qué debería ser distinto.',
  'There is no such submission.': 'Ese envío no existe.',
  'Go to the register of submissions and choose one there.': 'Vaya al registro de envíos y elija uno allí.',
  'Only the superintendent, the cabinet or an administrator may change the register of submissions.':
    'Solo la superintendencia, el gabinete o un administrador puede cambiar el registro de envíos.',
  'Ask one of them to enter it.': 'Pida a alguno de ellos que lo registre.',
  'The files of this time are larger than {mb} MB together.': 'Los archivos de este tiempo pasan juntos de {mb} MB.',
  'Choose a shorter time, and take several packs.': 'Elija un tiempo más corto y llévese varios paquetes.',
  'These days do not make a time.': 'Con esos días no se forma un tiempo.',
  'Choose a first day and a last day after it, at most ten years apart.':
    'Elija un primer día y un último día posterior, con diez años de diferencia como máximo.',
  'There is no such policy.': 'Esa política no existe.',
  'Go to the register of policies and choose one there.': 'Vaya al registro de políticas y elija una allí.',
  'Only the office that owns this policy, the cabinet or an administrator may change it.':
    'Solo la oficina responsable de esta política, el gabinete o un administrador puede cambiarla.',
  'Only the superintendent, the cabinet or an administrator may enter a policy.':
    'Solo la superintendencia, el gabinete o un administrador puede registrar una política.',
  'Only the office that owns this policy, or who leads the school or the district, may say how it is kept.':
    'Solo la oficina responsable de esta política, o quien dirige la escuela o el distrito, puede decir cómo se cumple.',
  'You may not sign this: it takes a second person, who leads the school, the office or the district.':
    'Usted no puede firmar esto: lo firma otra persona, que dirija la escuela, la oficina o el distrito.',
  'Somebody changed this assessment while the page was open.':
    'Alguien cambió esta evaluación mientras la página estaba abierta.',
  'Look at it as it is now, and sign it again if it is right.':
    'Mírela como está ahora y fírmela otra vez si es correcta.',
  'There is no such milestone.': 'Ese hito no existe.',
  'Go to the list of milestones and choose one there.': 'Vaya a la lista de hitos y elija uno allí.',
  'Only the superintendent, the cabinet or an administrator may enter or change a milestone.':
    'Solo la superintendencia, el gabinete o un administrador puede registrar o cambiar un hito.',
  'Ask one of them to do it; its owner says how many are reached.':
    'Pida a alguno de ellos que lo haga; quien responde del hito dice cuánto se ha alcanzado.',
  'Only the superintendent, the cabinet or an administrator may enter, change or end a duty.':
    'Solo la superintendencia, el gabinete o un administrador puede registrar, cambiar o terminar una obligación.',
}
