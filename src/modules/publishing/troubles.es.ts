import type { Sentences } from '../../platform/troubles.ts'

/** What this module's errors say, in Spanish. */
export const troubles: Sentences = {
  'There is no such line.': 'No existe esa línea.',
  'Choose one from the list of lines.': 'Elija una de la lista de líneas.',
  'The public plan has no such part.': 'El plan público no tiene esa parte.',
  'Only a signed report is corrected.': 'Solo se corrige un informe firmado.',
  'Change the draft instead.': 'Cambie el borrador en su lugar.',
  'Read it, or begin a correction of it.': 'Léalo, o empiece una corrección.',
  'Another text was approved after this order to publish was given.':
    'Se aprobó otro texto después de dar esta orden de publicar.',
  'Nothing was published. Read what is approved now, then publish it.':
    'No se publicó nada. Lea lo que está aprobado ahora y luego publíquelo.',
  'A text reads like the name of a student, so it cannot go out.':
    'Un texto parece tener el nombre de un estudiante, así que no puede salir.',
  'Write it without the name, then draft again.': 'Escríbalo sin el nombre y haga el borrador de nuevo.',
  'Board papers are for the board and for those who lead the district.':
    'Los papeles de la junta son para la junta y para quienes dirigen el distrito.',
  'Only those who lead the district, its publishers and administrators keep the board’s papers.':
    'Solo quienes dirigen el distrito, quienes publican y la administración llevan los papeles de la junta.',
  'Only those who lead the district and heads of offices write responses.':
    'Solo quienes dirigen el distrito y las jefaturas de oficina escriben respuestas.',
  'Ask the office that answers for the promise.': 'Pídalo a la oficina que responde por la promesa.',
  'A packet can only be as of today: newer computations took the place of the numbers of earlier days.':
    'Una carpeta solo puede ser de hoy: cálculos más nuevos ocuparon el lugar de los números de días anteriores.',
  'Make it as of today, or open the packet that was made then: packets never change.':
    'Hágala con fecha de hoy, o abra la carpeta que se hizo entonces: las carpetas nunca cambian.',
  'This paper could not be set as a PDF.': 'No se pudo componer este documento como PDF.',
  'Read it as a page, and tell the person who looks after the installation.':
    'Léalo como página y avise a la persona que cuida la instalación.',
  'Many papers are being set as PDFs just now.': 'En este momento se componen muchos documentos como PDF.',
  'Read it as a page, or try the PDF again in a minute.': 'Léalo como página, o pida el PDF de nuevo en un minuto.',
  'There is no such packet.': 'No existe esa carpeta.',
  'Go to the board page and choose one there.': 'Vaya a la página de la junta y elija una allí.',
  'There is no such response.': 'No existe esa respuesta.',
  'There is no such report in the calendar.': 'No existe ese informe en el calendario.',
  'Go to the reporting calendar and choose one there.': 'Vaya al calendario de informes y elija uno allí.',
  'There is no such office in this district.': 'No existe esa oficina en este distrito.',
  'Choose one of the list.': 'Elija una de la lista.',
  'There is no such promise.': 'No existe esa promesa.',
  'Choose one from the list of responses.': 'Elija una de la lista de respuestas.',
  'Comparing needs two packets.': 'Para comparar hacen falta dos carpetas.',
  'Choose them on the board page.': 'Elíjalas en la página de la junta.',
  'There is no such report.': 'No existe ese informe.',
  'Go to the list of annual reports and choose one there.': 'Vaya a la lista de informes anuales y elija uno allí.',
  'Only the superintendent, the cabinet and publishers write annual reports.':
    'Solo la superintendencia, el gabinete y quienes publican escriben informes anuales.',
  'Only the superintendent signs an annual report.': 'Solo la superintendencia firma un informe anual.',
  'Ask the superintendent.': 'Pídalo a la superintendencia.',
  'The plan has no such goal.': 'El plan no tiene esa meta.',
  'Choose one from the list of annual reports.': 'Elija una de la lista de informes anuales.',
  'No edition is published yet, so a report would have no numbers.':
    'Todavía no hay ninguna edición publicada, así que un informe no tendría números.',
  'Publish an edition first.': 'Primero publique una edición.',
  'This report is signed, so it does not change any more.': 'Este informe está firmado, así que ya no cambia.',
  'The report changed after you opened it.': 'El informe cambió después de que usted lo abriera.',
  'Open it again and read it before you sign it.': 'Ábralo de nuevo y léalo antes de firmarlo.',
  'There is no such measure.': 'No existe esa medida.',
  'Go to the scorecard of the office.': 'Vaya al tablero de la oficina.',
  'There is no such office.': 'No existe esa oficina.',
  'Choose one from the list of scorecards.': 'Elija una de la lista de tableros.',
  'Only the head of the office and those who lead the district keep its scorecard.':
    'Solo la jefatura de la oficina y quienes dirigen el distrito llevan su tablero.',
  'Ask the head of the office.': 'Pídalo a la jefatura de la oficina.',
  'The values of this measure come from the editions.': 'Los valores de esta medida vienen de las ediciones.',
  'Write values of the office’s own measures only.': 'Escriba solo valores de medidas propias de la oficina.',
  'This day has not come yet.': 'Ese día todavía no ha llegado.',
  'Write the day that the value is of.': 'Escriba el día del valor.',
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
  'Others published numbers of this district since this draft was attacked.':
    'Otros publicaron números de este distrito después del ataque a este borrador.',
  'Draft it again: the attack is then made with what readers know today. Submit it once more.':
    'Haga el borrador de nuevo: el ataque se hace entonces con lo que hoy saben los lectores. Preséntelo otra vez.',
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
  'A signed annual report holds a number that its edition did not release.':
    'Un informe anual firmado tiene un número que su edición no publicó.',
  'Tell the person who looks after the installation: the report and the ledger do not fit together.':
    'Avise a quien cuida la instalación: el informe y el registro no coinciden.',
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
