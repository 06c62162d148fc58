import type { TestApp } from '../support/app.ts'

/**
 * Lets something happen right before a commit that carries a statement of this name, once: what
 * another person does just then.
 */
export function rightBefore(t: TestApp, name: string, act: () => Promise<unknown>): void {
  const { db } = t.context
  const { commit } = db
  db.commit = async (district, writes, facts) => {
    if (writes.some(({ statement }) => statement.name === name)) {
      db.commit = commit
      await act()
    }
    return await commit.call(db, district, writes, facts)
  }
}
