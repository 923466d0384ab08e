/**
 * What a file is, by its bytes. Files are never opened, unpacked or drawn here: a few bytes at the beginning and the names of parts that stand in an archive as plain
 * text are enough to tell, so that a bomb in an archive has nothing that it could blow up.
 */

const text = 'text/plain; charset=utf-8'
const office = 'application/vnd.openxmlformats-officedocument.'
const open = 'application/vnd.oasis.opendocument.'

/** Kinds that are kept: their type as it is served, and the endings that their names may have (the first is given to a name without one). */
export const fileKinds = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  png: { type: 'image/png', endings: ['png'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { type: 'image/webp', endings: ['webp'] },
  docx: { type: `${office}wordprocessingml.document`, endings: ['docx'] },
  xlsx: { type: `${office}spreadsheetml.sheet`, endings: ['xlsx'] },
  pptx: { type: `${office}presentationml.presentation`, endings: ['pptx'] },
  odt: { type: `${open}text`, endings: ['odt'] },
  ods: { type: `${open}spreadsheet`, endings: ['ods'] },
  odp: { type: `${open}presentation`, endings: ['odp'] },
  text: { type: text, endings: ['txt', 'csv', 'md'] },
} as const
export type FileKind = keyof typeof fileKinds

/** What the bytes are, or why they are not kept: nothing in it, a program inside, none of the kinds. */
export type Sniffed = { kind: FileKind } | { wrong: 'empty' | 'program' | 'unknown' }

/** Parts of an archive that tell what it is. The two that hold programs come first. */
const parts: readonly [name: string, means: FileKind | 'program'][] = [
  ['vbaProject.bin', 'program'],
  ['Basic/script-l', 'program'],
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
]
const longest = Math.max(...parts.map(([name]) => name.length))

const begins = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

function magic(head: Buffer): FileKind | 'zip' | null {
  if (begins(head, '%PDF-')) return 'pdf'
  if (begins(head, '\x89PNG\r\n\x1a\n')) return 'png'
  if (begins(head, '\xff\xd8\xff')) return 'jpeg'
  if (begins(head, 'RIFF') && begins(head, 'WEBP', 8)) return 'webp'
  if (!begins(head, 'PK\x03\x04')) return null
  // An OpenDocument file says what it is in its first part, which is never packed.
  if (!begins(head, `mimetype${open}`, 30)) return 'zip'
  const at = 38 + open.length
  if (begins(head, 'text', at)) return 'odt'
  return begins(head, 'spreadsheet', at) ? 'ods' : begins(head, 'presentation', at) ? 'odp' : 'zip'
}

/** Signs that no plain text has. */
const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32) || byte === 11 || byte === 127

/** Takes a file piece by piece and says at the end what it is. Keeps some hundred bytes, however large the file. */
export function sniffer(): { push: (chunk: Buffer) => void; end: () => Sniffed } {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const found = new Set<FileKind | 'program'>()
  let head = Buffer.alloc(0)
  let tail = ''
  let size = 0
  let readable = true
  const push = (chunk: Buffer): void => {
    size += chunk.length
    if (head.length < 512) head = Buffer.concat([head, chunk.subarray(0, 512 - head.length)])
    const kind = magic(head)
    if (kind === 'zip' || kind === 'odt' || kind === 'ods' || kind === 'odp') {
      const seen = tail + chunk.toString('latin1')
      for (const [name, means] of parts) if (seen.includes(name)) found.add(means)
      tail = seen.slice(-longest)
    }
    if (!readable || kind !== null) return
    try {
      decoder.decode(chunk, { stream: true })
      readable = !chunk.some(isControl)
    } catch {
      readable = false
    }
  }
  const end = (): Sniffed => {
    if (size === 0) return { wrong: 'empty' }
    const kind = magic(head)
    if (found.has('program')) return { wrong: 'program' }
    if (kind === 'zip') {
      const [first] = parts.filter(([, means]) => found.has(means)).map(([, means]) => means)
      return first && first !== 'program' ? { kind: first } : { wrong: 'unknown' }
    }
    if (kind !== null) return { kind }
    try {
      decoder.decode()
    } catch {
      readable = false
    }
    // Pages, drawings with scripts and the like begin so; a browser somewhere may take them for what they are.
    const first = head
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart()[0]
    if (!readable || first === undefined) return { wrong: first === undefined && readable ? 'empty' : 'unknown' }
    return first === '<' ? { wrong: 'unknown' } : { kind: 'text' }
  }
  return { push, end }
}

/** What may be chosen in a form, for the browser's own list. */
export const accepted = Object.values(fileKinds)
  .flatMap((one) => one.endings.map((ending) => `.${ending}`))
  .join(',')

/** The name of a file as it is kept: its last part only, without signs that cannot be seen, with an ending of what the bytes are. */
export function keptName(name: string, kind: FileKind): string {
  const { endings } = fileKinds[kind]
  const last = (name.split(/[\\/]/).at(-1) ?? '')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/^[.\s]+/, '')
    .trim()
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(last)?.[1]?.toLowerCase()
  const fits = ending !== undefined && (endings as readonly string[]).includes(ending)
  const stem = (fits ? last.slice(0, last.lastIndexOf('.')) : last).slice(0, 100) || 'file'
  return `${stem}.${fits ? ending : endings[0]}`
}
