import { dutiesAllow } from '@mashang/shared/accounts/duties.rules.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import { describe, expect, it } from 'vitest'

const may = (given: Duty[] | null, method: 'GET' | 'POST', tag: string): boolean =>
  dutiesAllow(given, { method, tag })

describe('what duties reach', () => {
  it('an account without any set, and an administrator, everything', () => {
    for (const given of [null, ['admin'] as Duty[]])
      expect(may(given, 'POST', 'something-new')).toBe(true)
  })

  it.each([
    ['matters', 'POST', 'issues', true],
    ['matters', 'POST', 'accounts', false],
    ['matters', 'POST', 'districts', false],
    ['matters', 'GET', 'districts', true],
    ['print', 'POST', 'posters', true],
    ['print', 'GET', 'representatives', true],
    ['print', 'GET', 'issues', false],
    ['print', 'GET', 'ledger', false],
    ['inspect', 'GET', 'issues', true],
    ['inspect', 'POST', 'issues', false],
    ['inspect', 'POST', 'ledger', true],
    ['inspect', 'POST', 'something-new', false],
  ] as const)('%s, %s of %s: %s', (duty, method, tag, allowed) => {
    expect(may([duty], method, tag)).toBe(allowed)
  })

  it('several together reach what each of them does', () => {
    expect(may(['print', 'inspect'], 'POST', 'sheets')).toBe(true)
    expect(may(['print', 'inspect'], 'GET', 'issues')).toBe(true)
    expect(may(['print', 'inspect'], 'POST', 'issues')).toBe(false)
  })

  it('what is one’s own is everybody’s', () => {
    expect(may(['print'], 'POST', 'notices')).toBe(true)
    expect(dutiesAllow(['print'], { method: 'PUT', tag: 'accounts', enrolling: true })).toBe(true)
  })
})
