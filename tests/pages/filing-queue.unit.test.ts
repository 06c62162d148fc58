import { CallFailure, offline } from '@mashang/client/core/call.ts'
import { type DraftStore, memoryDrafts } from '@mashang/client/core/drafts.ts'
import { newKey } from '@mashang/client/core/new-key.ts'
import {
  bodyOf,
  draftKey,
  type FilingBody,
  type FilingDraft,
  isEmptyDraft,
  newDraft,
} from '@mashang/client/issues/filing-draft.ts'
import { faultsFrom, localFaults, noticeOf } from '@mashang/client/issues/filing-faults.ts'
import {
  queuedDrafts,
  type Sender,
  sendDraft,
  waitBefore,
} from '@mashang/client/issues/filing-queue.ts'
import { describe, expect, it } from 'vitest'

const CODE = '34679ACDEFGHJKMNPQ3'
const SHOWN: Required<Pick<FilingDraft, 'offered' | 'texts'>> = {
  offered: { kinds: ['complaint', 'help', 'report'], fields: ['health', 'urban'] },
  texts: 3,
}
const draft = (over: Partial<FilingDraft> = {}): FilingDraft => ({
  ...newDraft(CODE, { id: 'r1', name: '李婺' }, SHOWN),
  text: '3 号楼南边的路灯坏了两个星期。请修一下。',
  ...over,
})
const photo = (key: string, id: string | null = null) => ({ key, data: new ArrayBuffer(8), id })

/** A server that keeps what it was sent, like the real one: one filing per key. */
class Server {
  readonly filings = new Map<string, FilingBody>()
  readonly uploads: string[] = []
  requests = 0
  /** What happens to the next requests: `lost` reaches the server, but the answer does not. */
  readonly weather: ('dead' | 'lost' | CallFailure)[] = []

  sender(drafts: DraftStore): Sender {
    return {
      drafts,
      upload: async ({ key }) => {
        this.uploads.push(key)
        const failure = this.weather[0]
        if (failure !== undefined) {
          this.weather.shift()
          throw failure instanceof CallFailure ? failure : offline()
        }
        return `photo-${key}`
      },
      file: async (body, key) => {
        this.requests++
        const weather = this.weather.shift()
        if (weather === 'dead') throw offline()
        if (weather instanceof CallFailure) throw weather
        const before = this.filings.get(key)
        if (before) expect(body, 'the same key carries the same words').toEqual(before)
        else this.filings.set(key, structuredClone(body))
        if (weather === 'lost') throw offline()
        return { number: '石拐〔2026〕0001 号', receipt: 'R', filedAt: '', responseDueAt: '' }
      },
    }
  }
}

const refusal = (code: string, status = 422): CallFailure =>
  new CallFailure({
    status,
    code,
    message: '请改一下。',
    fields: [{ path: 'text', message: '短' }],
  })

describe('sending a report once', () => {
  it('sends, and the draft is gone', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    const outcome = await sendDraft(server.sender(drafts), draft())
    expect(outcome).toMatchObject({ state: 'sent', filed: { receipt: 'R' } })
    expect(server.filings.size).toBe(1)
    expect(await drafts.get(draftKey(CODE))).toBeUndefined()
  })

  it('waits without a signal, and goes once when it is back', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    server.weather.push('dead', 'dead')
    expect((await sendDraft(server.sender(drafts), draft())).state).toBe('waiting')
    for (let n = 0; n < 2; n++) {
      const [queued] = await queuedDrafts(drafts)
      await sendDraft(server.sender(drafts), queued as FilingDraft)
    }
    expect(server.filings.size).toBe(1)
    expect(await queuedDrafts(drafts)).toEqual([])
  })

  it('files once although the answer was lost and the page was closed in between', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    server.weather.push('lost')
    await sendDraft(server.sender(drafts), draft())
    // Only what the phone keeps survives a reload; the form's own memory is gone.
    const [kept] = await queuedDrafts(drafts)
    expect(
      await sendDraft(server.sender(drafts), structuredClone(kept) as FilingDraft),
    ).toMatchObject({ state: 'sent' })
    expect(server.requests).toBe(2)
    expect(server.filings.size).toBe(1)
  })

  it('repeats the very same words, whatever the draft says by then', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    server.weather.push('lost')
    await sendDraft(server.sender(drafts), draft())
    const [kept] = await queuedDrafts(drafts)
    await sendDraft(server.sender(drafts), { ...(kept as FilingDraft), text: '别的话' })
    expect([...server.filings.values()].map((body) => body.text)).toEqual([draft().text])
  })

  it('uploads photos first, and never one twice', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    server.weather.push('dead')
    const three = draft({ photos: [photo('a', 'photo-a'), photo('b'), photo('c')] })
    expect((await sendDraft(server.sender(drafts), three)).state).toBe('waiting')
    expect(server.filings.size).toBe(0)
    const [kept] = await queuedDrafts(drafts)
    await sendDraft(server.sender(drafts), kept as FilingDraft)
    expect(server.uploads).toEqual(['b', 'b', 'c'])
    expect([...server.filings.values()][0]?.photos).toEqual(['photo-a', 'photo-b', 'photo-c'])
  })
})

