import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
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
  'Look at it as it is now, and choose again.': 'Mírela como está ahora y elija otra vez.',
  'Nothing of this duty is open in that way.': 'En esta obligación no hay nada así por decidir.',
  'Open the duty and choose there.': 'Abra la obligación y elija allí.',
  'No limit of days runs for this duty.': 'Para esta obligación no corre ningún plazo de días.',
  'Settle first how many days it has.': 'Decida primero cuántos días tiene.',
  'This is not done yet, so nothing else can be done with it.':
    'Esto todavía no está hecho, así que no puede contar para otra cosa.',
  'Finish it first, then choose what else it counts for.': 'Termínelo primero y luego elija para qué más cuenta.',
}
