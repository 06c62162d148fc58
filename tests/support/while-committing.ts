import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import { vi } from 'vitest'
import type { TestApp } from './app.ts'

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

/**
 * Runs two requests at once so that each has read before either writes, however the machine shares
 * its time: a commit that carries one of these facts waits until a second one does.
 */
export async function bothReadFirst<T>(
  t: TestApp,
  types: readonly Fact['type'][],
  run: () => Promise<T>,
): Promise<T> {
  const { db } = t.context
  const commit = db.commit.bind(db)
  const waiting: (() => void)[] = []
  const spy = vi.spyOn(db, 'commit').mockImplementation(async (district, writes, facts) => {
    if (facts?.some(({ type }) => types.includes(type)))
      await new Promise<void>((go) => {
        waiting.push(go)
        if (waiting.length > 1) for (const one of waiting) one()
      })
    return await commit(district, writes, facts)
  })
  try {
    return await run()
  } finally {
    spy.mockRestore()
  }
}
