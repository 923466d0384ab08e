import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { WrongSetting } from '../../platform/config.ts'
import { forbidden } from '../../platform/errors.ts'

/** For whom a backup is locked: public keys (`age1…`), or a passphrase. */
export type Holder = { recipients: readonly string[]; passphrase: string | null }
/** What opens one: private keys (`AGE-SECRET-KEY-1…`), or a passphrase. */
export type Keys = { identities: readonly string[]; passphrase: string | null }
/** Turns a stream of bytes into a locked or an opened one; whole files are never in memory. */
export type Turn = (input: Readable) => Promise<Readable>

/**
 * A lock for one backup: a key of its own locks every file, and `envelope` holds that key, locked for its holder (so that a passphrase is stretched
 * once, not once a file). `work`: how much work a passphrase costs (scrypt, log2 of N). Errors: WrongSetting for a public key that is none.
 */
export async function makeLock(holder: Holder, work = 18): Promise<{ envelope: Uint8Array; lock: Turn }> {
  const own = await generateX25519Identity()
  const outer = new Encrypter()
  if (holder.passphrase !== null) {
    outer.setScryptWorkFactor(work)
    outer.setPassphrase(holder.passphrase)
  }
  for (const one of holder.recipients)
    try {
      outer.addRecipient(one)
    } catch {
      throw new WrongSetting(`"${one}" is not a public key of age; it looks like age1… (docs/run/backup.md).`)
    }
  const envelope = await outer.encrypt(own)
  const inner = new Encrypter()
  inner.addRecipient(await identityToRecipient(own))
  return { envelope, lock: (input) => turn(input, (stream) => inner.encrypt(stream)) }
}

/** Opens a backup's lock. Errors: Forbidden `backup/wrong-key`. */
export async function openLock(envelope: Uint8Array, keys: Keys): Promise<Turn> {
  const outer = new Decrypter()
  for (const one of keys.identities) outer.addIdentity(one)
  if (keys.passphrase !== null) outer.addPassphrase(keys.passphrase)
  const own = await outer.decrypt(envelope, 'text').catch(() => {
    throw forbidden(
      'backup/wrong-key',
      'This key does not open this backup.',
      'Give the private key (--key FILE) or the passphrase (--passphrase-file FILE) that it was made for.',
    )
  })
  const inner = new Decrypter()
  inner.addIdentity(own)
  return (input) => turn(input, (stream) => inner.decrypt(stream))
}

async function turn(
  input: Readable,
  by: (stream: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>,
): Promise<Readable> {
  const web = Readable.toWeb(input) as unknown as ReadableStream<Uint8Array>
  return Readable.fromWeb((await by(web)) as never)
}

/** A new pair: the private key for a file that the operator keeps elsewhere, the public key for the setting. */
export async function newPair(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Private keys of a file as `age-keygen` writes it: one a line, `#` begins a comment. Errors: WrongSetting. */
export function identitiesIn(path: string): string[] {
  const found = textOf(path)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (found.length === 0 || !found.every((line) => /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/.test(line)))
    throw new WrongSetting(`${path} holds no private key of age (a line that begins with AGE-SECRET-KEY-1).`)
  return found
}

/** The passphrase in a file, without the end of its line. Errors: WrongSetting when it is shorter than 12 letters. */
export function passphraseIn(path: string): string {
  const text = textOf(path).replace(/\r?\n$/, '')
  if (text.length < 12) throw new WrongSetting(`The passphrase in ${path} is too short: take at least 12 letters.`)
  return text
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new WrongSetting(`The file ${path} cannot be read.`)
  }
}
