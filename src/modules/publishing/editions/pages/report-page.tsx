import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Paper } from '../../paper/html.tsx'
import { releasedDoc } from '../../report/document.ts'
import type { ReleasedReport } from '../../report/schema.ts'
import type { View } from '../view.ts'
import { publicWords } from '../words.ts'
import { EditionFrame } from './frame.tsx'

/** A signed annual report of an edition as a page; its PDF, the one that the board has, lies beside it. */
export const ReportPage: FC<{ view: View; report: ReleasedReport }> = ({ view, report }) => {
  const { content, lang } = view
  const doc = releasedDoc(report, lang)
  return (
    <EditionFrame
      content={content}
      lang={lang}
      title={`${doc.title}, ${doc.lead}`}
      file={`reports/${report.file}.html`}
    >
      <PageHead title={doc.title} lead={doc.lead}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      <p>
        <a href={`${report.file}.pdf`}>{publicWords(lang)('reportPdf')}</a>
      </p>
      <Paper doc={doc} />
    </EditionFrame>
  )
}
