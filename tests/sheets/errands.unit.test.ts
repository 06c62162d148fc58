import { CallFailure, offline } from '@mashang/client/core/call.ts'
import { type DraftStore, memoryDrafts } from '@mashang/client/core/drafts.ts'
import { newUuid } from '@mashang/client/core/uuid.ts'
import {
  type Errand,
  type Kept,
  keepErrand,
  keptErrands,
  type Sender,
  sendErrand,
} from '@mashang/client/sheets/outbox.ts'
import type { PatrolResult, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import { describe, expect, it } from 'vitest'

const SHEET = '018f0000-0000-7000-8000-000000000137'
const TEXT = 'https://rd.example.gov.cn/q/34679ACDEFGHJKMNPQ3'

const hanging = (over: Partial<Extract<Errand, { kind: 'hanging' }>> = {}): Errand => ({
  kind: 'hanging',
  text: TEXT,
  sheetId: SHEET,
  place: '锦绣社区公告栏',
  position: { latitude: 40.67, longitude: 110.29, accuracy: 12 },
  ...over,
})
const kept = (errand: Errand, over: Partial<Kept> = {}): Kept => ({
  key: newUuid(),
  account: 'clerk',
  at: 1,
  errand,
  photo: null,
  refused: null,
  ...over,
})
const refusal = (code: string, status: number, message = '不行。'): CallFailure =>
  new CallFailure({ status, code, message })

/** A server that, like the real one, does what comes under one key only once. */
class Server {
  readonly placements = new Map<string, object>()
  readonly alarms = new Map<string, object>()
  uploads = 0
  requests = 0
  /** What the code on the wall turns out to be. */
  found: Partial<PatrolResult> = { verdict: 'unhung', sheet: { id: SHEET } as SheetView }
  /** What happens to the next requests; after `lost` the server has it, but its answer is gone. */
  readonly weather: ('dead' | 'lost' | CallFailure)[] = []

  sender(drafts: DraftStore): Sender {
    const meet = (work: () => void): void => {
      this.requests++
      const weather = this.weather.shift()
      if (weather === 'dead') throw offline()
      if (weather instanceof CallFailure) throw weather
      work()
      if (weather === 'lost') throw offline()
    }
    return {
      drafts,
      upload: async () => {
        meet(() => this.uploads++)
        return `photo-${this.uploads}`
      },
      judge: async () => {
        meet(() => undefined)
        return this.found as PatrolResult
      },
      hang: async (id, { key, ...body }) => {
        meet(() => this.placements.set(key, { id, ...body }))
        return { id } as SheetView
      },
      alarm: async ({ key, ...body }) => meet(() => this.alarms.set(key, body)),
    }
  }
}

/** A phone and its server. */
const phone = () => {
  const drafts = memoryDrafts()
  const server = new Server()
  const sender = server.sender(drafts)
  return { drafts, server, send: (errand: Kept) => sendErrand(sender, errand) }
}

describe('what was recorded before a wall is sent once', () => {
  it('is sent, and nothing is left on the phone', async () => {
    const { drafts, server, send } = phone()
    expect(await send(kept(hanging()))).toMatchObject({ state: 'sent', sheet: { id: SHEET } })
    expect([...server.placements.values()]).toEqual([
      {
        id: SHEET,
        place: '锦绣社区公告栏',
        position: { latitude: 40.67, longitude: 110.29, accuracy: 12 },
      },
    ])
    expect(await keptErrands(drafts, 'clerk')).toEqual([])
  })

  it('waits without a signal, also through a closed page, and goes once when it is back', async () => {
    const { drafts, server, send } = phone()
    server.weather.push('dead', 'dead')
    expect((await send(kept(hanging()))).state).toBe('waiting')
    for (let n = 0; n < 2; n++) {
      const [waiting] = await keptErrands(drafts, 'clerk')
      await send(structuredClone(waiting) as Kept)
    }
    expect(server.placements.size).toBe(1)
    expect(await keptErrands(drafts, 'clerk')).toEqual([])
  })

  it('is there once although the answer was lost', async () => {
    const { drafts, server, send } = phone()
    server.weather.push('lost')
    expect((await send(kept(hanging()))).state).toBe('waiting')
    const [waiting] = await keptErrands(drafts, 'clerk')
    expect((await send(waiting as Kept)).state).toBe('sent')
    expect(server.requests).toBe(2)
    expect(server.placements.size).toBe(1)
  })

  it('sends its photo first, and never twice', async () => {
    const { drafts, server, send } = phone()
    server.weather.push('lost')
    const alarm = kept(
      { kind: 'alarm', text: 'https://evil.example', place: '村委会门口', position: null },
      { photo: { data: new ArrayBuffer(8), id: null } },
    )
    expect((await send(alarm)).state).toBe('waiting')
    // The upload's answer was lost; the photo goes again, the alarm with it, then the answer is lost.
    const [again] = await keptErrands(drafts, 'clerk')
    expect(again?.photo?.id).toBeNull()
    server.weather.push(refusal('server.busy', 503))
    await send(again as Kept)
    const [last] = await keptErrands(drafts, 'clerk')
    await send(last as Kept)
    expect([...server.alarms.values()]).toMatchObject([{ photo: `photo-${server.uploads}` }])
  })

  it('sends a photo anew that the server no longer has', async () => {
    const { drafts, server, send } = phone()
    server.weather.push(refusal('photo.not-found', 404))
    const old = kept(hanging(), { photo: { data: new ArrayBuffer(8), id: 'gone' } })
    expect((await send(old)).state).toBe('waiting')
    const [waiting] = await keptErrands(drafts, 'clerk')
    expect((await send(waiting as Kept)).state).toBe('sent')
    expect([...server.placements.values()]).toMatchObject([{ photo: 'photo-1' }])
  })

  it('asks which sheet it was where the code was read without a signal', async () => {
    const { server, send } = phone()
    expect((await send(kept(hanging({ sheetId: null })))).state).toBe('sent')
    expect([...server.placements.values()]).toMatchObject([{ id: SHEET }])
  })
})

describe('what the server does not take', () => {
  it('stays with the reason, for a person to see', async () => {
    const { drafts, server, send } = phone()
    server.weather.push(refusal('sheet.retired', 409, '这张已经作废。'))
    expect(await send(kept(hanging()))).toEqual({ state: 'refused', message: '这张已经作废。' })
    expect(await keptErrands(drafts, 'clerk')).toMatchObject([{ refused: '这张已经作废。' }])
    expect(server.placements.size).toBe(0)
  })

  it('says why where the code read offline turns out to be no sheet', async () => {
    const { drafts, server, send } = phone()
    server.found = { verdict: 'personal', sheet: null, sentence: '这是李婺自己的码。' }
    await send(kept(hanging({ sheetId: null })))
    expect(await keptErrands(drafts, 'clerk')).toMatchObject([{ refused: '这是李婺自己的码。' }])
  })

  it('an ended session is no refusal', async () => {
    const { drafts, server, send } = phone()
    server.weather.push(refusal('session.missing', 401))
    expect((await send(kept(hanging()))).state).toBe('waiting')
    expect(await keptErrands(drafts, 'clerk')).toMatchObject([{ refused: null }])
  })
})

it('shows nobody the errands of another person on the same phone', async () => {
  const drafts = memoryDrafts()
  await keepErrand(drafts, kept(hanging(), { account: 'other' }))
  await keepErrand(drafts, kept(hanging({ place: '后来的' }), { at: 2 }))
  await keepErrand(drafts, kept(hanging({ place: '先前的' }), { at: 1 }))
  const mine = await keptErrands(drafts, 'clerk')
  expect(mine.map(({ errand }) => errand.kind === 'hanging' && errand.place)).toEqual([
    '先前的',
    '后来的',
  ])
})

it('makes keys that the contract takes', () => {
  expect(newUuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(new Set(Array.from({ length: 100 }, newUuid)).size).toBe(100)
})
