/** Evidence and documents of the demo district, as its people would bring them. `by`, `signer`: keys of the cast. */
export type DemoArtefact = {
  subject: string
  title: string
  madeOn: string
  content: { file: string; bytes: Buffer } | { url: string }
  by: string
  signed: { signer: string; verdict: 'accepted' | 'sent_back'; reason: string } | null
}
export type DemoDocument = {
  title: { en: string; es: string }
  kind: 'guidance' | 'procedure' | 'model'
  /** code of the office; `by` heads it */
  office: string
  by: string
  file: string
  bytes: Buffer
  reviewBy: string | null
  /** how far it has come */
  reached: 'draft' | 'review' | 'approved' | 'disseminated'
  to: { roles: readonly string[]; acknowledgeBy: string | null }
  acknowledgedBy: readonly string[]
}

const plan = 'mill-river-2026-29'

/** A one-page PDF with some lines of plain English, the same bytes every time. */
export function smallPdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')
  const stream = `BT /F1 12 Tf 16 TL 72 720 Td\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const at = objects.map((object, index) => {
    const from = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return from
  })
  const table = at.map((from) => `${String(from).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + end, 'latin1')
}

const pdf = (...lines: string[]): Buffer => smallPdf(lines)

export const demoArtefacts: readonly DemoArtefact[] = [
  {
    subject: `measure:${plan}/m-drill-notes`,
    title: 'Log of the October drills, with what each school learned',
    madeOn: '2026-10-30',
    content: {
      file: 'drill-log-october.pdf',
      bytes: pdf(
        'Drills in October',
        'Every school left the building in time.',
        'Learned: two doors open the wrong way.',
      ),
    },
    by: 'chief.schools',
    signed: { signer: 'superintendent', verdict: 'accepted', reason: '' },
  },
  {
    subject: `measure:${plan}/m-grants-listed`,
    title: 'List of grants with their end and their strategy',
    madeOn: '2026-11-12',
    content: {
      file: 'grants.csv',
      bytes: Buffer.from('grant,ends,strategy\nAfter-school,2027-06-30,2.4\nNew teachers,2028-06-30,4.2\n', 'utf8'),
    },
    by: 'head.support',
    signed: null,
  },
  {
    subject: `measure:${plan}/m-walking-maps`,
    title: 'Maps agreed with the families of two schools',
    madeOn: '2026-11-05',
    content: { url: 'https://maps.millriver.example/walking' },
    by: 'head.support',
    signed: { signer: 'chief.schools', verdict: 'sent_back', reason: 'The second school has not agreed yet.' },
  },
]

export const demoDocuments: readonly DemoDocument[] = [
  {
    title: { en: 'Guide to the school schedule', es: 'Guía del horario escolar' },
    kind: 'guidance',
    office: 'SCHOOLS',
    by: 'chief.schools',
    file: 'schedule-guide.pdf',
    bytes: pdf('Guide to the school schedule', 'Reading comes first in the day.', 'Two free periods a week for teams.'),
    reviewBy: '2027-03-31',
    reached: 'disseminated',
    to: { roles: ['principal', 'executive_director'], acknowledgeBy: '2026-12-04' },
    acknowledgedBy: ['principal.riverbank', 'director.river'],
  },
  {
    title: { en: 'What an attendance team does', es: 'Qué hace un equipo de asistencia' },
    kind: 'model',
    office: 'OSS',
    by: 'head.support',
    file: 'attendance-team.pdf',
    bytes: pdf('What an attendance team does', 'It meets every week.', 'It calls families before it writes to them.'),
    reviewBy: '2026-12-11',
    reached: 'disseminated',
    to: { roles: [], acknowledgeBy: null },
    acknowledgedBy: [],
  },
  {
    title: { en: 'How a school asks the central office', es: 'Cómo pregunta una escuela a la oficina central' },
    kind: 'procedure',
    office: 'OSS',
    by: 'head.support',
    file: 'asking-central-office.pdf',
    bytes: pdf('How a school asks the central office', 'One address, one number for each question.'),
    reviewBy: null,
    reached: 'review',
    to: { roles: [], acknowledgeBy: null },
    acknowledgedBy: [],
  },
]
