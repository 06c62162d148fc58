import { takeBatch } from '@mashang/server/sheets/batches.hold.ts'
import { findBatch } from '@mashang/server/sheets/batches.store.ts'
import { expect, it } from 'vitest'
import { startApp } from '../support/app.ts'
import { ordered } from './batch-steps.ts'

it('given a beat that comes while numbers are being given, then it takes none of them back', async () => {
  const t = await startApp()
  try {
    const id = await ordered(await t.as('office'), { format: 'a4', select: { all: true } })
    const taken = await takeBatch(t.context)
    if (taken === null) throw new Error('nobody works on the batch')
    const { hold } = taken
    // The beat is asked for before the commit is through, and written after it.
    await Promise.all([hold.commit({ numbered: 4 }, []), hold.commit({}, [])])
    expect((await findBatch(t.context, id))?.numbered).toBe(4)
    expect(hold.numbered).toBe(4)
    hold.end()
    await hold.release()
  } finally {
    await t.close()
  }
})
