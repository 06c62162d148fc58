import {
  afterMerger,
  isOfBoth,
  standsInTheWay,
} from '@mashang/shared/suggestions/department-mergers.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { matters } from './matters.ts'

const merger = { from: 'housing', into: 'works' }
const handler = (departmentId: string): Matter['handlers'][number] => ({
  departmentId,
  part: 'lead',
  assignedAt: 1,
  receivedAt: null,
})
const by = (...ids: string[]): Matter => ({ ...matters.assigned, handlers: ids.map(handler) })

describe('a suggestion of a department that goes on as another one', () => {
  it('names the other one wherever it named it, and keeps everything else', () => {
    const matter: Matter = {
      ...by('housing', 'police'),
      again: ['housing'],
      handlersBefore: [{ handlers: [handler('housing')], until: 2 }],
      opinions: [{ departmentId: 'housing', round: 0, text: 'housing 同意', at: 3 }],
    }
    const after = afterMerger(matter, merger)
    expect(after.handlers.map(({ departmentId }) => departmentId)).toEqual(['works', 'police'])
    expect([after.again, after.handlersBefore?.[0]?.handlers[0]?.departmentId]).toEqual([
      ['works'],
      'works',
    ])
    expect(after.opinions).toEqual([{ ...matter.opinions[0], departmentId: 'works' }])
    expect({ ...after, ...matter }).toEqual(matter)
  })

  it('given it names it nowhere, or has both, then it stays what it is', () => {
    const [other, both] = [by('police'), by('works', 'housing')]
    expect(afterMerger(other, merger)).toBe(other)
    expect([isOfBoth(both, merger), afterMerger(both, merger)]).toEqual([true, both])
  })

  it('stands in the way in the middle of a return, and while both are at work', () => {
    const returned: Matter = { ...by('housing'), objection: { departmentId: 'housing', at: 1 } }
    expect(standsInTheWay(returned, merger, true)).toContain('正在退办')
    expect(standsInTheWay(by('housing'), merger, true)).toBe(null)
    expect(standsInTheWay(by('works', 'housing'), merger, true)).toContain('两个单位都在办')
    const over: Matter = { ...by('works', 'housing'), state: 'closed', endedAt: 9 }
    expect(standsInTheWay(over, merger, false)).toBe(null)
    // A promise that is open keeps it at work.
    expect(standsInTheWay(over, merger, true)).toContain('两个单位都在办')
  })
})
