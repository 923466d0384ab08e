import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
  'Editions are prepared by the district’s publishers.': 'Las ediciones las prepara quien publica en el distrito.',
  'Published editions are open to everybody at /public/.':
    'Las ediciones publicadas están abiertas a todos en /public/.',
  'Only a publisher of the district may prepare an edition.':
    'Solo quien publica en el distrito puede preparar una edición.',
  'Ask the administrator for the role, or ask a publisher.':
    'Pida la función al administrador, o hable con quien publica.',
  'Only a publisher or the superintendent may approve an edition.':
    'Solo quien publica o la superintendencia puede aprobar una edición.',
  'This edition is not in a state where that is possible; perhaps somebody was faster.':
    'Esta edición no está en un estado que lo permita; tal vez alguien fue más rápido.',
  'A correction must say what was wrong and why, in both languages.':
    'Una corrección debe decir qué estaba mal y por qué, en los dos idiomas.',
  'Write one or two plain sentences in English and in Spanish.':
    'Escriba una o dos frases sencillas en inglés y en español.',
  'Edition {number} is still on its way.': 'La edición {number} todavía está en camino.',
  'Publish or withdraw it first: each edition is checked against all that went before.':
    'Primero publíquela o retírela: cada edición se comprueba contra todas las anteriores.',
  'The draft is still being put together.': 'El borrador todavía se está armando.',
  'Wait until the preview is there.': 'Espere hasta que esté la vista previa.',
  'You wrote or submitted this edition, so somebody else must approve it.':
    'Usted escribió o presentó esta edición, así que debe aprobarla otra persona.',
  'Ask another publisher or the superintendent.': 'Pídalo a otra persona que publique o a la superintendencia.',
  'The attack found hidden numbers that could be worked out, so this edition cannot go on.':
    'El ataque encontró números ocultos que se podrían deducir, así que esta edición no puede seguir.',
  'Its certificate names them. Correct the data and draft it again; if the same ones come back, tell the person who looks after the data.':
    'Su certificado los nombra. Corrija los datos y haga el borrador de nuevo; si vuelven a salir los mismos, avise a quien cuida los datos.',
  'This draft has no certificate that its hidden numbers hold.':
    'Este borrador no tiene un certificado de que sus números ocultos resisten.',
  'Draft it again: the attack is run then, and the certificate is made.':
    'Haga el borrador de nuevo: entonces se hace el ataque y el certificado.',
  'This edition has no certificate.': 'Esta edición no tiene certificado.',
  'Drafts get theirs when their numbers are collected; editions from before certificates have none.':
    'Los borradores lo reciben cuando se reúnen sus números; las ediciones de antes de los certificados no tienen.',
  'The numbers were computed again since this draft was made.':
    'Los números se calcularon de nuevo después de hacer este borrador.',
  'Draft it again, look at what changed, and submit it once more.':
    'Haga el borrador de nuevo, mire qué cambió y preséntelo otra vez.',
  'The draft changed after you opened it.': 'El borrador cambió después de que usted lo abrió.',
  'Open it again and read it before you approve it.': 'Ábralo de nuevo y léalo antes de aprobarlo.',
  'There is no such edition.': 'Esa edición no existe.',
  'Go to the list of editions and choose one there.': 'Vaya a la lista de ediciones y elija una allí.',
  'There are no computed numbers to publish yet.': 'Todavía no hay números calculados que publicar.',
  'Load attendance and wait for the computation, then draft again.':
    'Cargue la asistencia, espere el cálculo y haga el borrador de nuevo.',
  'The stored edition is not the one that was approved.': 'La edición guardada no es la que se aprobó.',
  'Withdraw it and draft it again.': 'Retírela y haga el borrador de nuevo.',
  'The edition was called back while it was being published.': 'La edición se retiró mientras se publicaba.',
  'Nothing is published yet.': 'Todavía no se ha publicado nada.',
  'There is no such page in this edition.': 'Esa página no existe en esta edición.',
  'Go back to the preview.': 'Vuelva a la vista previa.',
  'Please say why, in one sentence.': 'Diga por qué, en una frase.',
  'Go back and write the reason: it stays in the history.': 'Vuelva atrás y escriba el motivo: queda en la historia.',
  'Another edition already lies at this address.': 'En esta dirección ya hay otra edición.',
  'Withdraw this one; tell the administrator the number of the edition.':
    'Retire esta y diga al administrador el número de la edición.',
  'The pages of this edition are gone and cannot be written again as they were.':
    'Las páginas de esta edición ya no están y no se pueden escribir de nuevo como eran.',
  'Put its folder back from a backup.': 'Recupere su carpeta de una copia de seguridad.',
}
