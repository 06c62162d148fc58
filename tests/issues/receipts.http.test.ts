import { receiptWords } from '@mashang/shared/issues/receipts.rules.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, type Filed, filed, outcome, post, respond } from './steps.ts'

let t: TestApp
let representative: Client
beforeAll(async () => {
  t = await startApp()
  representative = await t.as(0)
})
afterAll(() => t.close())

const see = (receipt: string) => t.voter({ url: `/api/receipts/${encodeURIComponent(receipt)}` })
const act = (receipt: string, what: string, body?: object) =>
  post(t.voter, `/api/receipts/${receipt}/${what}`, body)
const answered = async (): Promise<Filed> => {
  const matter = await filed(t)
  await answer(representative, matter.id)
  return matter
}
const VERDICT = { answer: 'satisfied', solved: 'dissatisfied' }

describe('the receipt', () => {
  it('is found in any case of letters, with dashes, blanks and full-width letters', async () => {
    const { receipt, number } = await filed(t)
    const wide = [...receipt].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    for (const typed of [
      receipt,
      receipt.toLowerCase(),
      receiptWords(receipt),
      ` ${receiptWords(receipt).toLowerCase().replaceAll('-', ' ')} `,
      wide,
    ])
      expect((await see(typed)).json()).toMatchObject({ number })
  })

  it('given a letter that is wrong, a short one or the issue’s id, then it is not found, in the same words', async () => {
    const { receipt, id } = await filed(t)
    const wrong = `${receipt.slice(0, -1)}${receipt.endsWith('3') ? '4' : '3'}`
    const replies = await Promise.all([see(wrong), see('ABC'), see(id)])
    expect(replies.map(outcome)).toEqual(Array(3).fill('404 receipt.not-found'))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
  })

  it('shows the voter everything of the own matter, the phone only masked', async () => {
    const { receipt, responseDueAt, filedAt } = await filed(t)
    const reply = await see(receipt)
    expect(reply.json()).toMatchObject({
      state: 'awaiting',
      stateWords: '待响应',
      contactMask: '139****0137',
      clock: { startedAt: filedAt, dueAt: responseDueAt, stoppedAt: null, overdue: false },
      representative: { name: '李婺', station: '大发街道代表之家' },
      can: { message: true, withdraw: true, verdict: false },
    })
    expect(reply.body).not.toMatch(/13900000137|王秀兰/)
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  it('is never in the ledger, and only hashed in the database', async () => {
    const { receipt, id } = await filed(t)
    const ledger = await (await t.as('office'))({ url: `/api/issues/${id}/ledger` })
    expect(ledger.json().whole).toBe(true)
    expect(ledger.body).not.toContain(receipt)
    expect(ledger.body).not.toMatch(/路灯|王秀兰|0000\s*0137/)
  })
})

describe('several receipts of one phone', () => {
  it('are asked for at once; what nobody has is left out, what was erased says so', async () => {
    const [waits, done, gone] = [await filed(t), await answered(), await filed(t)]
    await act(gone.receipt, 'withdrawal')
    await t.voter({
      method: 'POST',
      url: `/r/${gone.receipt}/rights/erasure`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    })
    const receipts = [waits.receipt, done.receipt, gone.receipt, 'ABCDEFGHJKMNPQRSTUVWXYZ']
    const reply = await post(t.voter, '/api/receipt-standings', { receipts })
    expect(reply.json().items).toMatchObject([
      { receipt: waits.receipt, state: 'awaiting', erased: false },
      { receipt: done.receipt, state: 'answered', can: { verdict: true }, erased: false },
      { receipt: gone.receipt, state: 'withdrawn', erased: true },
    ])
    expect(reply.body, 'how they stand, and nothing of what was written').not.toMatch(/路灯|女士/)
    const many = Array(21).fill(waits.receipt)
    expect((await post(t.voter, '/api/receipt-standings', { receipts: many })).statusCode).toBe(400)
  })
})

describe('what the voter can do next', () => {
  it('adds a sentence, which neither starts nor stops a clock', async () => {
    const { receipt, id } = await filed(t)
    const reply = await act(receipt, 'messages', { text: '今晚又有人摔了。' })
    expect(reply.json()).toMatchObject({ clock: { stoppedAt: null }, state: 'awaiting' })
    const seen = (await representative({ url: `/api/issues/${id}` })).json()
    expect(seen.messages).toMatchObject([
      { author: 'voter', authorName: '王女士', text: '今晚又有人摔了。' },
    ])
    expect(outcome(await act(receipt, 'messages', { text: '  ' }))).toBe('400 request.invalid')
  })

  describe('whose answer was lost', () => {
    const say = (receipt: string, text: string, key: string) =>
      post(t.voter, `/api/receipts/${receipt}/messages`, { text }, { 'idempotency-key': key })
    const texts = async (id: string) =>
      (await representative({ url: `/api/issues/${id}` }))
        .json()
        .messages.map(({ text }: { text: string }) => text)

    it('presses again, and it stands there once, also at the same moment', async () => {
      const { receipt, id } = await filed(t)
      const first = await say(receipt, '今晚又有人摔了。', 'key-of-one-sentence')
      expect(outcome(first)).toBe('200')
      const again = await say(receipt, '今晚又有人摔了。', 'key-of-one-sentence')
      expect(again.json().messages).toEqual(first.json().messages)
      t.clock.advance(1)
      const both = await Promise.all(
        [1, 2].map(() => say(receipt, '东头也黑了。', 'key-of-another-sentence')),
      )
      expect(both.map(outcome)).toEqual(['200', '200'])
      expect(await texts(id)).toEqual(['今晚又有人摔了。', '东头也黑了。'])
    })

    it('writes something else under the same key, and nothing is lost', async () => {
      const { receipt, id } = await filed(t)
      await say(receipt, '今晚又有人摔了。', 'key-of-one-sentence')
      t.clock.advance(1)
      await say(receipt, '一位老人。', 'key-of-one-sentence')
      expect(await texts(id)).toEqual(['今晚又有人摔了。', '一位老人。'])
    })

    it('has the sentence taken once although the matter was withdrawn meanwhile', async () => {
      const { receipt } = await filed(t)
      await say(receipt, '今晚又有人摔了。', 'key-of-one-sentence')
      await act(receipt, 'withdrawal')
      expect(outcome(await say(receipt, '今晚又有人摔了。', 'key-of-one-sentence'))).toBe('200')
    })

    it('sends the page of a browser without script once more, and it stands there once', async () => {
      const { receipt, id } = await filed(t)
      const page = await t.voter({ url: `/r/${receipt}` })
      const key = /name="key" value="([^"]+)"/.exec(page.body)?.[1]
      expect(key).toBeTruthy()
      for (let n = 0; n < 2; n++)
        await t.voter({
          method: 'POST',
          url: `/r/${receipt}/message`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ key: key ?? '', text: '今晚又有人摔了。' }).toString(),
        })
      expect(await texts(id)).toEqual(['今晚又有人摔了。'])
    })
  })

  it('adds fifty at most', async () => {
    const { receipt } = await filed(t)
    for (let n = 0; n < 50; n++) await act(receipt, 'messages', { text: `补充 ${n}` })
    expect(outcome(await act(receipt, 'messages', { text: '还有' }))).toBe('429 too-many-requests')
  })

  it('takes it back, and it leaves the inbox; taking it back again changes nothing', async () => {
    const { receipt, id } = await filed(t)
    expect((await act(receipt, 'withdrawal')).json()).toMatchObject({
      state: 'withdrawn',
      clock: { overdue: false },
      can: { message: false, withdraw: false, verdict: false },
    })
    expect(outcome(await act(receipt, 'withdrawal'))).toBe('200')
    expect((await representative({ url: '/api/inbox' })).body).not.toContain(id)
    expect(outcome(await answer(representative, id))).toBe('409 issue.not-now')
    expect(outcome(await act(receipt, 'messages', { text: '后悔了' }))).toBe('409 issue.not-now')
  })

  it('cannot take back what was answered', async () => {
    const { receipt } = await answered()
    expect(outcome(await act(receipt, 'withdrawal'))).toBe('409 issue.not-now')
  })

  it('judges once, by two separate questions', async () => {
    const { receipt } = await answered()
    const judged = await act(receipt, 'verdict', {
      ...VERDICT,
      answer: 'acceptable',
      onlyAcknowledged: true,
      text: '灯没亮',
    })
    expect(judged.json()).toMatchObject({
      state: 'redo',
      verdict: { ...VERDICT, answer: 'acceptable', onlyAcknowledged: true, text: '灯没亮' },
      can: { verdict: false, message: true },
    })
    expect(outcome(await act(receipt, 'verdict', VERDICT))).toBe('409 issue.not-now')
  })

  it('given two verdicts at once, then one is taken', async () => {
    const { receipt } = await answered()
    const replies = await Promise.all([1, 2].map(() => act(receipt, 'verdict', VERDICT)))
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
  })

  it('cannot judge before there is an answer, nor with half a verdict', async () => {
    const { receipt } = await filed(t)
    expect(outcome(await act(receipt, 'verdict', VERDICT))).toBe('409 issue.not-now')
    const half = await act((await answered()).receipt, 'verdict', { answer: 'satisfied' })
    expect(half.json().fields).toMatchObject([{ path: 'solved' }])
  })

  it('sees who looked at the contact, and why', async () => {
    const { receipt, id } = await filed(t)
    const office = await t.as('office')
    expect(outcome(await post(office, `/api/issues/${id}/contact-opening`, {}))).toBe(
      '400 request.invalid',
    )
    const opened = await post(office, `/api/issues/${id}/contact-opening`, { reason: '核实地址' })
    expect(opened.json()).toEqual({ name: '王秀兰', phone: '13900000137' })
    expect((await see(receipt)).json().timeline[0].sentence).toBe(
      '代表工委查看了您的联系方式，理由：核实地址。',
    )
    const station = await post(await t.as('liaison'), `/api/issues/${id}/contact-opening`, {
      reason: '上门',
    })
    expect(station.statusCode).toBe(200)
    expect((await see(receipt)).json().timeline[0].sentence).toContain('大发街道代表之家查看了')
  })
})

