import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { HOUR, toIso } from '@mashang/shared/core/clock.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { REDO_RULE, SUGGESTED } from '@mashang/shared/issues/clocks.words.ts'
import type { IssueFact, TimelineWords } from '@mashang/shared/issues/issues.timeline.ts'
import { NOT_COUNTED_YET, startResolution } from '@mashang/shared/issues/resolution.rules.ts'
import { type KeptClock, whyClocks } from '@mashang/shared/issues/why.rules.ts'
import { limitsSentence } from '@mashang/shared/issues/why-limits.rules.ts'
import { describe, expect, it } from 'vitest'

const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
const START = at('2026-11-25 09:00')
const calendar = workCalendar(shippedCalendar)
const limits = { limits: STANDARD_LIMITS, version: 1, since: null }
const words: TimelineWords = {
  voter: '您',
  representative: (id) => `代表${id}`,
  department: (id) => id,
  actor: (kind, id) => `${kind}${id ?? ''}`,
  message: (id) => (id === 'm' ? { text: '路要重修', target: null } : null),
  reasons: true,
}
const clock = (given: Partial<KeptClock> = {}): KeptClock => ({
  clock: 'response',
  owner: '甲',
  startedAt: START,
  dueAt: START + 24 * HOUR,
  rule: 'response-24h/1',
  workingDays: 0,
  extendedDays: 0,
  pauses: [],
  pausedAt: null,
  resumeBy: null,
  stoppedAt: null,
  stoppedBy: null,
  calendar: null,
  ...given,
})
const resolution = (given: Partial<KeptClock> = {}): KeptClock =>
  clock({
    ...startResolution(START, calendar, STANDARD_LIMITS),
    clock: 'resolution',
    calendar: 0,
    ...given,
  })
const fact = (type: string, data: IssueFact['data'] = {}, moment = START + HOUR): IssueFact => ({
  sequence: 1,
  at: moment,
  type,
  actorKind: 'account',
  actorId: 'X',
  data,
})
const why = (one: KeptClock, facts: IssueFact[] = [], now = START + 2 * HOUR) => {
  const [told] = whyClocks([one], facts, () => ({ calendar, limits }), words, now)
  if (told === undefined) throw new Error('no clock')
  return told
}
/** What stands between the start and the stop. */
const said = (
  one: KeptClock,
  type: string,
  data: IssueFact['data'] = {},
  moment?: number,
): string[] =>
  why(one, [fact(type, data, moment)])
    .steps.slice(1)
    .map(({ sentence }) => sentence)

