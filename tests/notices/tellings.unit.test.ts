import { tellingsOf } from '@mashang/shared/notices/notices.rules.ts'
import { describe, expect, it } from 'vitest'

type Short = [kind: string, to: unknown, data?: Record<string, unknown>]
const one = (id: string) => ({ kind: 'representative', id })
const station = (id: string) => ({ kind: 'station', id })
const VOTER = 'voter'

describe('who is told of a fact about an issue', () => {
  it.each<[string, Record<string, unknown>, Short[]]>([
    [
      'issue.filed',
      { representativeId: 'r1' },
      [['issue.arrived', one('r1'), { how: 'filed', handler: 'r1' }]],
    ],
    [
      'issue.referred',
      { toKind: 'representative', to: 'r2' },
      [
        ['issue.referred', VOTER],
        ['issue.arrived', one('r2'), { how: 'passed', handler: 'r2' }],
      ],
    ],
    [
      'issue.referred',
      { toKind: 'station', to: 's1' },
      [
        ['issue.referred', VOTER],
        ['issue.arrived', station('s1'), { how: 'passed', handler: 's1' }],
      ],
    ],
    ['issue.referred', { toKind: 'department', to: null }, [['issue.referred', VOTER]]],
    [
      'issue.reassigned',
      { to: 'r2' },
      [
        ['issue.reassigned', VOTER],
        ['issue.arrived', one('r2'), { how: 'reassigned', handler: 'r2' }],
      ],
    ],
    [
      'issue.handed-over',
      { to: 's1' },
      [
        ['issue.reassigned', VOTER],
        ['issue.arrived', station('s1'), { how: 'left', handler: 's1' }],
      ],
    ],
    ['issue.unattended', {}, [['issue.for-office', 'office', { task: 'unattended' }]]],
    ['issue.answered', {}, [['issue.answered', VOTER]]],
    ['issue.suggestion-submitted', {}, [['issue.suggestion-submitted', VOTER]]],
    [
      'issue.suggestion-submitted',
      { joined: true },
      [['issue.suggestion-submitted', VOTER, { joined: true }]],
    ],
    ['issue.suggestion-merged', {}, [['issue.suggestion-merged', VOTER]]],
    ['issue.suggestion-corrected', {}, [['issue.suggestion-corrected', VOTER]]],
    [
      'issue.suggestion-unsatisfied',
      { next: 'redo' },
      [['issue.suggestion-unsatisfied', VOTER, { next: 'redo' }]],
    ],
    ['issue.suggestion-settled', {}, [['issue.suggestion-settled', VOTER]]],
    ['issue.declined', {}, [['issue.declined', VOTER]]],
    ['issue.noted', {}, [['issue.noted', VOTER]]],
    ['issue.concluded', {}, [['issue.concluded', VOTER]]],
    ['issue.concluded', { answer: true }, []],
    ['clock.paused', {}, [['issue.asked', VOTER]]],
    ['clock.extended', {}, [['clock.extended', VOTER]]],
    ['clock.lengthened', {}, [['clock.extended', VOTER]]],
    ['issue.withdrawn', {}, [['issue.withdrawn', 'present-handler']]],
    ['contact-export.asked', {}, [['system.alarm', 'office', { what: 'contact-export' }]]],
    ['account.second-factor-removed', {}, [['system.alarm', 'account', { what: 'second-factor' }]]],
    ['calendar.year-missing', {}, [['system.alarm', 'office', { what: 'calendar' }]]],
    ['leave.set', { standInKind: 'station', standInId: 's1' }, [['leave.stand-in', station('s1')]]],
    ['issue.chased', {}, [['issue.chased', 'station']]],
    ['issue.reminded', {}, [['issue.reminded', 'present-handler']]],
    ['issue.redo', {}, [['issue.redo', 'present-handler']]],
    ['issue.coordination', {}, [['issue.for-office', 'office', { task: 'coordination' }]]],
    ['issue.held', {}, [['issue.for-office', 'office', { task: 'moderation' }]]],
    ['issue.office-asked', {}, [['issue.for-office', 'office', { task: 'bounces' }]]],
    ['issue.rated', {}, [['issue.rated', 'present-handler']]],
    [
      'issue.rated',
      { review: true },
      [
        ['issue.rated', 'present-handler'],
        ['issue.for-office', 'office', { task: 'acknowledgement' }],
      ],
    ],
    [
      'issue.acknowledgement-upheld',
      {},
      [
        ['issue.reviewed', 'present-handler', { upheld: true }],
        ['issue.reviewed', VOTER, { upheld: true }],
      ],
    ],
    [
      'issue.acknowledgement-rejected',
      {},
      [
        ['issue.reviewed', 'present-handler', { upheld: false }],
        ['issue.reviewed', VOTER, { upheld: false }],
      ],
    ],
    ['issue.settled', {}, [['issue.settled', VOTER]]],
    ['issue.messaged', {}, [['issue.messaged', 'present-handler']]],
    ['issue.opened', {}, []],
  ])('given %s (%o), then these hear of it, and nobody else', (type, data, told) => {
    const expected = told.map(([kind, to, given = {}]) => ({ kind, to, data: given }))
    expect(tellingsOf({ type, data })).toEqual(expected)
  })
})