describe('what stays hidden from the representative', () => {
  it('given a reason with a name and a number in it, then only the voter, the station and the office read it', async () => {
    const { id, receipt } = await filed(t, { hidden: true })
    const office = await t.as('office')
    const reason = '王秀兰的电话打不通，核实13900000137'
    await post(office, `/api/issues/${id}/contact-opening`, { reason })
    const view = await representative({ url: `/api/issues/${id}` })
    expect(view.body).not.toMatch(/王秀兰|13900000137|打不通/)
    expect(view.json().timeline[0].sentence).toBe('代表工委看了选民的联系方式。')
    for (const reply of [await see(receipt), await office({ url: `/api/issues/${id}` })])
      expect(reply.json().timeline[0].sentence).toContain(reason)
  })
})

describe('a representative without an account', () => {
  it('is passed nothing on, since nobody would read it', async () => {
    const { id, receipt } = await filed(t)
    const refused = await respond(representative, id, {
      decision: 'refer',
      text: '这件事由那边办更快，已经说好了，明天给您回话。',
      to: { kind: 'representative', id: t.seed.representatives[2]?.id },
    })
    expect(outcome(refused)).toBe('422 issue.target-unreachable')
    expect((await see(receipt)).json()).toMatchObject({
      state: 'awaiting',
      clock: { stoppedAt: null },
    })
  })
})
