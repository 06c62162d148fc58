import { AlreadyThere, Conflict } from '@mashang/server/core/db/faults.ts'
import { insertInto, Sequence, statement, value } from '@mashang/server/core/db/statement.ts'
import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { photosTables } from '@mashang/server/photos/photos.table.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { directly } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ seeded: false })
})
afterAll(() => t.close())

const insertPhoto = insertInto(photosTables, 'photos')
/** A row of some table, with a number given out inside the commit. */
const row = (id: string, sequence: string) =>
  insertPhoto({
    district: 'home',
    id,
    issueId: null,
    position: null,
    width: new Sequence(sequence),
    height: 1,
    createdAt: 1,
  })
const fact = (id: string): Fact => ({
  at: 1,
  type: 'test.done',
  actor: { kind: 'system', id: null },
  subject: { kind: 'photo', id },
})
const commit = (id: string, sequence: string, district = 'home') =>
  t.context.db.commit(district, [row(id, sequence)], [fact(id)])
const renamed = statement<ReturnType<typeof photosTables>, { id: string }>(
  photosTables,
  'guarded test update',
  (b, tables) =>
    b
      .update(tables.photos)
      .set({ height: 2 })
      .where(eq(tables.photos.id, value('id'))),
  { guarded: true },
)

describe('commits', () => {
  it('that arrive together share few transactions, and all are there', async () => {
    const before = t.context.db.committed.groups
    const given = await Promise.all(
      Array.from({ length: 100 }, (_, n) => commit(`many-${n}`, 'many')),
    )
    expect(t.context.db.committed.groups - before).toBeLessThanOrEqual(5)
    expect(given.map((numbers) => numbers.many).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 1),
    )
  })

  it('given one that is bad among many, then it fails alone and leaves no gap in the numbers', async () => {
    await commit('taken', 'gaps')
    const results = await Promise.allSettled(
      ['good-1', 'taken', 'good-2', 'taken', 'good-3'].map((id) => commit(id, 'gaps')),
    )
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(results[1]).toMatchObject({ reason: expect.any(AlreadyThere) })
    expect(
      results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.gaps] : [])),
    ).toEqual([2, 3, 4])
    expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
  })

  it('gives several numbers of one sequence, one after another, where one use case needs them', async () => {
    const several = (first: string) =>
      t.context.db.commit(
        'home',
        [0, 1, 2].map((n) => ({
          ...row(`${first}-${n}`, ''),
          values: {
            ...row(`${first}-${n}`, '').values,
            width: new Sequence('several', `several/${n}`),
          },
        })),
      )
    const given = await Promise.all([several('several-a'), several('several-b')])
    expect(given.map((numbers) => [0, 1, 2].map((n) => numbers[`several/${n}`]))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ])
  })

  it('given a broken statement, then only its unit fails', async () => {
    const results = await Promise.allSettled([
      commit('beside-1', 'beside'),
      t.context.db.commit('home', [
        row('beside-x', 'beside'),
        directly('select nonsense from nowhere'),
      ]),
      commit('beside-2', 'beside'),
    ])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const { photos } = t.context.db.tables(photosTables)
    const found = await t.context.db.read
      .select({ id: photos.id })
      .from(photos)
      .where(eq(photos.id, 'beside-x'))
    expect(found).toEqual([])
  })

  it('given a guard that finds nothing, then it is a conflict and nothing of the unit is written, its facts included', async () => {
    const before = await verifyLedger(t.context.db, 'home')
    const unit = t.context.db.commit(
      'home',
      [row('guarded', 'guard'), renamed({ id: 'absent' })],
      [fact('guarded')],
    )
    await expect(unit).rejects.toBeInstanceOf(Conflict)
    expect(await verifyLedger(t.context.db, 'home')).toEqual(before)
    expect(await commit('guarded', 'guard')).toEqual({ guard: 1 })
  })

  it('one number for a name that stands twice in a unit', async () => {
    const given = await t.context.db.commit('home', [
      row('twice-1', 'twice'),
      row('twice-2', 'twice'),
    ])
    expect(given).toEqual({ twice: 1 })
  })

  it('of two districts keep chains and numbers apart', async () => {
    await Promise.all([
      commit('a-1', 'apart'),
      commit('b-1', 'apart', 'other'),
      commit('b-2', 'apart', 'other'),
    ])
    expect(await commit('a-2', 'apart')).toEqual({ apart: 2 })
    expect(await commit('b-3', 'apart', 'other')).toEqual({ apart: 3 })
    expect(await verifyLedger(t.context.db, 'other')).toEqual({ whole: true, rows: 3 })
    expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
  })

  it('600 at once: more than one group, still in one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 600 }, (_, n) => commit(`flood-${n}`, 'flood')))
    const { counters } = t.context.db.tables(ledgerTables)
    const [counter] = await t.context.db.read
      .select()
      .from(counters)
      .where(eq(counters.name, 'flood'))
    expect(counter?.value).toBe(600)
    expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
  })

  it('after closing are refused with a problem that passes', async () => {
    const own = await startApp({ seeded: false })
    const last = own.context.db.commit('home', [row('last', 'last')])
    await own.close()
    expect(await last).toEqual({ last: 1 })
    await expect(own.context.db.commit('home', [row('late', 'last')])).rejects.toMatchObject({
      kind: { status: 503, code: 'server.draining' },
    })
  }, 60_000)
})
