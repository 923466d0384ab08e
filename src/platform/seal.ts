import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { unavailable } from './errors.ts'

/**
 * Keeps small secrets (a provider's, a second factor's) unreadable to whoever has the database alone. Whoever has the home folder too reads them, and a backup of Throughline
 * holds both, with `keys/`: only the backup's own lock keeps them, or a key that the operator gives (`THROUGHLINE_SEAL_KEY`), which no backup holds.
 */
export type Seal = {
  /** Seals a text for one purpose (`second:12`): it opens only for the same purpose. Makes the key at first need. */
  seal: (text: string, purpose: string) => string
  /** Opens it again. Errors: Unavailable `platform/seal-no-key`, `platform/seal-other-key`, `platform/seal-broken`. */
  open: (sealed: string, purpose: string) => string
  /** First eight digits of the key's SHA-256; null while there is no key. */
  keyId: () => string | null
}

const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

/** Where the key lies in a home. */
export const sealKeyPath = (home: string): string => join(home, 'keys', 'seal.key')

function readKey(path: string): Buffer | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unavailable(
      'platform/seal-no-key',
      'The key of sealed secrets cannot be read.',
      'Let the operator check the rights of keys/seal.key in the home folder.',
    )
  }
  const key = Buffer.from(text.trim(), 'base64url')
  if (key.length !== 32)
    throw unavailable(
      'platform/seal-no-key',
      'The key of sealed secrets is damaged.',
      'Let the operator put keys/seal.key back from a backup.',
    )
  return key
}

/** Writes a new key aside and links it into place: of two processes that do it at once, one wins and both read the winner's. */
function makeKey(home: string): Buffer {
  const path = sealKeyPath(home)
  mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 })
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(aside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
  const key = readKey(path)
  if (!key) throw new Error('The key of sealed secrets vanished while it was made.')
  return key
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce for each text. A sealed text is `v1.<key id>.<nonce>.<text and tag>`.
 * In: the home folder; a key of 32 bytes in base64url when the operator gives one (`THROUGHLINE_SEAL_KEY`), else it lies in `keys/seal.key`.
 */
export function openSeal(home: string, given: string | null): Seal {
  let known: Buffer | null = given === null ? null : Buffer.from(given, 'base64url')
  const find = (): Buffer | null => {
    known ??= readKey(sealKeyPath(home))
    return known
  }
  return {
    keyId: () => {
      const key = find()
      return key && idOf(key)
    },
    seal: (text, purpose) => {
      known = find() ?? makeKey(home)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', known, nonce).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['v1', idOf(known), nonce.toString('base64url'), body.toString('base64url')].join('.')
    },
    open: (sealed, purpose) => {
      const [version, id, nonce, body] = sealed.split('.')
      const key = find()
      if (!key)
        throw unavailable(
          'platform/seal-no-key',
          'The key of sealed secrets is missing.',
          'Let the operator put keys/seal.key back from a backup of the home folder.',
        )
      if (id !== idOf(key))
        throw unavailable(
          'platform/seal-other-key',
          'This secret was sealed with another key ({sealed}) than the one in use ({used}).',
          'Let the operator put the earlier keys/seal.key back from a backup of the home folder.',
          [],
          { sealed: id ?? '?', used: idOf(key) },
        )
      try {
        const bytes = Buffer.from(body ?? '', 'base64url')
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce ?? '', 'base64url'), {
          authTagLength: 16,
        })
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-16))
        if (version !== 'v1') throw new Error('version')
        return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
      } catch {
        throw unavailable(
          'platform/seal-broken',
          'A sealed secret was changed or belongs to something else.',
          'Enter the secret again.',
        )
      }
    },
  }
}

const seals = new Map<string, Seal>()

/** The seal of a running process, one for each home. */
export function sealOf(services: { home: string; config: Pick<Config, 'sealKey'> }): Seal {
  const name = `${services.home}\n${services.config.sealKey ?? ''}`
  const seal = seals.get(name) ?? openSeal(services.home, services.config.sealKey)
  seals.set(name, seal)
  return seal
}
