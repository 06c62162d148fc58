import { newKey } from './new-key.ts'
import type { TextDraft } from './text-draft.ts'

interface Kept {
  order: string
  key: string
}

const read = (kept: string): Kept | undefined => {
  try {
    return kept === '' ? undefined : (JSON.parse(kept) as Kept)
  } catch {
    // Not ours: a new key is made.
    return undefined
  }
}

/**
 * The Idempotency-Key of an order or a draft. The same one gets the same key until the server has
 * answered, through a double click, a reload and a lost network, so that it is done once.
 */
export function keyOf(kept: TextDraft, order: unknown): string {
  const words = JSON.stringify(order)
  const before = read(kept.text.value)
  if (before?.order === words) return before.key
  const key = newKey()
  kept.text.value = JSON.stringify({ order: words, key } satisfies Kept)
  return key
}

/** Whether this very order was sent and never answered. */
export const isUnanswered = (kept: TextDraft, order: unknown): boolean =>
  read(kept.text.value)?.order === JSON.stringify(order)