describe('a clock of hours', () => {
  it('given that it runs, then everything about it is told', () => {
    expect(why(clock())).toMatchObject({
      clock: 'response',
      owner: '甲',
      state: 'running',
      startedAt: toIso(START),
      dueAt: toIso(START + 24 * HOUR),
      dueWords: '11月26日 09:00',
      stoppedAt: null,
      late: false,
      outcome: '还剩 22 小时。',
      calendar: null,
      calendarWords: '不看日历，节假日照样走',
      steps: [{ at: toIso(START), sentence: '您提交，答复的表从这时起走。' }],
    })
    expect(why(clock({ calendar: 3 })).calendar).toBeNull()
    expect(why(clock()).ruleWords).not.toContain(limitsSentence(limits))
  })

  it('given that it is over its time, then it says by how much', () => {
    const told = why(clock(), [], START + 25 * HOUR)
    expect([told.late, told.outcome]).toEqual([true, '超期 1 小时。'])
  })

  it.each([
    ['issue.answered', 24, false, '按时，用了 24 小时。', '写来实在的答复，表停了。'],
    ['issue.withdrawn', 0, false, '按时，用了不到 1 分钟。', '选民撤回了，表停了。'],
    ['issue.declined', 26, true, '晚了 2 小时，会一直记着。', '说明了不能受理、该去哪里，表停了。'],
    [null, 3, false, '按时，用了 3 小时。', '表停了。'],
    ['something-new', 3, false, '按时，用了 3 小时。', '表停了。'],
  ])('given that %s stopped it after %i hours', (stoppedBy, hours, late, outcome, last) => {
    const stoppedAt = START + hours * HOUR
    const told = why(
      clock({ stoppedAt, stoppedBy }),
      [fact('issue.noted', {}, stoppedAt + 1)],
      START + 99 * HOUR,
    )
    expect(told).toMatchObject({ state: 'stopped', late, outcome, stoppedAt: toIso(stoppedAt) })
    expect(told.steps.map(({ sentence }) => sentence)).toEqual([
      '您提交，答复的表从这时起走。',
      last,
    ])
  })

  it('given one that is done again, or passed on, then it says why it started', () => {
    expect(why(clock({ rule: REDO_RULE })).steps[0]?.sentence).toBe(
      '您不满意，重办的表从这时起走。',
    )
    expect(why(clock({ clock: 'follow-up' })).steps[0]?.sentence).toBe(
      '转到这里，接着答复的表从这时起走。',
    )
  })

  it.each<[string, IssueFact['data'], string[]]>([
    ['issue.noted', {}, ['accountX先说了一声，这不算答复，表没有停。']],
    ['clock.reminded', { hours: 18 }, ['过了 18 小时还没有答复，系统提醒了经办的人。']],
    [
      'clock.reminded',
      { hours: 18, late: true },
      ['过了 18 小时还没有答复，系统提醒了经办的人（补发的）。'],
    ],
    [
      'clock.overdue',
      { hours: 24, told: 0 },
      ['过了 24 小时还没有答复，和最早的一件放在一起，由那一件提醒。'],
    ],
    ['clock.escalated', { hours: 'x', told: 2 }, ['过了 0 小时还没有答复，系统报给了更上一级。']],
    ['clock.reminded', { hours: 18, clock: 'resolution' }, []],
    [
      'clock.reminded',
      { hours: 18, clock: 'response' },
      ['过了 18 小时还没有答复，系统提醒了经办的人。'],
    ],
    ['issue.chased', {}, ['您催了一下，家站知道了。']],
    ['issue.reassigned', { to: 'r2' }, ['改由代表r2代表办，时限不重新算。']],
    ['issue.acknowledgement-upheld', {}, ['代表工委核实：只说了收到，不算按时答复。']],
    ['issue.handed-over', {}, ['原来的代表离任，交给家站接着办，时限不重新算。']],
    ['something.else', {}, []],
  ])('given %s (%o), then that is what it means', (type, data, sentences) => {
    expect(said(clock(), type, data)).toEqual(sentences)
  })

  it('given what began it, or came before it, then it is no step of it', () => {
    expect(said(clock(), 'issue.reassigned', { to: 'r2' }, START)).toEqual([])
    expect(said(clock(), 'issue.noted', {}, START - 1)).toEqual([])
    expect(said(clock(), 'issue.noted', {}, START)).toHaveLength(1)
    expect(said(clock({ clock: 'follow-up' }), 'issue.noted')).toEqual([])
  })
})