describe('a refusal', () => {
  it('gives the draft back to be mended, under the same key', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    const mine = draft()
    server.weather.push(refusal('request.invalid', 400))
    const outcome = await sendDraft(server.sender(drafts), mine)
    expect(outcome).toMatchObject({ state: 'refused', failure: { fields: [{ path: 'text' }] } })
    const kept = await drafts.get<FilingDraft>(draftKey(CODE))
    expect(kept).toMatchObject({ queued: false, frozen: null, key: mine.key })
    await sendDraft(server.sender(drafts), { ...(kept as FilingDraft), text: '改好了的话' })
    expect([...server.filings.values()].map((body) => body.text)).toEqual(['改好了的话'])
  })

  it('sends photos anew that the server no longer knows', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    server.weather.push(refusal('issue.photo-unknown'))
    await sendDraft(server.sender(drafts), draft({ photos: [photo('a', 'old')] }))
    const kept = await drafts.get<FilingDraft>(draftKey(CODE))
    expect(kept?.photos.map((one) => one.id)).toEqual([null])
  })

  it('takes a new key where the old one belongs to other words', async () => {
    const server = new Server()
    const drafts = memoryDrafts()
    const mine = draft()
    server.weather.push(refusal('issue.key-reused'))
    await sendDraft(server.sender(drafts), mine)
    expect((await drafts.get<FilingDraft>(draftKey(CODE)))?.key).not.toBe(mine.key)
  })

  it('is not confused with a server that is busy, full or restarting', async () => {
    for (const status of [429, 500, 503, 507]) {
      const server = new Server()
      server.weather.push(refusal('storage.busy', status))
      const outcome = await sendDraft(server.sender(memoryDrafts()), draft())
      expect(outcome.state, String(status)).toBe('waiting')
    }
  })
})

