import { outcomeWords, stateForVoters } from '@mashang/shared/suggestions/voters.rules.ts'
import { describe, expect, it } from 'vitest'

/** The end of 30 June 2027 in the district. */
const promisedFor = Date.parse('2027-06-30T16:00:00Z')

describe('what an answer comes to, for whoever waits for it', () => {
  it.each([
    [{ class: 'A' }, '已经解决，或者今年能解决'],
    [{ class: 'A', solved: 'done' }, '已经解决'],
    [{ class: 'A', solved: 'year' }, '今年内能解决'],
    [{ class: 'A', said: '办结', solved: 'adopted' }, '办结，建议已经采纳'],
    [{ class: 'B' }, '正在办，答应了办成的日子'],
    [{ class: 'B', promisedFor }, '正在办，答应 2027年6月30日以前办成'],
    [{ class: 'B', said: '列入计划', promisedFor }, '列入计划，答应 2027年6月30日以前办成'],
    [{ class: 'C', said: '留作参考' }, '留作参考'],
  ] as const)('%o: %s', (outcome, words) => {
    expect(outcomeWords(outcome)).toBe(words)
  })

  it('given a promise that is open, then it is answered and not done, however its procedure stands', () => {
    const promised = { class: 'B', promisedFor } as const
    for (const state of ['answered', 'closed'] as const)
      expect(stateForVoters(state, promised, promised)).toBe(
        '部门答复了：正在办，答应 2027年6月30日以前办成',
      )
    expect(stateForVoters('closed', { class: 'A' })).toBe('办结：已经解决，或者今年能解决')
    // One of several departments has promised something, and the whole is not told.
    expect(stateForVoters('closed', null, promised)).toBe('部门答复了，答应 2027年6月30日以前办成')
    expect(stateForVoters('closed', null, { promisedFor: null })).toBe('部门答复了')
    expect(stateForVoters('closed', null)).toBe('办结')
    expect(stateForVoters('redo', promised, promised)).toBe('代表不满意，部门在重办')
  })
})
