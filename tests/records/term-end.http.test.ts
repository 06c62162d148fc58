import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { freezeWhatEnded } from '@mashang/server/records/copies.usecases.ts'
import { recordTools } from '@mashang/server/records/tools.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { RecordWords } from '@mashang/shared/records/document.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { done as acted } from '../activities/steps.ts'
import { outcome, post } from '../issues/steps.ts'
import { confirmRoster, uploadRoster } from '../roster/uploads.ts'
import {
  answeredBy,
  assignedTo,
  contact,
  department as departmentAt,
  done,
  fresh,
  signedIn,
  written,
} from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { heldBy, reward } from './steps.ts'

/** What is kept at the end of a term is of that term, however late the job comes. */

const HEAD = '姓名,手机,选区,所属家站,届次,单位及职务'
const OLD = `${HEAD}
马兰花,13900000001,大发街道第一选区,大发街道代表之家,第十七届,大发小学教师
白玉山,13900000002,大发街道第二选区,大发街道代表之家,,大发街道网格员
`
/** 马兰花 goes on with another seat and another post, 白玉山 leaves, 新苗 is new. */
const NEW = `${HEAD}
马兰花,13900000001,五当召镇第一选区,五当召镇代表之家,,五当召镇中心小学校长
新苗,13900000005,大发街道第二选区,大发街道代表之家,,
`

let t: TestApp
let office: Client
let ma: Client
let department: Awaited<ReturnType<typeof departmentAt>>
let ids: string[] = []
let declined = ''
let joint = ''
const printed = new Map<string, RecordWords>()
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  const draft = await uploadRoster(office, '第十七届.csv', OLD)
  expect(outcome(await confirmRoster(office, draft.id))).toBe('200')
  await t.context.db.commit(
    'home',
    [],
    [
      {
        at: t.clock.now(),
        type: 'activity.attended',
        actor: { kind: 'system', id: null },
        subject: { kind: 'activity', id: crypto.randomUUID() },
        data: { representativeId: await idOf('马兰花'), kind: 'visit' },
      },
    ],
  )
  await giveReward('马兰花', '旧届的奖')
  const training = await heldBy(t, office, 'training', { title: '旧届的培训' })
  await suggestionsOfBefore()
  t.clock.advance(DAY)
  const roster = (await uploadRoster(office, '第十八届.csv', NEW)).id
  const order = { roster, term: '第十八届', startsOn: '2026-11-20' }
  const { fingerprint } = (await post(office, '/api/terms/forecast', order)).json()
  // A clock goes on while it is worked.
  const { now } = t.context.clock
  t.context.clock.now = () => {
    t.clock.advance(1)
    return now.call(t.clock)
  }
  expect(outcome(await post(office, '/api/terms', { ...order, fingerprint }))).toBe('201')
  t.context.clock.now = now
  // The job comes a day late, and the new term has begun to do things.
  t.clock.advance(DAY)
  await heldBy(t, office, 'training', { title: '新届的培训' })
  await giveReward('马兰花', '新届的奖')
  await giveReward('白玉山', '新届的奖')
  // An earlier day, but written down after the term.
  await giveReward('马兰花', '新届补记的奖', 2)
  await answeredSince()
  await acted(office, training, {
    act: 'correct',
    representativeId: await idOf('白玉山'),
    attendance: 'absent',
    was: 'attended',
    reason: '签到表上没有',
  })
  const tools = recordTools(t.context, {
    record: async (words) => {
      printed.set(words.title, words)
      return Buffer.from('%PDF')
    },
  })
  await freezeWhatEnded(t.context, tools)
}, 120_000)
afterAll(() => t.close())

async function idOf(name: string): Promise<string> {
  const found = (await allRepresentatives(t.context)).find((person) => person.name === name)
  if (found === undefined) throw new Error(`${name} is missing`)
  return found.id
}

async function giveReward(name: string, title: string, daysAgo = 0): Promise<void> {
  const on = new Date(t.clock.now() - daysAgo * DAY).toISOString().slice(0, 10)
  await post(office, `/api/records/${await idOf(name)}/rewards`, reward({ title, on }))
}

/** Two of 马兰花 that a department works on when the term ends, and one that was answered. */
async function suggestionsOfBefore(): Promise<void> {
  ma = await ownOf('马兰花')
  department = await departmentAt(t, '区住房和城乡建设局')
  const sent = (title: string) =>
    assignedTo({ lead: ma, office }, department.id, { title }).then(({ id }) => id)
  ids = [await sent('给老旧小区加装路灯'), await sent('修大发街道的人行道')]
  for (const id of ids) await done(department.client, id, { act: 'receive' })
  const judged = await sent('给学校门口划线')
  await answeredBy(department.client, judged)
  await done(ma, judged, { act: 'rate', attitude: 'satisfied', result: 'fair' })
  // One that was not filed, and one that 白玉山 joined.
  declined = (await written(ma, { title: '给自家楼下装摄像头' })).id
  await done(ma, declined, { act: 'submit' })
  await done(office, declined, { act: 'decline', why: 'private', reason: '是自家的事' })
  joint = (await written(ma, { title: '给集市修公厕', cosigners: [await idOf('白玉山')] })).id
  await done(ma, joint, { act: 'submit' })
  await done(await ownOf('白玉山'), joint, { act: 'confirm' })
}

