import { playLineage } from '@mashang/server/demo/demo.lineage.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { issueOf } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
afterAll(() => t.close())

it('the demo has a voter’s matter that forked into two suggestions, one of them joined by another', async () => {
  const li = fresh(t, 0)
  const [older, newer] = [await issueOf(t, li), await issueOf(t, li)]
  await playLineage(t.context, seeded(t))
  for (const { id } of [older, newer]) {
    const chain: LineageView = (
      await fresh(t, 'office')({ url: `/api/lineage/issue/${id}` })
    ).json()
    expect(chain.matters.map(({ kind }) => kind).sort()).toEqual([
      'issue',
      'issue',
      'suggestion',
      'suggestion',
    ])
    expect(chain.links).toHaveLength(3)
  }
})
