import type { Matter } from '@mashang/server/core/matter.ts'
import { matterKinds } from '@mashang/server/matters/matters.ts'
import type { RecordEntry } from '@mashang/shared/records/entries.rules.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { emptyWords, onPaper } from '@mashang/shared/records/records.words.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { mine } from '../points/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { paper } from './steps.ts'

/** A kind of matter that does here what was kept from paper before takes over its section of a record. */

const SECTION = 'tickets'
/** What the new kind says of somebody's record: the one ticket that it has of them. */
const ticket = (id: string, at: number): RecordEntry => ({
  key: `ticket:${id}`,
  section: SECTION,
  role: 'supervision',
  at,
  title: '在系统里督办的工单',
  detail: '已办结',
  link: null,
})
const own = new Map<string, RecordEntry>()
/** Kinds as they are, and with the new one among them. */
const kinds = matterKinds as Map<string, Matter>
const byHand = [...onPaper]
const takeOver = (): void => {
  const [like] = kinds.values()
  if (like === undefined) throw new Error('no kind of matter')
  kinds.set(SECTION, { ...like, record: async (_, id) => [own.get(id) ?? []].flat() })
  onPaper.splice(onPaper.indexOf(SECTION), 1)
}
const giveBack = (): void => {
  kinds.delete(SECTION)
  onPaper.splice(0, onPaper.length, ...byHand)
}

let t: TestApp
let office: Client
let li: Client
const before = paper()
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, li] = [await t.as('office'), await t.as(0)]
  expect(outcome(await post(office, `${url()}/papers`, before))).toBe('204')
  takeOver()
})
afterAll(async () => {
  giveBack()
  await t.close()
})

const url = () => `/api/records/${seeded(t, 0).id}`
const record = async (): Promise<RecordView> => (await office({ url: url() })).json()
const sectionOf = (view: RecordView) => view.sections.filter(({ section }) => section === SECTION)
const shown = ({ roles }: RecordView) => roles.find(({ role }) => role === 'supervision')?.count

it('given the kind is there, then nothing more is kept from paper of it; of the others it is', async () => {
  expect(emptyWords(SECTION)).toBe('无')
  expect(outcome(await post(office, `${url()}/papers`, paper()))).toBe('422 record.paper-over')
  expect(outcome(await post(office, `${url()}/papers`, paper({ kind: 'clues' })))).toBe('204')
})

it('then what was kept before stands in the one section of that name, and counts once', async () => {
  const view = await record()
  expect(sectionOf(view)).toMatchObject([{ count: 1, entries: [{ title: before.title }] }])
  expect(shown(view)).toBe(1)
  const { roles, unruled } = await mine(li)
  expect(roles.supervision).toBe(1)
  expect(unruled.filter(({ matterId }) => matterId === before.id)).toHaveLength(1)
})

it('given the same ticket comes from the system, then the paper is taken back, and one is counted', async () => {
  own.set(seeded(t, 0).id, ticket('a', t.clock.now()))
  expect(sectionOf(await record())).toMatchObject([{ count: 2 }])
  const reason = '已经在系统里办'
  const withdrawal = `${url()}/papers/${before.id}/withdrawal`
  expect(outcome(await post(office, withdrawal, { reason }))).toBe('204')
  const view = await record()
  expect(sectionOf(view)).toMatchObject([
    {
      count: 2,
      entries: [
        { title: '在系统里督办的工单', role: 'supervision' },
        { role: null, detail: expect.stringContaining(reason) },
      ],
    },
  ])
  expect(shown(view)).toBe(1)
  // Of points nothing is left of the paper: what the kind scores it says for itself.
  expect((await mine(li)).roles.supervision).toBe(0)
})
