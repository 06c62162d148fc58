import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { lookUpCode } from '@mashang/server/codes/codes.store.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { batchesJobs } from '@mashang/server/sheets/batches.jobs.ts'
import { findBatch, sheetsOfBatch } from '@mashang/server/sheets/batches.store.ts'
import { DAY, SECOND } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { order, ordered, printerWith, show, work } from './batch-steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const both = { format: 'a4', select: { all: true }, split: 'stations', evenIfSame: true }
const post = (id: string, what: 'cancellation' | 'retry') =>
  office({ method: 'POST', url: `/api/poster-batches/${id}/${what}` })
const sheetsOf = (id: string) => sheetsOfBatch(t.context, id, 0, 1_000)
const spool = (): string[] => {
  const folder = join(t.context.config.dataFolder, 'spool')
  return existsSync(folder) ? readdirSync(folder) : []
}
const stored = (id: string): string[] => {
  const folder = join(t.context.config.dataFolder, 'files/batches', id)
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

/** A printer that prints the first files and then breaks. */
const breaksAfter = (files: number, error: Error) => {
  const { print } = printerWith()
  let printed = 0
  return {
    print: (async (...args) => {
      if (printed++ < files) return await print(...args)
      // Numbers are given while sheets are drawn; the engine breaks in the middle of that.
      const [, sheets] = args
      for await (const _ of sheets) throw error
      throw error
    }) as typeof print,
  }
}

describe('a batch that fails', () => {
  it('says why, offers nothing, keeps its numbers, and goes on where it stopped', async () => {
    const id = await ordered(office, both)
    const detail = '海报 0004 的码印出来扫不出。'
    await work(t, breaksAfter(1, new Failure(printErrors.codeUnreadable, { detail })))
    const failed = await show(office, id)
    expect(failed).toMatchObject({
      state: 'failed',
      failure: detail,
      files: [],
      numbers: { from: '0001', to: '0005' },
    })
    const refused = await office({ url: `/api/poster-batches/${id}.pdf?part=1` })
    expect([refused.statusCode, refused.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'batch.not-ready', detail }),
    ])
    expect(spool()).toEqual([])
    const before = await sheetsOf(id)

    expect((await post(id, 'retry')).json()).toMatchObject({ state: 'waiting', failure: null })
    expect((await post(id, 'retry')).json().code).toBe('batch.under-way')
    const calls: number[] = []
    const { print } = printerWith()
    await work(t, {
      print: (...args) => {
        calls.push(1)
        return print(...args)
      },
    })
    // The file that was whole is not printed again.
    expect(calls.length).toBe(1)
    expect(await show(office, id)).toMatchObject({ state: 'ready', done: 5, total: 5 })
    expect(await sheetsOf(id)).toEqual(before)
    expect(stored(id).map((name) => name.slice(0, 2))).toEqual(['1-', '2-'])
    expect((await factsOf(t.context, id)).map((fact) => fact.type)).toEqual([
      'batch.ordered',
      'batch.numbered',
      'batch.numbered',
      'batch.failed',
      'batch.retried',
      'batch.finished',
    ])
  })

  it.each([
    [new Failure(coreErrors.storageFull), /^存储空间已满，没有印成；编号都留着/],
    [new Failure(printErrors.crashed), /^生成打印文件时出了差错/],
  ])('%s is told in a sentence', async (error, sentence) => {
    const id = await ordered(office, both)
    await work(t, breaksAfter(0, error))
    expect(await show(office, id)).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(sentence),
    })
    await post(id, 'cancellation')
  })

  it('what nobody foresaw is told as well, and reaches the log', async () => {
    const id = await ordered(office, both)
    await expect(work(t, breaksAfter(0, new TypeError('inside')))).rejects.toThrow('inside')
    const { state, failure } = await show(office, id)
    expect([state, failure]).toEqual(['failed', expect.stringMatching(/^印制时出了差错/)])
    expect(failure).not.toContain('inside')
    await post(id, 'cancellation')
  })

  it('a database that is busy is no failure: the next turn goes on', async () => {
    const id = await ordered(office, both)
    await expect(work(t, breaksAfter(0, new Failure(coreErrors.busy)))).rejects.toThrow()
    expect(await show(office, id)).toMatchObject({ state: 'working', failure: null })
    await work(t)
    expect(await show(office, id)).toMatchObject({ state: 'ready' })
  })
})

describe('a batch that is cancelled', () => {
  it('while it waits: nothing was numbered', async () => {
    const id = await ordered(office, both)
    expect((await post(id, 'cancellation')).json()).toMatchObject({ state: 'cancelled', done: 0 })
    await work(t)
    expect(await sheetsOf(id)).toEqual([])
    expect((await post(id, 'cancellation')).json().code).toBe('batch.over')
    expect((await post(id, 'retry')).json().code).toBe('batch.over')
  })

  it('in the middle: its worker stops, every sheet is retired and every code revoked', async () => {
    const id = await ordered(office, { ...both, copies: 40 })
    const { print } = printerWith()
    let files = 0
    await work(t, {
      print: async (...args) => {
        const result = await print(...args)
        if (++files === 1) await post(id, 'cancellation')
        return result
      },
    })
    expect(await show(office, id)).toMatchObject({ state: 'cancelled', files: [] })
    const sheets = await sheetsOf(id)
    expect(sheets.length).toBeGreaterThan(0)
    expect(sheets.length).toBeLessThan(200)
    expect(sheets.filter((sheet) => sheet.retiredAt === null)).toEqual([])
    for (const sheet of sheets.slice(0, 3))
      expect((await lookUpCode(t.context, sheet.code))?.revokedAt).not.toBeNull()
    const unrelated = await lookUpCode(t.context, t.seed.representatives[0]?.code ?? '')
    expect(unrelated?.revokedAt).toBeNull()
    expect([spool(), stored(id)]).toEqual([[], []])
  })
})

