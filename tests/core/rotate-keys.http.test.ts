import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { idFloor, newId } from '@mashang/server/core/ids.ts'
import { addSealingKey, dropFormerKeys, sealingKeys } from '@mashang/server/core/sealing-keys.ts'
import { secretsFrom } from '@mashang/server/core/secrets.ts'
import { ensureDemo } from '@mashang/server/demo/demo.ts'
import { boundTo, insertHold, sealedFile } from '@mashang/server/issues/holds.store.ts'
import { schemaOf } from '@mashang/server/schema.ts'
import { resealAll, sealedColumns } from '@mashang/server/sealed.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { getTableName, is, Table } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Filed, file, filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let folder: string
beforeEach(async () => {
  t = await startApp()
  folder = t.context.config.dataFolder
  // As the real server has them: the ring of keys lies in the folder.
  Object.assign(t.context.secrets, secretsFrom(Buffer.alloc(32, 7), sealingKeys(folder)))
})
afterEach(() => t.close())

/** Where something sealed stands: "issues.contactName" and how it begins. */
async function sealedNow(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const [key, table] of Object.entries(schemaOf(t.context.db.dialect))) {
    if (!is(table, Table)) throw new Error(key)
    for (const row of await t.context.db.read.select().from(table as unknown as SQLiteTable))
      for (const [column, value] of Object.entries(row as Record<string, unknown>)) {
        const [, version] = /^(v1|v2\.\w+)\.[\w-]{38,}$/.exec(String(value)) ?? []
        if (version === undefined) continue
        const place = `${key}.${column}`
        found.set(place, (found.get(place) ?? new Set()).add(version))
      }
    expect(getTableName(table)).toBeTruthy()
  }
  return found
}

const phoneOf = async (id: string): Promise<unknown> => {
  const office = await t.as('office')
  const reply = await office({
    method: 'POST',
    url: `/api/issues/${id}/contact-opening`,
    body: { reason: '回访' },
  })
  return reply.json().phone
}

describe('a change of the sealing key', () => {
  it('reaches everything that a full district has sealed, and misses no column', {
    timeout: 120_000,
  }, async () => {
    await ensureDemo(t.context)
    const before = await sealedNow()
    expect(before.size).toBeGreaterThanOrEqual(4)
    const known = sealedColumns(t.context).map(({ name }) => name)
    expect([...before.keys()].filter((place) => !known.includes(place))).toEqual([])
    const { id } = await addSealingKey(folder, t.clock.now())
    expect(await resealAll(t.context)).toMatchObject({ lost: 0, dropped: false })
    const after = await sealedNow()
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    for (const [place, versions] of after) expect([...versions], place).toEqual([`v2.${id}`])
  })

  it('changes neither receipts, nor logins, nor what is read', async () => {
    const key = crypto.randomUUID()
    const first = await file(t, {}, key)
    const mine = first.json() as Filed
    const phone = await phoneOf(mine.id)
    expect(phone).toMatch(/\d/)
    await addSealingKey(folder, t.clock.now())
    expect((await resealAll(t.context)).done).toBeGreaterThan(0)
    expect(await phoneOf(mine.id)).toBe(phone)
    // The same key of a repeated filing gives the same receipt, which still finds the matter.
    expect((await file(t, {}, key)).body).toBe(first.body)
    expect((await t.voter({ url: `/api/receipts/${mine.receipt}` })).statusCode).toBe(200)
  })

  it('drops the former key a day later, when nothing is left under it', async () => {
    await filed(t)
    const old = await addSealingKey(folder, t.clock.now())
    await resealAll(t.context)
    const next = await addSealingKey(folder, t.clock.now())
    expect(await resealAll(t.context)).toMatchObject({ dropped: false })
    // Somebody was still on the way with the former one.
    const ids = () =>
      sealingKeys(folder)
        .all()
        .map(({ id }) => id)
    expect(await resealAll(t.context)).toEqual({ done: 0, lost: 0, dropped: false })
    expect(ids()).toEqual([old.id, next.id])
    t.clock.advance(DAY + 1)
    expect(await resealAll(t.context)).toEqual({ done: 0, lost: 0, dropped: true })
    expect(ids()).toEqual([next.id])
    expect(readFileSync(join(folder, 'sealing.keys'), 'utf8')).not.toContain(old.id)
  })

  it('given what nobody can open any more, then it stays, and so does its key', async () => {
    const mine = await filed(t)
    await addSealingKey(folder, t.clock.now())
    await resealAll(t.context)
    // The key under which it lies is gone.
    await addSealingKey(folder, t.clock.now())
    await dropFormerKeys(folder)
    await addSealingKey(folder, t.clock.now())
    t.clock.advance(DAY + 1)
    const found = await resealAll(t.context)
    expect(found.lost).toBeGreaterThanOrEqual(2)
    expect(found.dropped).toBe(false)
    const other = await filed(t)
    expect(await phoneOf(other.id)).toMatch(/\d/)
    expect(mine.id).not.toBe(other.id)
  })

  it('given a list that is stored and whose row is not there yet, then it stays; one without a row goes', async () => {
    const now = Date.now()
    t.clock.set(now)
    const young = newId()
    const old = `${idFloor(now - 2 * DAY).slice(0, 24)}${young.slice(24)}`
    const { files, secrets } = t.context
    for (const id of [young, old])
      await files.put(`rosters/${id}`, Buffer.from(secrets.seal('名单', id)))
    await addSealingKey(folder, t.clock.now())
    await resealAll(t.context)
    const text = async (id: string) => {
      const stored = await files.read(`rosters/${id}`)
      return stored && Buffer.concat(await stored.stream.toArray()).toString()
    }
    expect(secrets.unseal((await text(young)) ?? '', young)).toBe('名单')
    expect(await text(old)).toBeNull()
  })

  it('given a sealed photo whose covering is about to be committed, then it stays', async () => {
    const { district, files, secrets } = t.context
    const id = newId()
    await t.context.db.commit(district, [
      insertHold({
        district,
        id,
        issueId: newId(),
        target: 'photo',
        targetId: newId(),
        reason: 'photo',
        at: t.clock.now(),
        state: 'waiting',
      }),
    ])
    await files.put(sealedFile(id), Buffer.from(secrets.seal('原图', boundTo(id))))
    await addSealingKey(folder, t.clock.now())
    await resealAll(t.context)
    const stored = await files.read(sealedFile(id))
    const text = Buffer.concat((await stored?.stream.toArray()) ?? []).toString()
    expect(secrets.unseal(text, boundTo(id))).toBe('原图')
    expect(text.startsWith(secrets.sealsAs())).toBe(true)
  })
})
