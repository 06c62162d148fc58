import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '@mashang/server/core/context.ts'
import type { Database } from '@mashang/server/core/db/database.ts'
import { migrated } from '@mashang/server/core/db/open.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import {
  type Fact,
  GENESIS,
  hashOf,
  type LedgerRow,
} from '@mashang/server/core/ledger/ledger.chain.ts'
import type { SignedHead } from '@mashang/server/core/ledger/ledger.signing.ts'
import {
  factAt,
  factsOf,
  headOf,
  rowsAreWhole,
  verifyLedger,
  verifyLedgers,
} from '@mashang/server/core/ledger/ledger.store.ts'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder: string
let copies = 0

const fact = (n: number): Fact => ({
  at: n * 1_000,
  type: 'issue.filed',
  actor: { kind: 'voter', id: null },
  subject: { kind: 'issue', id: n === 5 ? 'i2' : `i${n}` },
  ...(n === 2 ? {} : { data: { number: n } }),
})
const facts = (count: number): Fact[] => Array.from({ length: count }, (_, n) => fact(n + 1))

async function ledger(name: string, home: number, other: number): Promise<void> {
  const db = await migrated(openSqlite(join(folder, name)))
  if (home > 0) await db.commit('home', [], facts(home))
  if (other > 0) await db.commit('other', [], facts(other))
  await db.close()
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-chain-'))
  await ledger('five', 5, 1)
  await ledger('page', 1_000, 0)
  await ledger('more', 1_001, 0)
  await ledger('empty', 0, 0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const COLUMNS =
  'district, sequence, at, type, actor_kind as actorKind, actor_id as actorId, subject_kind as subjectKind, subject_id as subjectId, data, hash'

/** Looks at a copy of a ledger that somebody changed who owns the file. */
async function over<T>(
  name: string,
  change: (file: Sqlite.Database) => void,
  look: (db: Database, file: string) => Promise<T>,
): Promise<T> {
  const file = join(folder, `copy-${++copies}`)
  copyFileSync(join(folder, name), file)
  const raw = new Sqlite(file)
  for (const what of ['update', 'delete', 'replacement'])
    raw.exec(`drop trigger ledger_refuses_${what}`)
  change(raw)
  raw.close()
  const db = await migrated(openSqlite(file))
  try {
    return await look(db, file)
  } finally {
    await db.close()
  }
}

const untouched = (): void => undefined
const walked = (change: string, signed: SignedHead[] = [], name = 'five') =>
  over(
    name,
    (file) => file.exec(change),
    (db) => verifyLedger(db, 'home', signed),
  )

const signed = (sequence: number, hash: string, district = 'home'): SignedHead => ({
  district,
  day: '2026-11-26',
  at: 0,
  sequence,
  hash,
  previous: GENESIS,
  signature: '',
})
const hashIn = (sequence: number): Promise<string> =>
  over('five', untouched, async (db) => (await factAt(db, 'home', sequence))?.hash ?? '')

describe('the walk over the chain', () => {
  it.each([
    ['five', 5],
    ['page', 1_000],
    ['more', 1_001],
    ['empty', 0],
  ])(
    'given an untouched ledger (%s), then it is whole, with all its %i rows',
    async (name, rows) => {
      expect(await walked('', [], name)).toEqual({ whole: true, rows })
    },
  )

  it.each([
    ['the first row is gone', 'delete from ledger where sequence = 1', 'missing', 1],
    ['a row in the middle is gone', 'delete from ledger where sequence = 3', 'missing', 3],
    ['a row says something else', `update ledger set type = 'x' where sequence = 3`, 'changed', 3],
    ['the first row does', 'update ledger set at = 7 where sequence = 1', 'changed', 1],
    ['the last row is gone', `delete from ledger where sequence = 5`, 'cut', 5],
    ['everything is gone', `delete from ledger`, 'cut', 1],
    ['nobody knows the end', `delete from ledger_heads where district = 'home'`, 'cut', 6],
    ['the end has another hash', `update ledger_heads set hash = 'x'`, 'cut', 6],
  ])('given that %s, then it says where', async (_, change, reason, brokenAt) => {
    const found = await walked(change)
    expect(found).toEqual({ whole: false, rows: brokenAt - 1, brokenAt, reason })
  })

  it('given an end that was moved back by one, then what lies behind it is missed', async () => {
    const back = `update ledger_heads set sequence = 4, hash = '${await hashIn(4)}' where district = 'home'`
    expect(await walked(back)).toEqual({ whole: false, rows: 4, brokenAt: 5, reason: 'cut' })
  })

  it('given ends that were signed as they are, then it is whole', async () => {
    const ends = [signed(3, await hashIn(3)), signed(5, await hashIn(5))]
    expect(await walked('', ends)).toEqual({ whole: true, rows: 5 })
  })

  it('given an end that was signed otherwise, then it says so, for that district alone', async () => {
    const otherwise = { whole: false, rows: 2, brokenAt: 3, reason: 'signed' }
    expect(await walked('', [signed(3, 'x')])).toEqual(otherwise)
    expect(await walked('', [signed(3, 'x', 'other')])).toEqual({ whole: true, rows: 5 })
  })

  it('given that more was signed than there is, then it was cut', async () => {
    const cut = { whole: false, rows: 5, brokenAt: 6, reason: 'cut' }
    expect(await walked('', [signed(6, 'x'), signed(1, await hashIn(1))])).toEqual(cut)
  })

  it('given a chain counted anew from end to end, then only a signature tells', async () => {
    const recount = (file: Sqlite.Database): void => {
      let previous = GENESIS
      const rows = file
        .prepare<[], LedgerRow>(
          `select ${COLUMNS} from ledger where district = 'home' order by sequence`,
        )
        .all()
      for (const row of rows) {
        previous = hashOf(previous, { ...row, subjectId: 'forged' })
        file
          .prepare(
            `update ledger set subject_id = 'forged', hash = ? where district = 'home' and sequence = ?`,
          )
          .run(previous, row.sequence)
      }
      file.prepare(`update ledger_heads set hash = ? where district = 'home'`).run(previous)
    }
    const honest = await hashIn(5)
    const found = await over('five', recount, async (db) => [
      await verifyLedger(db, 'home'),
      await verifyLedger(db, 'home', [signed(5, honest)]),
    ])
    expect(found).toMatchObject([{ whole: true }, { reason: 'signed', brokenAt: 5 }])
  })

  it('looks at every district that has rows, an end, or something signed', async () => {
    const found = await over(
      'five',
      (file) => file.exec(`delete from ledger_heads where district = 'other'`),
      (db) => verifyLedgers(db, [signed(2, 'x', 'gone')]),
    )
    expect(Object.fromEntries(found)).toEqual({
      home: { whole: true, rows: 5 },
      other: { whole: false, rows: 1, brokenAt: 2, reason: 'cut' },
      gone: { whole: false, rows: 0, brokenAt: 1, reason: 'cut' },
    })
  })
})

describe('a walk while others write', () => {
  /** The database, where something happens before it is read for the n-th time. */
  const meanwhile = (db: Database, nth: number, act: () => void): Database => {
    let reads = 0
    return {
      tables: (declared: Parameters<Database['tables']>[0]) => db.tables(declared),
      get read() {
        reads++
        if (reads === nth) act()
        return db.read
      },
    } as Database
  }
  const append = (file: string): void => {
    const raw = new Sqlite(file)
    const end = raw
      .prepare<[], { sequence: number; hash: string }>(
        `select sequence, hash from ledger_heads where district = 'home'`,
      )
      .get() ?? { sequence: 0, hash: GENESIS }
    const row = {
      district: 'home',
      sequence: end.sequence + 1,
      at: 1,
      type: 'issue.filed',
      actorKind: 'voter',
      actorId: null,
      subjectKind: 'issue',
      subjectId: 'new',
      data: '{}',
    }
    const hash = hashOf(end.hash, row)
    raw
      .prepare(
        'insert into ledger values (@district, @sequence, @at, @type, @actorKind, @actorId, @subjectKind, @subjectId, @data, @hash)',
      )
      .run({ ...row, hash })
    raw
      .prepare('insert or replace into ledger_heads values (?, ?, ?)')
      .run('home', row.sequence, hash)
    raw.close()
  }

  it('given a fact that comes in after the end was read, then it is whole as it was', async () => {
    const found = await over('five', untouched, (db, file) =>
      verifyLedger(
        meanwhile(db, 2, () => append(file)),
        'home',
      ),
    )
    expect(found).toEqual({ whole: true, rows: 5 })
  })

  it('given the very first fact, then it is looked at too', async () => {
    const found = await over('empty', untouched, (db, file) =>
      verifyLedger(
        meanwhile(db, 2, () => append(file)),
        'home',
      ),
    )
    expect(found).toEqual({ whole: true, rows: 1 })
  })
})

describe('single facts', () => {
  const here = (db: Database): Context => ({ db, district: 'home' }) as Context

  it('are found by their subject, oldest first, and by their number', async () => {
    await over('five', untouched, async (db) => {
      expect((await factsOf(here(db), 'i2')).map(({ sequence }) => sequence)).toEqual([2, 5])
      expect(await factAt(db, 'home', 2)).toMatchObject({ at: 2_000, data: '{}' })
      expect(await factAt(db, 'home', 6)).toBeUndefined()
      expect(await headOf(db, 'home')).toMatchObject({ sequence: 5 })
      expect(await headOf(db, 'nowhere')).toBeUndefined()
    })
  })

  it.each([
    ['as they were written', '', [1, 2, 5], true],
    ['when one was changed', `update ledger set type = 'x' where sequence = 2`, [1, 2], false],
    ['when the first was changed', `update ledger set type = 'x' where sequence = 1`, [1], false],
    ['when the one before is gone', 'delete from ledger where sequence = 1', [2], false],
  ])('are proven by the one before: %s', async (_, change, sequences, whole) => {
    const told = await over(
      'five',
      (file) => file.exec(change),
      async (db) => {
        const rows = await Promise.all(sequences.map((sequence) => factAt(db, 'home', sequence)))
        return rowsAreWhole(here(db), rows as LedgerRow[])
      },
    )
    expect(told).toBe(whole)
  })
})
