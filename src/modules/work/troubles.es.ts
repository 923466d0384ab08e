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
}
