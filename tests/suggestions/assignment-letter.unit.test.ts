import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { defaultPeriods } from '@mashang/shared/suggestions/periods.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, START, steps, who } from './deciding.ts'
import { daysOf, issued, LATER, letterOf, names, termless } from './letter-matters.ts'
import { matters } from './matters.ts'

const { assigned } = matters

describe('the letter of an assignment', () => {
  it('given another lead, then the new assignment says that it counts instead of the earlier one', () => {
    const command: SuggestionCommand = {
      act: 'reassign',
      lead: 'farming',
      co: ['police'],
      separate: [],
      reason: '归它管',
    }
    const { matter } = decide(assigned, command, who.office, around(LATER))
    const [first, second] = issued(matter, 'assignment')
    expect(first?.paragraphs.join()).not.toContain('以本单为准')
    expect(second?.paragraphs.at(-1)).toBe(
      '承办单位有调整，现为农牧局（主办）、公安局（会办）；2026年3月2日的交办单中写的承办单位，以本单为准。',
    )
  })

  it('given an assignment, then to whom, of what, until when', () => {
    const letter = letterOf(termless({ ...assigned, text: '第一段\n\n  第二段 ' }), 'assignment')
    expect(letter).toEqual({
      name: '交办单（石建〔2026〕1号）',
      number: '石建〔2026〕1号',
      signer: null,
      mark: null,
      title: '代表建议交办单',
      to: '住建局（主办）、公安局（会办）',
      table: null,
      after: [],
      enclosures: [],
      signature: '代表工委',
      date: '2026年3月2日',
      note: null,
      issued: { by: '代表工委', on: '2026年3月2日印发' },
      paragraphs: [
        `现将李婺代表提出、zhang代表附议的《${assigned.title}》交你们单位办理。`,
        '第一段',
        '第二段',
        '请于2026年6月2日前答复代表，答复前应当和代表沟通；代表的联系方式请向我委索取。',
        '认为不属于本单位职责的，请在规定的期限内向我委说明理由，不得自行转交。',
      ],
    })
    const open = letterOf(termless(assigned), 'assignment', { ...names, dueAt: null })
    expect(open.paragraphs.at(-2)).toBe(
      '请于法定期限内答复代表，答复前应当和代表沟通；代表的联系方式请向我委索取。',
    )
  })

  it('given a key one, then the assignment names who watches it; one that was issued before does not', () => {
    const key = { leader: '王主任', post: '常委会副主任', reason: '反映集中', at: START }
    const watched = '这件列为重点督办建议，由常委会副主任王主任督办。'
    expect(letterOf({ ...assigned, key }, 'assignment').paragraphs.at(-2)).toBe(watched)
    for (const at of [START + 1, LATER]) {
      const later = { ...assigned, key: { ...key, at } }
      expect(letterOf(later, 'assignment')).toEqual(letterOf(assigned, 'assignment'))
    }
  })

  it('given it went to another one later, then that one’s letter has its own day, and the first keeps its', () => {
    const other = steps(
      assigned,
      [['office', { act: 'reassign', lead: 'housing', co: ['farming'], separate: [] }]],
      LATER,
    )
    expect(issued(other, 'assignment')).toMatchObject([
      {
        to: '住建局（主办）、公安局（会办）',
        date: '2026年3月2日',
        issued: { on: '2026年3月2日印发' },
      },
      { to: '农牧局（会办）', date: '2026年3月11日', issued: { on: '2026年3月11日印发' } },
    ])
  })

  it('given an assignment, then it names every day that begins with it, and where the answer’s comes from', () => {
    const days = daysOf(assigned)
    expect(days).toEqual([
      ['交办日期', '2026年3月2日'],
      ['退回期限', '2026年3月9日前（5 个工作日）'],
      ['沟通期限', '2026年3月30日前（20 个工作日）'],
      ['会办意见期限', '2026年4月2日前（1 个月）'],
      ['答复期限', '2026年6月2日前（法定 3 个月）'],
    ])
    const body = letterOf(assigned, 'assignment', { ...names, dueAt: null }).paragraphs
    expect(body.at(-2)).toContain('请于2026年6月2日前答复代表')
    const shorter = { ...defaultPeriods, answerMonths: 2, returnDays: 7 }
    const own = decide(matters.review, commands.assign, who.office, {
      ...around(START),
      periods: shorter,
    }).matter
    expect(daysOf(own)).toContainEqual(['退回期限', '2026年3月11日前（7 个工作日）'])
    expect(daysOf(own)).toContainEqual(['答复期限', '2026年5月6日前（本区定 2 个月）'])
  })

  it('given nobody has the table of the year yet, then its days are said by what they count', () => {
    const none = { ...around(START), calendar: workCalendar({ ...shippedCalendar, years: {} }) }
    const early = decide(matters.review, commands.assign, who.office, none).matter
    expect(daysOf(early)?.slice(1)).toEqual([
      ['退回期限', '5 个工作日内'],
      ['沟通期限', '20 个工作日内'],
      ['会办意见期限', '最早到 2026年4月2日，放假安排公布后可能顺延（1 个月）'],
      ['答复期限', '最早到 2026年6月2日，放假安排公布后可能顺延（法定 3 个月）'],
    ])
  })

  it('given more time, then who had it keeps the days of its day, and who comes later has the longer one', () => {
    const granted = steps(matters.handling, [
      ['main', commands['ask-extension']],
      ['office', commands['decide-extension']],
      ['co', commands.object],
    ])
    expect(daysOf(granted)).toEqual(daysOf(assigned))
    const moved = steps(
      granted,
      [['office', { ...commands.assign, lead: 'farming', co: [] }]],
      LATER,
    )
    expect(daysOf(moved, 1)).toContainEqual(['答复期限', '2026年9月2日前（同意延期后共 6 个月）'])
    expect(daysOf(moved)).toEqual(daysOf(assigned))
  })

  it('given more time, then the assignment keeps its first deadline; one that comes later has the new one', () => {
    const asked = steps(matters.handling, [['main', commands['ask-extension']]])
    const granted = decide(asked, commands['decide-extension'], who.office, around(LATER)).matter
    const dueAt = Date.parse('2026-09-02T16:00:00Z')
    const due = (matter: Matter) =>
      letterOf(termless(matter), 'assignment', { ...names, dueAt }).paragraphs.at(-2)
    expect(due(granted)).toContain('请于2026年6月2日前答复代表')
    const late = granted.handlers.map((one) => ({ ...one, assignedAt: LATER + 1 }))
    expect(due({ ...granted, handlers: late })).toContain('请于2026年9月2日前答复代表')
    // Of what was granted before its deadline was kept, the present one is all that is known.
    const {
      decidedAt: _,
      dueBefore: __,
      ...old
    } = granted.extension as NonNullable<Matter['extension']>
    expect(due({ ...granted, extension: old })).toContain('请于2026年9月2日前答复代表')
  })
})
