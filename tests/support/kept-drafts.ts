import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Everything that the phone has kept so far, as JSON. */
const drafts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    const db = await asked(indexedDB.open('mashang'))
    const kept = await asked(db.transaction('drafts').objectStore('drafts').getAll())
    db.close()
    return kept.map((one) => JSON.stringify(one))
  })

/** Waits until the phone has kept a draft with all of these pieces of it, as JSON writes them. */
export async function keptDraft(page: Page, ...pieces: string[]): Promise<void> {
  const kept = async (): Promise<boolean> =>
    (await drafts(page)).some((one) => pieces.every((piece) => one.includes(piece)))
  await expect.poll(kept, { timeout: 10_000 }).toBe(true)
}
