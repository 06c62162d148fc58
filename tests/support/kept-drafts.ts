import type { Page } from 'playwright-core'

/** Waits until the phone has kept a draft with all of these pieces of it, as JSON writes them. */
export async function keptDraft(page: Page, ...pieces: string[]): Promise<void> {
  await page.waitForFunction(async (pieces) => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    const db = await asked(indexedDB.open('mashang'))
    const kept = await asked(db.transaction('drafts').objectStore('drafts').getAll())
    db.close()
    return kept.some((one) => pieces.every((piece) => JSON.stringify(one).includes(piece)))
  }, pieces)
}
