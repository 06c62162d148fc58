import { takeBatch } from '@mashang/server/sheets/batches.hold.ts'
import { findBatch } from '@mashang/server/sheets/batches.store.ts'
import { workOnBatches } from '@mashang/server/sheets/batches.work.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import { MINUTE } from '@mashang/shared/core/clock.ts'
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

it('given a process that ended five times in the middle, then the batch is given up with a sentence, and can be tried again', async () => {
  const t = await startApp()
  const printer = createPrinter()
  try {
    const office = await t.as('office')
    const id = await ordered(office, { format: 'a4', select: { all: true } })
    for (let turn = 0; turn < 5; turn++) {
      const taken = await takeBatch(t.context)
      // The process is gone: nobody beats, nobody lets go.
      taken?.hold.end()
      expect(taken?.batch.id).toBe(id)
      t.clock.advance(MINUTE)
    }
    await workOnBatches(t.context, printer, new AbortController().signal)
    const view = (await office({ url: `/api/poster-batches/${id}` })).json()
    expect(view.state).toBe('failed')
    expect(view.failure).toContain('连着中断了 5 次')

    const again = await office({ method: 'POST', url: `/api/poster-batches/${id}/retry` })
    expect(again.statusCode, again.body).toBeLessThan(300)
    await workOnBatches(t.context, printer, new AbortController().signal)
    expect((await office({ url: `/api/poster-batches/${id}` })).json().state).toBe('ready')
  } finally {
    await printer.close()
    await t.close()
  }
})
