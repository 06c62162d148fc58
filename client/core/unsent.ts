import type { DraftStore } from './drafts.ts'

/** The outboxes of this phone: how the names of their entries begin, and what an entry is called. */
export const outboxes = {
  reply: { prefix: 'reply:', words: '条答复' },
  errand: { prefix: 'errand:', words: '条张贴或巡查的记录' },
} as const

/** What lies in an outbox, as far as everybody needs to know it. */
interface Entry {
  account: string
}

/**
 * What the phone still has to send, in words such as "2 条答复"; empty where nothing is left.
 * @param account whose; absent: of anybody who uses this phone
 */
export async function unsentWords(drafts: DraftStore, account?: string): Promise<string> {
  const parts: string[] = []
  for (const { prefix, words } of Object.values(outboxes)) {
    const names = await drafts.keys(prefix)
    const all = await Promise.all(names.map((name) => drafts.get<Entry>(name)))
    const count = all.filter(
      (one) => one && (account === undefined || one.account === account),
    ).length
    if (count > 0) parts.push(`${count} ${words}`)
  }
  return parts.join('、')
}
