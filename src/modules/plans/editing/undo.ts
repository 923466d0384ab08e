/** A step of a draft as undo sees it: its number, who did it, and the step that it undoes or does again. */
export type Step = { n: number; actor: number | null; of_n: number | null }

/** What somebody can undo and do again: the numbers of the steps whose inverse is to be appended; null when there is none. */
export type Undoable = { undo: number | null; redo: number | null }

/**
 * Undo of one's own steps: the last one that stands, whatever others did since; redo: the last undo, until a new step of one's own.
 * In: the steps of a draft in order, and the account. Undo and redo are steps too, so that nothing is ever taken away.
 */
export function undoable(steps: readonly Step[], actor: number | null): Undoable {
  const undo: number[] = []
  let redo: number[] = []
  for (const step of steps) {
    if (step.actor !== actor) continue
    if (step.of_n === null) {
      undo.push(step.n)
      redo = []
    } else if (undo.at(-1) === step.of_n) {
      undo.pop()
      redo.push(step.n)
    } else if (redo.at(-1) === step.of_n) {
      redo.pop()
      undo.push(step.n)
    }
  }
  return { undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null }
}
