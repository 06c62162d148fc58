import { verifyLedger, verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { directly, execute } from '../support/direct-sql.ts'

let t: TestApp
let matter: { id: string }
let whole: number
beforeAll(async () => {
  t = await startApp()
  matter = await filed(t)
  await answer(await t.as(0), matter.id)
  for (let n = 0; n < 6; n++) await filed(t)
  whole = (await verifyLedger(t.context.db, 'home')).rows
})
afterAll(() => t.close())

const verify = () => verifyLedger(t.context.db, 'home')
const lastSequence = `(select max(sequence) from ledger where district = 'home')`

describe('the ledger', () => {
  it('is whole after a journey', async () => {
    expect(await verify()).toEqual({ whole: true, rows: whole })
    expect(whole).toBeGreaterThanOrEqual(6)
  })

  it.each([
    "update ledger set type = 'issue.forged' where sequence = 1",
    'delete from ledger where sequence = 1',
    'delete from ledger',
  ])('the database itself refuses: %s', async (sql) => {
    await expect(execute(t, sql)).rejects.toThrow()
    expect(await verify()).toEqual({ whole: true, rows: whole })
  })

  it('the database itself refuses a row in the place of another', async () => {
    const columns =
      'district, sequence, at, type, actor_kind, actor_id, subject_kind, subject_id, data, hash'
    const forged = columns.replace('type', "'issue.forged'")
    const rows = `into ledger (${columns}) select ${forged} from ledger where sequence = 1`
    const tries = [`insert ${rows} on conflict (district, sequence) do update set type = 'x'`]
    if (t.context.db.dialect === 'sqlite')
      tries.push(`insert or replace ${rows}`, `replace ${rows}`)
    for (const sql of tries) await expect(execute(t, sql), sql).rejects.toThrow(/append-only/)
    expect(await verify()).toEqual({ whole: true, rows: whole })
  })

  it('on PostgreSQL it cannot be emptied at one stroke either', async () => {
    const sql = t.context.db.dialect === 'pg' ? 'truncate table ledger' : 'delete from ledger'
    await expect(execute(t, sql)).rejects.toThrow(/append-only/)
  })

  it('is whole while it grows', async () => {
    let filing = true
    const filings = (async () => {
      for (let n = 0; n < 20; n++) await filed(t)
      filing = false
    })()
    const found: boolean[] = []
    while (filing) {
      found.push((await verify()).whole)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await filings
    expect(found.length).toBeGreaterThan(2)
    expect(found).not.toContain(false)
    whole += 20
    expect(await verify()).toEqual({ whole: true, rows: whole })
  })

  it('holds what happened, and no words of anybody', async () => {
    const { entries } = (
      await (
        await t.as('office')
      )({ url: `/api/issues/${matter.id}/ledger` })
    ).json()
    expect(entries.map((entry: { type: string }) => entry.type)).toEqual([
      'issue.filed',
      'issue.answered',
    ])
    expect(JSON.stringify(entries.map((entry: { data: object }) => entry.data))).not.toMatch(
      /[\u4e00-\u9fff]|13900000137/,
    )
  })
})

describe('whoever gets around the database’s refusal', () => {
  beforeAll(async () => {
    if (t.context.db.dialect === 'pg') {
      await execute(t, 'drop trigger ledger_refuses_change on ledger')
    } else {
      await execute(t, 'drop trigger ledger_refuses_update')
      await execute(t, 'drop trigger ledger_refuses_delete')
    }
  })

  it('by cutting off the end: named', async () => {
    await execute(t, `delete from ledger where sequence = ${lastSequence}`)
    expect(await verify()).toEqual({
      whole: false,
      rows: whole - 1,
      brokenAt: whole,
      reason: 'cut',
    })
  })

  it('by setting back what knows of the end: named', async () => {
    // Under another district's lock: a commit writes its own district's end anew.
    const sql = "update ledger_heads set sequence = sequence - 3 where district = 'home'"
    await t.context.db.commit('elsewhere', [directly(sql)])
    expect(await verify()).toMatchObject({ whole: false, brokenAt: whole - 2 })
  })

  it('by cutting off the end and what knows of it: named', async () => {
    await execute(t, "delete from ledger_heads where district = 'home'")
    await execute(t, 'delete from ledger_heads')
    expect(await verifyLedgers(t.context.db)).toEqual(
      new Map([['home', expect.objectContaining({ whole: false })]]),
    )
  })

  it('by taking a row out of the middle: named', async () => {
    await execute(t, 'delete from ledger where sequence = 5')
    expect(await verify()).toEqual({ whole: false, rows: 4, brokenAt: 5, reason: 'missing' })
  })

  it.each([
    'at = at - 1',
    "data = '{}'",
    "actor_kind = 'system'",
    "subject_id = 'x'",
    "hash = 'f00'",
  ])('by changing a row (%s): the first broken place is named', async (change) => {
    await execute(t, `update ledger set ${change} where sequence = 3`)
    expect(await verify()).toEqual({ whole: false, rows: 2, brokenAt: 3, reason: 'changed' })
  })

  it('is shown to the office where it looks at that matter', async () => {
    await execute(t, `update ledger set at = at + 1 where subject_id = '${matter.id}'`)
    const reply = await (await t.as('office'))({ url: `/api/issues/${matter.id}/ledger` })
    expect(reply.json().whole).toBe(false)
  })
})
