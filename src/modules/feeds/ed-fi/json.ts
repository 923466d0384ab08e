import { type Element, limits, type Tree, Unreadable } from './tree.ts'

/**
 * Reads the records of a JSON file while it comes in; only one record is held at a time. In: its text in pieces. Two shapes are understood: a list of records
 * (`[{...}, {...}]`, as the API gives them) and lists by resource (`{"students": [{...}]}`). Out: the records. Throws `Unreadable`.
 */
export async function* jsonElements(pieces: AsyncIterable<string>): AsyncGenerator<Element> {
  const cutter = new Cutter()
  for await (const piece of pieces) {
    yield* cutter.feed(piece)
    if (cutter.failed) throw cutter.failed
  }
  cutter.end()
}

/** Reads JSON Lines: one record a line, blank lines aside. Throws `Unreadable`. */
export async function* jsonLines(pieces: AsyncIterable<string>): AsyncGenerator<Element> {
  let held = ''
  let line = 1
  const read = (text: string): Element[] => {
    if (text.length > limits.characters) throw new Unreadable('too-large', line)
    return text.trim() === '' ? [] : [{ resource: null, tree: parsed(text, line), line, id: null }]
  }
  for await (const piece of pieces) {
    const parts = (held + piece).split('\n')
    held = parts.pop() ?? ''
    if (held.length > limits.characters) throw new Unreadable('too-large', line)
    for (const part of parts) {
      yield* read(part)
      line += 1
    }
  }
  yield* read(held)
}

function parsed(text: string, line: number): Tree {
  try {
    return JSON.parse(text) as Tree
  } catch {
    throw new Unreadable('broken-file', line)
  }
}

/** Finds where records begin and end by brackets and strings; `JSON.parse` reads each of them. */
class Cutter {
  /** Records lie at this depth: in a list 1, in lists by resource 2; 0 while the first bracket is awaited. */
  #floor = 0
  #depth = 0
  #inString = false
  #escaped = false
  #line = 1
  #held = ''
  #heldLine = 1
  #resource: string | null = null
  #word = ''
  #closed = false
  #ready: Element[] = []
  /** What stopped it; the records before it were handed out. */
  failed: Unreadable | null = null

  feed(piece: string): Element[] {
    try {
      this.#cut(piece)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.failed = error
    }
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  #cut(piece: string): void {
    let from = 0
    for (let at = 0; at < piece.length; at += 1) {
      const sign = piece[at] ?? ''
      if (sign === '\n') this.#line += 1
      const wasInside = this.#depth > this.#floor && this.#floor > 0
      this.#take(sign)
      const inside = this.#depth > this.#floor && this.#floor > 0
      if (!wasInside && inside) {
        from = at
        this.#heldLine = this.#line
      } else if (wasInside && !inside) {
        this.#held += piece.slice(from, at + 1)
        this.#done()
      }
    }
    if (this.#depth > this.#floor && this.#floor > 0) {
      this.#held += piece.slice(from)
      if (this.#held.length > limits.characters) throw new Unreadable('too-large', this.#line)
    }
  }

  end(): void {
    if (this.#floor === 0) throw new Unreadable('no-records', this.#line)
    if (!this.#closed) throw new Unreadable('broken-file', this.#line)
  }

  #take(sign: string): void {
    if (this.#inString) {
      if (this.#floor === 2 && this.#depth === 1) this.#word += sign
      if (this.#escaped) this.#escaped = false
      else if (sign === '\\') this.#escaped = true
      else if (sign === '"') this.#inString = false
      return
    }
    const inside = this.#depth > this.#floor && this.#floor > 0
    if (sign === '"') {
      if (!inside && !(this.#floor === 2 && this.#depth === 1)) this.#broken()
      this.#inString = true
      if (!inside) this.#word = sign
    } else if (sign === '{' || sign === '[') this.#open(sign, inside)
    else if (sign === '}' || sign === ']') {
      this.#depth -= 1
      if (this.#depth < 0) this.#broken()
      if (this.#depth === 0) this.#closed = true
    } else if (!inside && !/[\s,:\uFEFF]/.test(sign)) this.#broken()
  }

  #open(sign: string, inside: boolean): void {
    if (this.#closed) this.#broken()
    if (this.#floor === 0) this.#floor = sign === '[' ? 1 : 2
    else if (this.#floor === 2 && this.#depth === 1) {
      if (sign !== '[') this.#broken()
      this.#resource = String(parsed(this.#word || 'null', this.#line))
    } else if (!inside && sign !== '{') this.#broken()
    this.#depth += 1
    if (this.#depth - this.#floor > limits.depth) throw new Unreadable('too-deep', this.#line)
  }

  #done(): void {
    this.#ready.push({
      resource: this.#resource,
      tree: parsed(this.#held, this.#heldLine),
      line: this.#heldLine,
      id: null,
    })
    this.#held = ''
  }

  #broken(): never {
    throw new Unreadable('broken-file', this.#line)
  }
}