/** The account that the roster opened for somebody. */
async function ownOf(name: string): Promise<Client> {
  const id = await idOf(name)
  const account = (await allAccounts(t.context)).find((one) => one.representativeId === id)
  return signedIn(t, account?.id ?? '').client
}

/** What the new term makes of them: an answer, a judgement, a mark. */
async function answeredSince(): Promise<void> {
  const [first = '', second = ''] = ids
  await done(department.client, first, contact)
  await done(department.client, first, { act: 'propose', text: '装好了。', class: 'A' })
  await done(department.client, first, { act: 'sign', signer: '局长王建国' })
  await done(ma, first, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
  const mark = { act: 'mark-key', leader: '王主任', post: '常委会副主任', reason: '反映集中' }
  await done(office, second, mark)
  await done(office, declined, { act: 'resume', reason: '核对过，是公共的事' })
  await done(office, joint, { act: 'return', reason: '请写明是哪个集市' })
  await done(ma, joint, {
    act: 'edit',
    title: '给集市修公厕',
    text: '早市没有公厕。',
    secret: false,
    cosigners: [],
  })
}

const copyOf = (name: string) => {
  const words = printed.get(`${name}代表履职档案`)
  if (words === undefined) throw new Error(`no copy of ${name}`)
  const lines = words.sections.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n')
  return { basics: Object.fromEntries(words.basics), lines, made: words.made }
}

it('whoever goes on is kept with the seat, post and term of before', () => {
  const { basics, made } = copyOf('马兰花')
  expect(basics).toMatchObject({
    届次: expect.stringContaining('第十七届'),
    选区: '大发街道第一选区',
    家站: '大发街道代表之家',
    单位及职务: '大发小学教师',
    任期: '在任',
  })
  expect(made).toContain('截至2026年11月24日')
})

it('nothing of the new term stands in it: no entry, no point, no paper', () => {
  const { lines } = copyOf('马兰花')
  expect(lines).toContain('旧届的培训')
  expect(lines).toContain('旧届的奖')
  expect(lines).not.toContain('新届')
  expect(lines).toMatch(/宣传员\s+■[■□]*\s+1 次/)
})

it('what was answered and judged since stands in it as it stood then, in points, too', async () => {
  const { lines } = copyOf('马兰花')
  const line = (text: string, title: string) =>
    text.split('\n').find((one) => one.startsWith(title)) ?? ''
  expect(line(lines, '给老旧小区加装路灯')).toMatch(/领衔 · 办理中$/)
  expect(line(lines, '修大发街道的人行道')).toMatch(/领衔 · 办理中$/)
  expect(line(lines, '给学校门口划线')).toMatch(/领衔 · 办结，A 类，基本满意$/)
  expect(lines).toContain('提出代表建议 4 件，建议答复为 A 类 1 件')
  expect(line(lines, '给自家楼下装摄像头')).toMatch(/领衔 · 不予立案$/)
  expect(line(copyOf('白玉山').lines, '给集市修公厕')).toMatch(/附议 · 待审核/)
  // The living record goes on.
  const record = (await office({ url: `/api/records/${await idOf('马兰花')}` })).body
  expect(record).toContain('办结，A 类，满意')
  expect(record).toContain('办理中，重点督办')
})

it('whoever leaves is kept as they served, with the leaving', () => {
  const { basics, lines } = copyOf('白玉山')
  // The roster did not say which term it was; it was not the one that begins.
  expect(basics.届次).not.toContain('第十八届')
  expect(basics).toMatchObject({
    选区: '大发街道第二选区',
    单位及职务: '大发街道网格员',
    任期: '2026年11月20日离任',
  })
  expect(lines).toContain('不再担任代表')
  expect(lines).not.toContain('新届')
})

it('what was put right since of an activity of then is told with its day', () => {
  expect(copyOf('白玉山').lines).toContain('旧届的培训；缺席 · 以2026年11月25日的状态为准')
  expect(copyOf('马兰花').lines).toMatch(/^旧届的培训$/m)
})

it('whoever is new owes no copy, and the living record is of the new term', async () => {
  expect(printed.has('新苗代表履职档案')).toBe(false)
  const record = (await office({ url: `/api/records/${await idOf('马兰花')}` })).json()
  const words = record.basics.map(({ words }: { words: string }) => words)
  expect(words).toContain('五当召镇第一选区')
  expect(record.copies).toMatchObject([{ reason: '换届存档', by: '系统' }])
})
