import { join } from 'node:path'
import { Readable } from 'node:stream'
import { invalid } from '../../../platform/errors.ts'
import { type Files, openFiles } from '../../../platform/files/files.ts'
import type { Services } from '../../../platform/web/route.ts'
import type { BringProblem } from './rules.ts'
import type { Content } from './schema.ts'
import { fileKinds, keptName, sniffer } from './sniff.ts'

/** The most bytes of one file: minutes, reports and photographs, not films. */
export const largest = 20 * 2 ** 20
/** What the other fields of the form may add to that. */
const around = 256 * 1024

/** Files of evidence and documents lie in a folder of their own: what `feeds` forgets or purges by digest never takes them along. */
export const evidenceFiles = (services: Pick<Services, 'home' | 'config'>): Files =>
  openFiles(join(services.home, 'evidence'), { reserve: services.config.diskReserve })

const tooLarge = () =>
  invalid(
    'work/file-too-large',
    'The file is larger than {mb} MB, so nothing of it was kept.',
    'Go back and send a smaller one: save it as PDF, or send the pages that count. What you typed is still in the form.',
    [],
    { mb: Math.floor(largest / 2 ** 20) },
  )

/** Refuses by the length that the browser says, before anything is read. Errors: Invalid `work/file-too-large`. */
export function mustFit(request: Request): void {
  if (Number(request.headers.get('content-length') ?? 0) > largest + around) throw tooLarge()
}

export type Taken = { content: Content } | { wrong: BringProblem['code'] }

/**
 * Takes a file in: it streams to disk under its digest and is looked at on its way; it is never opened, and its name and the type that the browser says decide nothing.
 * Out: what it is, or why it is not kept (then nothing of it is left). Errors: Invalid `work/file-too-large`; those of the file store.
 */
export async function takeFile(
  services: Pick<Services, 'home' | 'config'>,
  file: { name: string; body: Readable },
): Promise<Taken> {
  if (file.name === '') {
    file.body.resume()
    return { wrong: 'noFile' }
  }
  const look = sniffer()
  async function* watched(): AsyncGenerator<Buffer> {
    let size = 0
    for await (const piece of file.body) {
      const chunk = piece as Buffer
      size += chunk.length
      if (size > largest) throw tooLarge()
      look.push(chunk)
      yield chunk
    }
  }
  const files = evidenceFiles(services)
  const stored = await files.put(Readable.from(watched()), { limit: largest })
  const found = look.end()
  if ('wrong' in found) {
    // The same bytes are refused whoever brings them, so no row can name them.
    await files.remove(stored.sha256)
    return found
  }
  const { type } = fileKinds[found.kind]
  return { content: { kind: 'file', ...stored, name: keptName(file.name, found.kind), type } }
}
