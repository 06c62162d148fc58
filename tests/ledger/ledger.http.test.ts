import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { reward } from '../records/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

const DAY = 86_400_000

interface Line {
  sequence: number
  type: string
  words: string
  actor: string
  subject: { kind: string; name: string; issueId: string | null; more: string | null }
}

let t: TestApp
let office: Client
let first: { id: string; number: string }
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  first = await filed(t)
  await answer(await t.as(0), first.id)
  t.clock.advance(DAY)
  await filed(t)
  await office({
    method: 'PUT',
    url: '/api/views',
    body: { table: 'issues', name: '甲', query: {} },
  })
})
afterAll(() => t.close())

const read = async (
  query = '',
): Promise<{ items: Line[]; next: number | null; whole: boolean }> => {
  const reply = await office({ url: `/api/ledger?${query}` })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}
const types = async (query: string): Promise<string[]> =>
  (await read(query)).items.map(({ type }) => type)

describe('the ledger', () => {
  it('is read newest first, in plain words, with who did what to which', async () => {
    const { items, whole } = await read()
    expect(whole).toBe(true)
    expect(items.map(({ sequence }) => sequence)).toEqual(
      items.map((_, n) => (items[0]?.sequence ?? 0) - n),
    )
    for (const line of items) expect(line.words, line.type).toMatch(/[\u4e00-\u9fff]/)
    const answered = items.find(({ type }) => type === 'issue.answered')
    expect(answered).toMatchObject({
      actor: '李婺',
      subject: { kind: 'issue', name: first.number, issueId: first.id },
    })
    expect(items.find(({ type }) => type === 'issue.filed')?.actor).toBe('选民')
  })

  it('is narrowed by what it is about, by whom, by kind, and by day', async () => {
    expect(await types(`q=${encodeURIComponent(first.number)}`)).toEqual([
      'issue.answered',
      'issue.filed',
    ])
    expect(await types(`actor=${encodeURIComponent('李婺')}`)).toEqual(['issue.answered'])
    expect(await types('by=voter')).toEqual(['issue.filed', 'issue.filed'])
    expect(await types('group=accounts')).toEqual(['view.saved'])
    expect(await types('type=issue.answered')).toEqual(['issue.answered'])
    expect(await types('group=issues&to=2026-11-23')).toEqual(['issue.answered', 'issue.filed'])
    expect(await types('group=issues&from=2026-11-24')).toEqual(['issue.filed'])
    expect(await types(`q=${encodeURIComponent('没有这样的')}`)).toEqual([])
  })

  it('is turned page by page, with nothing twice and nothing missing', async () => {
    const all = (await read()).items.map(({ sequence }) => sequence)
    const seen: number[] = []
    let before: number | null = null
    do {
      const page = await read(`size=2${before === null ? '' : `&before=${before}`}`)
      seen.push(...page.items.map(({ sequence }) => sequence))
      before = page.next
    } while (before !== null)
    expect(seen).toEqual(all)
  })

  it('is read from its beginning as well, page by page; the export follows', async () => {
    const all = (await read()).items.map(({ sequence }) => sequence)
    const seen: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page = await read(`sort=sequence&size=2&after=${after}`)
      seen.push(...page.items.map(({ sequence }) => sequence))
      after = page.next
    }
    expect(seen.toReversed()).toEqual(all)
    const file = await office({
      url: '/api/exports/ledger?file=csv&columns=sequence&sort=sequence&group=issues',
    })
    const numbers = file.body.trimEnd().split('\r\n').slice(1).map(Number)
    const shown = await read('sort=sequence&group=issues')
    expect(numbers).toEqual(shown.items.map(({ sequence }) => sequence))
  })

  it.each(['from=2026-13-40', 'group=secrets', 'type=x', 'size=0'])(
    'given %s, then it says so',
    async (query) => {
      expect(outcome(await office({ url: `/api/ledger?${query}` }))).toBe('400 request.invalid')
    },
  )

  it('is the office’s alone', async () => {
    for (const by of [await t.as('liaison'), await t.as(0)])
      expect(outcome(await by({ url: '/api/ledger' }))).toBe('403 auth.forbidden')
  })

  it('given 督查室, which representatives supervise, then what became of their points and records is not read', async () => {
    const { id } = seeded(t, 0)
    expect(outcome(await post(office, `/api/records/${id}/rewards`, reward()))).toBe('204')
    await t.context.db.commit(
      t.context.district,
      [],
      [
        {
          at: t.clock.now(),
          type: 'points.confirmed',
          actor: { kind: 'system', id: null },
          subject: { kind: 'points', id },
        },
      ],
    )
    const inspects = await officer(t, ['inspect'])
    const told = ['points.confirmed', 'record.rewarded', 'issue.filed']
    const seenBy = async (by: Client, query = '') => {
      const seen = (await by({ url: `/api/ledger?${query}` })).json<{ items: Line[] }>()
      const file = (await by({ url: `/api/exports/ledger?file=csv&${query}` })).body
      return told.filter((type) => {
        const there = seen.items.some((line) => line.type === type)
        expect(file.includes(type), type).toBe(there)
        return there
      })
    }
    expect(await seenBy(office)).toEqual(told)
    expect(await seenBy(inspects)).toEqual(['issue.filed'])
    for (const query of ['group=points', 'group=people', 'type=record.rewarded'])
      expect(await seenBy(inspects, query), query).toEqual([])
  })

  it('leaves as a file with the same filter', async () => {
    const { body } = await office({
      url: '/api/exports/ledger?file=csv&group=issues&columns=words',
    })
    const lines = body.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(lines[0]).toBe('什么事,代号')
    expect(lines).toHaveLength(4)
  })

  it('given tables that left as files, then who took which, how much of it, as what, the newest first', async () => {
    const second = await t.as('office-2')
    const take = async (by: Client, url: string) => expect(outcome(await by({ url }))).toBe('200')
    await take(office, '/api/exports/issues?file=xlsx&columns=number,what')
    await take(second, '/api/exports/suggestion-reminders?file=csv')
    await take(office, '/api/exports/records?file=docx')
    const taken = async (query: string) =>
      (await read(`type=table.exported&size=3&${query}`)).items.map(({ actor, subject }) =>
        [actor, subject.name, subject.more].join(' '),
      )
    const shown = await taken('')
    expect(shown).toEqual([
      expect.stringMatching(/^office 履职档案 \d+ 位代表，Word$/),
      expect.stringMatching(/^office-2 代表建议该催的 0 行，\d+ 列，CSV$/),
      'office 群众反映 2 行，2 列，Excel',
    ])
    // One record alone is named; whoever takes their own leaves no trace of it.
    for (const file of ['file.pdf', 'file.docx'])
      await take(second, `/api/records/${seeded(t, 0).id}/${file}`)
    await take(await t.as(0), `/api/records/${seeded(t, 0).id}/file.pdf`)
    expect((await taken('actor=office-2')).slice(0, 2)).toEqual([
      `office-2 履职档案 ${seeded(t, 0).name}，Word`,
      `office-2 履职档案 ${seeded(t, 0).name}，PDF`,
    ])
    expect((await taken('')).slice(2)).toEqual(shown.slice(0, 1))
    expect((await taken('actor=office-2')).slice(2)).toEqual(shown.slice(1, 2))
    const from = await taken(`from=${new Date(t.clock.now() + 2 * DAY).toISOString().slice(0, 10)}`)
    expect(from).toEqual([])
    const file = await office({
      url: '/api/exports/ledger?file=csv&type=table.exported&columns=subject',
    })
    expect(file.body).toContain('关于,导出了多少')
    expect(file.body).toContain('群众反映,2 行，2 列，Excel')
  })
})

describe('looking the whole chain through', () => {
  const verified = async () => {
    await post(office, '/api/ledger/verification')
    for (;;) {
      const now = (await office({ url: '/api/ledger/verification' })).json()
      if (!now.running) return now
    }
  }

  it('says when, how many, and that all is whole', async () => {
    expect((await office({ url: '/api/ledger/verification' })).json()).toMatchObject({
      at: null,
      whole: null,
    })
    const rows = (await read()).items[0]?.sequence
    expect(await verified()).toMatchObject({ whole: true, rows, brokenAt: null, running: false })
  })

  it('given a fact that somebody changed behind its back, then it names the place', async () => {
    const pg = t.context.db.dialect === 'pg'
    await execute(
      t,
      `drop trigger ${pg ? 'ledger_refuses_change on ledger' : 'ledger_refuses_update'}`,
    )
    await execute(t, "update ledger set type = 'issue.noted' where sequence = 2")
    expect(await verified()).toMatchObject({ whole: false, brokenAt: 2 })
    expect((await read()).whole).toBe(false)
  })
})
