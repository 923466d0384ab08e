import { pageHeaders } from '../../../platform/web/headers.ts'
import { printedAside } from './aside.ts'
import type { Doc } from './doc.ts'

/** A paper as a PDF answer. In: the paper, the name of the file without its ending. Errors: those of `printedAside`. */
export async function pdfOf(doc: Doc, name: string): Promise<Response> {
  return new Response(new Uint8Array(await printedAside(doc)), {
    headers: {
      ...pageHeaders,
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name.replaceAll(/[^A-Za-z0-9-]/g, '-')}.pdf"`,
      'content-language': doc.lang,
    },
  })
}