describe('the clock of what was promised', () => {
  it('given that it runs, then rule, limits and calendar are told', () => {
    const told = why(resolution())
    expect(told).toMatchObject({
      state: 'running',
      dueWords: '12月2日 24:00',
      calendar: 0,
      calendarWords: '国务院放假安排（系统自带）',
    })
    expect(told.ruleWords.endsWith(`。${limitsSentence(limits)}`)).toBe(true)
    expect(told.steps[0]?.sentence).toBe('有了第一次实在的答复，办结的表从这时起走。')
    expect(why(resolution({ calendar: 4 })).calendarWords).toBe('本区工作日历第 4 版')
  })

  it('given that it gave way to a suggestion, then it waits for that until it is over, not after', () => {
    const stoppedAt = START + 24 * HOUR
    const one = resolution({ stoppedAt, stoppedBy: SUGGESTED })
    expect(why(one, [fact('issue.concluded')])).toMatchObject({
      aside: true,
      outcome: '写成了代表建议，按建议的时限办；等建议了结，再接着算。',
    })
    for (const type of [
      'issue.suggestion-over',
      'issue.concluded',
      'issue.rated',
      'issue.withdrawn',
    ])
      expect(why(one, [fact(type, {}, stoppedAt + HOUR)])).toMatchObject({
        aside: false,
        late: false,
        outcome: '没到时候就写成了代表建议，改按建议的时限办，不算晚。',
      })
  })

  it('given that a verdict led to doing it once more, then it still waits for the suggestion', () => {
    const stoppedAt = START + 24 * HOUR
    const one = resolution({ stoppedAt, stoppedBy: SUGGESTED })
    const rated = fact('issue.rated', {}, stoppedAt + HOUR)
    const redo = fact('issue.redo', {}, stoppedAt + HOUR)
    expect(why(one, [rated, redo]).aside).toBe(true)
    const again = fact('issue.rated', {}, stoppedAt + 2 * HOUR)
    expect(why(one, [rated, redo, again]).aside).toBe(false)
  })

  it('given that it started with a later answer, then nobody calls that the first one', () => {
    const again = why(resolution(), [fact('issue.answered', { first: false }, START)])
    expect(again.steps[0]?.sentence).toBe('又有了一次实在的答复，办结的表从这时起走。')
  })

  it('given a year without a table, then it waits for that', () => {
    const told = why(resolution({ dueAt: NOT_COUNTED_YET, calendar: null }))
    expect(told).toMatchObject({
      dueAt: null,
      dueWords: '等放假安排公布',
      outcome: '等放假安排公布后算出时限。',
      calendarWords: '等放假安排公布',
    })
  })

  it('given that it stands still, then it says until when at most', () => {
    const told = why(resolution({ pausedAt: START + HOUR, resumeBy: START + 2 * HOUR }))
    expect([told.state, told.outcome]).toEqual(['paused', '停着，等您回话；最晚 12月2日 24:00。'])
  })

  const [before, after] = [at('2026-12-03 00:00'), at('2026-12-08 00:00')]
  it.each<[string, IssueFact['data'], string[]]>([
    [
      'clock.extended',
      { days: 3, before, after, messageId: 'm' },
      ['accountX延期 3 个工作日，时限从 12月2日 24:00 到 12月7日 24:00。理由：路要重修'],
    ],
    [
      'clock.extended',
      { days: 3, before, after },
      ['accountX延期 3 个工作日，时限从 12月2日 24:00 到 12月7日 24:00。理由：'],
    ],
    [
      'clock.lengthened',
      { before, after, messageId: 'm' },
      ['accountX按复杂事项办，时限从 12月2日 24:00 到 12月7日 24:00。理由：路要重修'],
    ],
    [
      'clock.paused',
      { resumeBy: after },
      ['accountX问了一句，等您回话；表停着，最迟 12月7日 24:00 接着走。'],
    ],
    ['clock.resumed', { after, why: 'voter' }, ['您回了话，表接着走，时限是 12月7日 24:00。']],
    [
      'clock.resumed',
      { after, why: 'limit' },
      ['等满了约定的时间，表接着走，时限是 12月7日 24:00。'],
    ],
    [
      'clock.resumed',
      { after, why: 'known' },
      ['accountX说已经问到了，表接着走，时限是 12月7日 24:00。'],
    ],
    [
      'clock.moved',
      { calendar: 2, before: NOT_COUNTED_YET, after },
      ['工作日历改成第 2 版，时限从 等放假安排公布 到 12月7日 24:00。'],
    ],
    ['issue.chased', {}, []],
    ['issue.noted', {}, []],
    ['issue.acknowledgement-upheld', {}, []],
  ])('given %s (%o), then that is what it means', (type, data, sentences) => {
    expect(said(resolution(), type, data)).toEqual(sentences)
  })
})

describe('what the district had chosen', () => {
  it('is said in one sentence', () => {
    const none = { ...STANDARD_LIMITS, extension: 0, waits: 0, verdictDays: 20 }
    expect(limitsSentence({ limits: none, version: 1, since: null })).toBe(
      '不能延期；不为等回话停表；办结后 20 天内可以评价（标准的规定）',
    )
    const some = { ...STANDARD_LIMITS, extension: 4, waits: 2, waitDays: 3, verdictDays: 30 }
    expect(limitsSentence({ limits: some, version: 3, since: START })).toBe(
      '可以延期一次，最多 4 个工作日；为等选民回话最多停表 2 次，每次最多 3 个工作日；办结后 30 天内可以评价（本区 2026年11月25日 09:00 起的规定，第 3 版）',
    )
  })
})
