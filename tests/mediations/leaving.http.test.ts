import { goOnWithoutWhoLeft } from '@mashang/server/mediations/departed.usecases.ts'
import { mediationsTables } from '@mashang/server/mediations/mediations.table.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { followLedger } from '@mashang/server/points/follow.usecases.ts'
import { pointsTables } from '@mashang/server/points/points.table.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { act, mediated, registered, stepped } from './steps.ts'

/** Whoever has left office mediates no more: others are asked, and only they are told of a result. */

let t: TestApp
let office: Client
let li: Client
let zhang: Client
beforeEach(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  ;[li, zhang] = [fresh(t, 0), fresh(t, 1)]
})
afterEach(() => t.close())

type Index = 0 | 1 | 2
const idOf = (index: Index): string => seeded(t, index).id
const today = (): string => momentDigits(t.clock.now()).slice(0, 10)
const moved = (index: Index, how: 'departure' | 'return') =>
  post(
    office,
    `/api/representatives/${idOf(index)}/${how}`,
    how === 'departure' ? { on: '2026-11-22' } : undefined,
  )
const show = async (id: string) =>
  (await office({ url: `/api/mediations/${id}` })).json<MediationView>()
const answers = ({ mediators }: MediationView): string[] =>
  mediators.map(({ name, answer }) => `${name} ${answer}`).sort()
const tries = async (id: string, body: object) =>
  outcome(await act(office, id, { ...body, revision: (await show(id)).revision }))
const toldOf = async (id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  const { items } = (await office({ url: '/api/notices' })).json<{
    items: { kind: string; subject: { id: string } | null }[]
  }>()
  return items.flatMap(({ kind, subject }) => (subject?.id === id ? [kind] : []))
}
const scored = async (id: string): Promise<string[]> => {
  await followLedger(t.context)
  const { pointEntries } = await rowsIn(t, pointsTables, ['pointEntries'])()
  return (pointEntries as { matterId: string; representativeId: string; fact: string }[])
    .flatMap((one) => (one.matterId === id ? [`${one.representativeId} ${one.fact}`] : []))
    .sort()
}

it('given that nobody who joined serves any more, then neither consent nor a result passes', async () => {
  const waiting = await registered(office, [idOf(0)])
  await stepped(li, waiting.id, { act: 'join' })
  await stepped(office, waiting.id, { act: 'accept' })
  const running = await registered(office, [idOf(0)])
  await mediated(office, li, running.id, today())
  await moved(0, 'departure')
  expect(await tries(waiting.id, { act: 'consent', on: today() })).toBe(
    '409 mediation.nobody-joined',
  )
  expect(await tries(running.id, { act: 'finish', outcome: 'reconciled', on: today() })).toBe(
    '409 mediation.nobody-joined',
  )
  expect(answers(await show(running.id))).toEqual(['李婺 left'])
})

it('given that, then the office is told once, and asks others who go on with it', async () => {
  const { id } = await registered(office, [idOf(0), idOf(1)])
  await mediated(office, li, id, today())
  await moved(0, 'departure')
  await goOnWithoutWhoLeft(t.context)
  await untouched(t, rowsIn(t, mediationsTables), () => goOnWithoutWhoLeft(t.context))
  expect((await toldOf(id)).filter((kind) => kind === 'mediation.left')).toHaveLength(1)
  await stepped(office, id, { act: 'invite', representativeId: idOf(2) })
  await stepped(await t.as(2), id, { act: 'join' })
  await stepped(office, id, { act: 'finish', outcome: 'reconciled', on: today() })
  const result = [`${idOf(2)} mediation.done`, `${idOf(2)} mediation.settled`]
  expect(await scored(id)).toEqual(result)
  expect(await toldOf(id)).not.toContain('mediation.ended')
})

it('given that another one who joined still serves, then nobody needs to be told, and a result is theirs', async () => {
  const { id } = await registered(office, [idOf(0), idOf(1)])
  await stepped(zhang, id, { act: 'join' })
  await mediated(office, li, id, today())
  await moved(0, 'departure')
  // Before anything was written down of it.
  await stepped(office, id, { act: 'finish', outcome: 'reconciled', on: today() })
  await goOnWithoutWhoLeft(t.context)
  expect(await toldOf(id)).not.toContain('mediation.left')
  expect(answers(await show(id))).toEqual(['张建平 joined', '李婺 left'])
  const result = [`${idOf(1)} mediation.done`, `${idOf(1)} mediation.settled`]
  expect(await scored(id)).toEqual(result)
  t.clock.advance(1)
  await stepped(office, id, {
    act: 'correct',
    outcome: 'reconciled',
    on: today(),
    reason: '记错了。',
  })
  expect((await scored(id)).filter((one) => one.startsWith(idOf(0)))).toEqual([])
})

it('given that they left after the end, then what they did stays theirs, also when it is put right', async () => {
  const { id } = await registered(office, [idOf(0)])
  await mediated(office, li, id, today())
  await stepped(office, id, { act: 'finish', outcome: 'failed', reason: '谈不拢。', on: today() })
  await moved(0, 'departure')
  await goOnWithoutWhoLeft(t.context)
  t.clock.advance(1)
  await stepped(office, id, {
    act: 'correct',
    outcome: 'reconciled',
    on: today(),
    reason: '记错。',
  })
  expect(answers(await show(id))).toEqual(['李婺 joined'])
  expect(await scored(id)).toContain(`${idOf(0)} mediation.settled`)
})

it('given that it was a mistake, then whoever is back can be asked anew', async () => {
  const { id } = await registered(office, [idOf(0)])
  await stepped(li, id, { act: 'join' })
  await moved(0, 'departure')
  const gone = { act: 'invite', representativeId: idOf(0) }
  expect(await tries(id, gone)).toBe('422 mediation.nobody')
  await goOnWithoutWhoLeft(t.context)
  await moved(0, 'return')
  expect(answers(await show(id))).toEqual(['李婺 left'])
  expect(answers(await stepped(office, id, gone))).toEqual(['李婺 none'])
  expect(await tries(id, gone)).toBe('409 mediation.invited-already')
})