describe('a worker that is gone', () => {
  it('is waited for as long as its lease, then taken over; what it still writes is not kept', async () => {
    const id = await ordered(office, { ...both, copies: 10 })
    const { print } = printerWith()
    let takenOver = false
    await work(t, {
      print: async (request, sheets, options) => {
        if (takenOver) return await print(request, sheets, options)
        takenOver = true
        // Meanwhile another process looks: at first it finds the batch held, later abandoned.
        const before = await findBatch(t.context, id)
        await work(t)
        expect(await findBatch(t.context, id)).toEqual(before)
        t.clock.advance(16 * SECOND)
        await work(t)
        expect(await show(office, id)).toMatchObject({ state: 'ready' })
        return await print(request, sheets, options)
      },
    })
    expect(await show(office, id)).toMatchObject({ state: 'ready', done: 50, total: 50 })
    const sheets = await sheetsOf(id)
    expect(sheets.map((sheet) => sheet.position)).toEqual(sheets.map((_, index) => index))
    expect(new Set(sheets.map((sheet) => sheet.number)).size).toBe(50)
    expect(spool()).toEqual([])
  })

  it('stops at once when the process is about to end, and the next one goes on at once', async () => {
    const id = await ordered(office, { ...both, copies: 40 })
    const stopping = new AbortController()
    const { print } = printerWith()
    await work(
      t,
      {
        print: (request, sheets, options) => {
          setTimeout(() => stopping.abort(), 30)
          return print(request, sheets, options)
        },
      },
      stopping.signal,
    )
    expect((await show(office, id)).state).toBe('working')
    expect(spool()).toEqual([])
    const told: number[] = []
    await work(t, {
      print: (request, sheets, options) =>
        print(
          request,
          (async function* () {
            for await (const sheet of sheets) {
              yield sheet
              told.push((await show(office, id)).done)
            }
          })(),
          options,
        ),
    })
    // What the first one painted of an unfinished file is painted again, and counted once.
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(Math.max(...told)).toBeLessThanOrEqual(200)
    expect(await show(office, id)).toMatchObject({ state: 'ready', done: 200 })
    expect((await sheetsOf(id)).length).toBe(200)
  })
})

describe('files of a batch', () => {
  it('go after thirty days; made again they show the same numbers and codes', async () => {
    const id = await ordered(office, { ...both, split: 'one' })
    await work(t)
    const before = await sheetsOf(id)
    t.clock.advance(31 * DAY)
    office = await t.as('office')
    for (const job of batchesJobs(t.context, printerWith()))
      await job.run(new AbortController().signal)
    expect(stored(id)).toEqual([])
    expect(await show(office, id)).toMatchObject({ state: 'ready', cleaned: true, files: [] })
    for (const end of ['.pdf', '.zip'])
      expect((await office({ url: `/api/poster-batches/${id}${end}` })).json().code).toBe(
        'batch.cleaned',
      )
    expect((await office({ url: `/api/poster-batches/${id}/hanging-list.pdf` })).statusCode).toBe(
      200,
    )

    expect((await post(id, 'retry')).statusCode).toBe(200)
    await work(t)
    expect(await show(office, id)).toMatchObject({ state: 'ready', cleaned: false, done: 5 })
    expect(await sheetsOf(id)).toEqual(before)
    expect((await office({ url: `/api/poster-batches/${id}.pdf` })).statusCode).toBe(200)
    expect((await post(id, 'retry')).json().code).toBe('batch.over')
  })

  it('giving up a printing anew ends nothing: what hangs on walls goes on', async () => {
    const id = await ordered(office, { ...both, split: 'one' })
    await work(t)
    const [sheet] = await sheetsOf(id)
    t.clock.advance(31 * DAY)
    office = await t.as('office')
    for (const job of batchesJobs(t.context, printerWith()))
      await job.run(new AbortController().signal)
    expect((await post(id, 'retry')).statusCode).toBe(200)
    expect((await post(id, 'cancellation')).json()).toMatchObject({ state: 'ready', files: [] })
    expect((await lookUpCode(t.context, sheet?.code ?? ''))?.revokedAt).toBeNull()
    expect((await sheetsOf(id))[0]?.retiredAt).toBeNull()
    expect((await t.voter({ url: `/q/${sheet?.code}` })).statusCode).toBe(200)
  })

  it('made again they leave out what was revoked meanwhile, and say so', async () => {
    const id = await ordered(office, { ...both, split: 'one' })
    await work(t)
    const [sheet] = await sheetsOf(id)
    await office({
      method: 'POST',
      url: `/api/sheets/${sheet?.id}/revocation`,
      body: { reason: 'lost' },
    })
    t.clock.advance(31 * DAY)
    office = await t.as('office')
    for (const job of batchesJobs(t.context, printerWith()))
      await job.run(new AbortController().signal)
    await post(id, 'retry')
    await work(t)
    const again = await show(office, id)
    expect(again).toMatchObject({ state: 'ready', files: [{ sheets: 4 }] })
    expect(again.warnings).toEqual([expect.stringContaining('已经作废')])
  })

  it('unknown batches are not found', async () => {
    for (const end of ['', '.pdf', '.zip', '/hanging-list.pdf']) {
      const reply = await office({ url: `/api/poster-batches/${crypto.randomUUID()}${end}` })
      expect([reply.statusCode, reply.json().code]).toEqual([404, 'batch.not-found'])
    }
    expect((await order(office, { ...both, select: {} })).json().code).toBe('batch.nobody')
  })
})
