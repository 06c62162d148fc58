import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { announced, done as take } from '../activities/steps.ts'
import { answer, filed, seeded } from '../issues/steps.ts'
import { mediated, registered, stepped } from '../mediations/steps.ts'
import { done, fresh, written } from '../suggestions/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
afterAll(() => t.close())

it('the committee’s table names each fact by its matter: a number, or the title', async () => {
  const [li, office] = [fresh(t, 0), fresh(t, 'office')]
  const issue = await filed(t)
  await answer(li, issue.id)
  const { id } = await written(li)
  const { number } = await done(li, id, { act: 'submit' })
  const secret = await written(li, { title: '一件涉密的建议', secret: true })
  const hidden = await done(li, secret.id, { act: 'submit' })
  const survey = await announced(t, office)
  t.clock.advance(DAY + 2 * HOUR)
  const present = { representativeId: seeded(t).id, attendance: 'attended', was: 'unknown' }
  await take(office, survey.id, { act: 'mark', items: [present] })
  await take(office, survey.id, { act: 'close', revision: 0 })
  const mediation = await registered(office, [seeded(t).id], { title: '楼上漏水的赔偿' })
  const today = momentDigits(t.clock.now()).slice(0, 10)
  await mediated(office, li, mediation.id, today)
  await stepped(office, mediation.id, { act: 'finish', outcome: 'reconciled', on: today })
  const { body } = await office({ url: '/api/points/export?file=csv' })
  expect(body).toContain(`按时答复群众（${issue.number}）`)
  expect(body).toContain(`提出代表建议（${number}）`)
  expect(body).toContain('（《视察老旧小区改造》）')
  expect(body).toContain('参与调解（《楼上漏水的赔偿》）')
  // Of a secret one its number alone.
  expect(body).toContain(`提出代表建议（${hidden.number}）`)
  expect(body).not.toContain('涉密')
})
