import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { insertInto } from '@mashang/server/core/db/statement.ts'
import { deliveriesTables } from '@mashang/server/deliveries/deliveries.table.ts'
import { oldDeliveries } from '@mashang/server/deliveries/settled.store.ts'
import { eraseOldContacts } from '@mashang/server/issues/issues.jobs.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { dropUnclaimedPhotos } from '@mashang/server/photos/photos.jobs.ts'
import { codesOver, insertVerification } from '@mashang/server/verifications/verifications.store.ts'
import { insertVisitor, visitorsOver } from '@mashang/server/wechat/visitors.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { uploaded } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { answer, type Filed, filed, post } from './steps.ts'

const insertDelivery = insertInto(deliveriesTables, 'deliveries')

// The bytes of the files themselves: therefore on SQLite alone.
let t: TestApp
beforeEach(async () => {
  t = await startApp({ config: { limits: false } })
})
afterEach(() => t.close())

/** Where in the data folder some bytes stand: file names. */
function holding(canary: Buffer): string[] {
  const folder = t.context.config.dataFolder
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(canary))
}

const sealedOf = async (id: string): Promise<string[]> => {
  const { issues } = t.context.db.tables(issuesTables)
  const row = (await t.context.db.read.select().from(issues)).find((issue) => issue.id === id)
  return [row?.contactName, row?.contactPhone].filter((text) => text !== null && text !== undefined)
}

const exercise = async (mine: Filed, right: string): Promise<void> => {
  const reply = await t.voter({
    method: 'POST',
    url: `/r/${mine.receipt}/rights/${right}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(reply.statusCode, reply.body).toBe(303)
}

/** Longer than the log may keep what was erased. */
const soon = (): Promise<void> => pause(1_200)

describe('what was erased', () => {
  it('given words, contact and photo of one voter among many, then no byte of them is left', async () => {
    // Long and short ones, so that pages are split and filled again.
    const secret = (n: number): string => `canary-words-${n}-end`
    const all: Filed[] = []
    for (let n = 0; n < 120; n++)
      all.push(
        await filed(t, {
          title: `canary-title-${n}-end`,
          text: `${secret(n)} ${'路灯不亮'.repeat((n * 37) % 200)}`,
          place: `canary-place-${n}-end`,
        }),
      )
    const photo = await uploaded(
      t,
      await sharp({ create: { width: 90, height: 60, channels: 3, background: '#123456' } })
        .jpeg()
        .toBuffer(),
    )
    const pictured = await filed(t, {
      text: secret(999),
      title: 'canary-title-999-end',
      photos: [photo],
    })
    const files = readdirSync(join(t.context.config.dataFolder, 'files'), { recursive: true })
      .map(String)
      .filter((name) => name.includes(photo))
    expect(files.length).toBeGreaterThanOrEqual(2)
    const erased = [
      ...all.map((one, n) => ({ one, n })).filter(({ n }) => n % 3 === 0),
      { one: pictured, n: 999 },
    ]
    const canaries: Buffer[] = []
    for (const { one, n } of erased) {
      for (const words of [secret(n), `canary-title-${n}-end`, `canary-place-${n}-end`])
        canaries.push(Buffer.from(words))
      for (const sealed of await sealedOf(one.id)) canaries.push(Buffer.from(sealed))
      await post(t.voter, `/api/receipts/${one.receipt}/withdrawal`)
    }
    expect(holding(canaries[0] as Buffer)).not.toEqual([])
    // What is counted for planning takes no samples of words.
    t.context.db.countForPlanning()
    for (const { one } of erased) await exercise(one, 'erasure')
    await dropUnclaimedPhotos(t.context)
    await soon()
    for (const canary of canaries) expect(holding(canary), canary.toString()).toEqual([])
    expect(holding(Buffer.from('canary-words-1-end'))).not.toEqual([])
    const left = readdirSync(join(t.context.config.dataFolder, 'files'), { recursive: true })
    expect(left.map(String).filter((name) => name.includes(photo))).toEqual([])
  })

  it('given contacts whose time is over, then no byte of what sealed them is left', async () => {
    const by = await t.as(0)
    const matters: Filed[] = []
    for (let n = 0; n < 30; n++) matters.push(await filed(t))
    const sealed: string[] = []
    for (const { id } of matters) {
      sealed.push(...(await sealedOf(id)))
      await answer(by, id)
    }
    t.clock.advance(1100 * DAY)
    expect(await eraseOldContacts(t.context)).toBe(30)
    await soon()
    expect(sealed).toHaveLength(60)
    for (const text of sealed) expect(holding(Buffer.from(text))).toEqual([])
  })

  it('given codes, WeChat ids and messages that are over, then no byte of them is left', async () => {
    const { context } = t
    const { district, db } = context
    const at = t.clock.now()
    const of = { district, createdAt: at, expiresAt: at + DAY }
    await db.commit(
      district,
      Array.from({ length: 40 }, (_, n) => [
        insertVerification({
          ...of,
          id: `v${n}`,
          phoneHash: `canary-phone-${n}`,
          codeHash: `canary-code-${n}`,
          slot: n,
          attempts: 0,
          unsent: false,
          verifiedAt: null,
          usedAt: null,
        }),
        insertVisitor({
          district,
          tokenHash: `v${n}`,
          openidHash: `canary-visitor-${n}`,
          openid: 'sealed',
          expiresAt: at + DAY,
        }),
        insertDelivery({
          district,
          id: `d${n}`,
          noticeId: `n${n}`,
          occasion: `o${n}`,
          channel: 'mail',
          address: `canary-address-${n}`,
          kind: 'issue.arrived',
          state: 'sent',
          dueAt: at,
          attempts: 1,
          message: null,
          lease: null,
          leaseUntil: null,
          trouble: null,
          peerCode: null,
          settledAt: at,
          createdAt: at,
        }),
      ]).flat(),
    )
    const canaries = ['phone', 'code', 'visitor', 'address'].map((kind) =>
      Buffer.from(`canary-${kind}-7`),
    )
    for (const canary of canaries) expect(holding(canary)).not.toEqual([])
    t.clock.advance(201 * DAY)
    const endings = [codesOver, visitorsOver, oldDeliveries]
    expect(await Promise.all(endings.map((one) => one.count(context)))).toEqual([40, 40, 40])
    expect(await Promise.all(endings.map((one) => one.erase(context)))).toEqual([40, 40, 40])
    await soon()
    for (const canary of canaries) expect(holding(canary), canary.toString()).toEqual([])
  })
})
