import { pageHeaders } from '../../../platform/web/headers.ts'
import type { Doc } from './doc.ts'
import { printed } from './print.ts'

/** A paper as a PDF answer. In: the paper, the name of the file without its ending. */
export const pdfOf = (doc: Doc, name: string): Response =>
  new Response(new Uint8Array(printed(doc)), {
    headers: {
      ...pageHeaders,
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name.replaceAll(/[^A-Za-z0-9-]/g, '-')}.pdf"`,
      'content-language': doc.lang,
    },
  })