describe('what is sent', () => {
  it('guesses kind, field and title, and leaves empty fields away', () => {
    expect(bodyOf(draft())).toEqual({
      code: CODE,
      representativeId: 'r1',
      kind: 'help',
      field: 'urban',
      title: '3 号楼南边的路灯坏了两个星期',
      text: draft().text,
      elsewhere: 'none',
      hidden: false,
      publish: false,
      texts: 3,
    })
  })

  it('guesses only what the district offers, whatever was chosen before', () => {
    const { kind, field } = bodyOf(
      draft({ kind: 'help', offered: { kinds: ['complaint', 'report'], fields: ['health'] } }),
    )
    expect([kind, field]).toEqual(['complaint', 'health'])
  })

  it('given a draft of an earlier version, then it is sent as it was meant', () => {
    const { offered: _, texts: __, ...old } = draft({ kind: 'proposal' })
    expect(bodyOf(old)).toMatchObject({ kind: 'proposal', field: 'urban' })
    expect(bodyOf(old)).not.toHaveProperty('texts')
  })

  it('keeps what the voter chose', () => {
    const body = bodyOf(
      draft({
        kind: 'complaint',
        title: '路灯',
        place: ' 3 号楼 ',
        position: { latitude: 40.6, longitude: 110 },
        name: '王秀兰',
        salutation: 'ms',
        phone: '139 0000 0137',
        publish: true,
      }),
    )
    expect(body).toMatchObject({
      kind: 'complaint',
      title: '路灯',
      place: { text: '3 号楼', latitude: 40.6, longitude: 110 },
      contact: { name: '王秀兰', salutation: 'ms', phone: '139 0000 0137' },
      publish: true,
    })
  })

  it('carries the proof of a phone: with the code, without one that was checked, or none', () => {
    const of = (over: object) => {
      const proof = {
        id: 'v1',
        phone: '13900000137',
        code: '',
        expiresAt: '',
        state: 'sent' as const,
      }
      return bodyOf(draft({ phone: '13900000137', proof: { ...proof, ...over } })).contact
    }
    expect(of({ code: '042137' })).toMatchObject({ verification: { id: 'v1', code: '042137' } })
    expect(of({ state: 'channel' })).toMatchObject({ verification: { id: 'v1' } })
    expect(of({ id: '' })).toEqual({ phone: '13900000137' })
  })

  it('makes keys that nobody guesses', () => {
    const keys = new Set(Array.from({ length: 100 }, newKey))
    expect(keys.size).toBe(100)
    expect([...keys].every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true)
  })

  it('knows an empty draft', () => {
    expect(isEmptyDraft(draft({ text: '' }))).toBe(true)
    expect(isEmptyDraft(draft({ text: '', photos: [photo('a')] }))).toBe(false)
  })
})

describe('trying again', () => {
  it('waits longer each time, at most a minute, or as long as the server asks', () => {
    expect([0, 1, 2, 9].map((attempt) => waitBefore(attempt, offline()))).toEqual([
      4000, 8000, 16_000, 60_000,
    ])
    const busy = new CallFailure({ status: 503, code: 'storage.busy', message: '', retryAfter: 7 })
    expect(waitBefore(0, busy)).toBe(7000)
  })
})

describe('faults', () => {
  const phone = { path: 'contact.phone', message: '电话号码好像不对。' }

  it('are shown at the form’s own fields', () => {
    expect(faultsFrom([phone, { path: 'place.text', message: '太长' }])).toEqual({
      phone: '电话号码好像不对。',
      place: '太长',
    })
  })

  it('need no second telling above the form, unless no field shows them', () => {
    expect(noticeOf('contact.phone：…', faultsFrom([phone]))).toContain('看下面红色的字')
    const hidden = { path: 'representativeId', message: '没有这位代表。' }
    expect(noticeOf('没有这位代表。', faultsFrom([phone, hidden]))).toBe('没有这位代表。')
    expect(noticeOf('系统正忙。', {})).toBe('系统正忙。')
  })

  it('are told without asking the server where that is possible', () => {
    expect(localFaults(draft({ text: ' ' }), 'optional')).toHaveProperty('text')
    expect(localFaults(draft({ text: '路' }), 'optional')).toHaveProperty('text')
    expect(localFaults(draft({ text: '停水', place: '后坝村' }), 'optional')).toEqual({})
    expect(localFaults(draft({ text: '字'.repeat(1001) }), 'optional')).toHaveProperty('text')
    expect(localFaults(draft({ phone: '12' }), 'optional')).toHaveProperty('phone')
    expect(localFaults(draft({ phone: '+86 139 0000 0137' }), 'optional')).toEqual({})
    expect(localFaults(draft(), 'required')).toHaveProperty('name')
    expect(localFaults(draft(), 'none')).toEqual({})
    const full = { name: '王秀兰', phone: '13900000137' }
    const proof = { id: 'v1', phone: full.phone, code: '', expiresAt: '' }
    const verified = (state?: 'sent' | 'checked' | 'channel', code = '') =>
      localFaults(draft({ ...full, proof: state ? { ...proof, code, state } : null }), 'verified')
    expect(Object.keys(verified())).toEqual(['verification'])
    expect(Object.keys(verified('sent'))).toEqual(['verification'])
    for (const ready of [verified('sent', '042137'), verified('checked'), verified('channel')])
      expect(ready).toEqual({})
    expect(Object.keys(localFaults(draft(), 'verified'))).toEqual(['name', 'phone', 'verification'])
  })
})
