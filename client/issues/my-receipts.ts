import { KEPT_RECEIPTS } from '@mashang/shared/issues/issues.words.ts'

/** A receipt that this phone has got, so that the voter finds it again without paper. */
export interface KeptReceipt {
  receipt: string
  number: string
  title: string
  /** ISO 8601 */
  filedAt: string
  /** Sent in the background, and its receipt not looked at yet. */
  unseen?: boolean
  /** How it stood when the server was last asked. */
  last?: { words: string; next: string; at: string }
}

const KEY = 'mashang.receipts'

/** Newest first. A phone that refuses storage simply has none. */
export function keptReceipts(): KeptReceipt[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? (kept as KeptReceipt[]) : []
  } catch {
    return []
  }
}

export function keepReceipts(receipts: KeptReceipt[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(receipts.slice(0, KEPT_RECEIPTS)))
  } catch {
    // Storage is full or refused: the receipt page itself offers to save the number.
    return
  }
}

export const keepReceipt = (kept: KeptReceipt): void =>
  keepReceipts([kept, ...keptReceipts().filter((one) => one.receipt !== kept.receipt)])

export const seeReceipt = (receipt: string): void =>
  keepReceipts(
    keptReceipts().map((one) => (one.receipt === receipt ? { ...one, unseen: false } : one)),
  )

export const forgetReceipts = (): void => keepReceipts([])
