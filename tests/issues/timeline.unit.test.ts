import { type IssueFact, timelineOf } from '@mashang/shared/issues/issues.timeline.ts'
import { describe, expect, it } from 'vitest'

const words = {
  voter: '您',
  reasons: true,
  representative: (id: unknown) => (id === 'r1' ? '李婺' : '张建平'),
  department: (id: string) => id,
  actor: (kind: string, id: string | null) =>
    kind === 'voter' ? '您' : id === 'a1' ? '李婺代表' : '大发街道代表之家',
  message: (id: unknown) =>
    id === 'm1'
      ? { text: '核实地址', target: '区住建局' }
      : id === 'm2'
        ? { text: '要上门', target: null }
        : null,
}

const START = Date.parse('2026-11-23T02:32:00.000Z')
const facts = (...given: [string, string, Record<string, unknown>?][]): IssueFact[] =>
  given.map(([type, who, data = {}], index) => ({
    sequence: index + 1,
    at: START + index * 60_000,
    type,
    actorKind: who === 'voter' ? 'voter' : 'account',
    actorId: who === 'voter' ? null : who,
    data,
  }))

const sentences = (...given: [string, string, Record<string, unknown>?][]): string[] =>
  timelineOf(facts(...given), words).map((entry) => entry.sentence)

describe('the timeline in plain sentences', () => {
  it('reads newest first, with the moment of each fact', () => {
    const timeline = timelineOf(
      facts(['issue.filed', 'voter', { representativeId: 'r1' }], ['issue.opened', 'a1']),
      words,
    )
    expect(timeline.map((entry) => [entry.at, entry.sentence])).toEqual([
      ['2026-11-23T02:33:00.000Z', '李婺代表打开看了。'],
      ['2026-11-23T02:32:00.000Z', '送到李婺代表的待办里，24 小时从这时算。'],
    ])
  })

  it('says that an answer came late, and only then', () => {
    expect(sentences(['issue.answered', 'a1', { late: false }])).toEqual(['李婺代表答复了您。'])
    expect(sentences(['issue.answered', 'a1', { late: true }])).toEqual([
      '李婺代表答复了，比答应的时间晚。',
    ])
  })

  it('names where a matter went, who has it now, and who looked at the contact and why', () => {
    expect(
      sentences(
        ['issue.referred', 'a1', { messageId: 'm1' }],
        ['issue.reassigned', 'a2', { to: 'r2' }],
        ['issue.contact-opened', 'a2', { messageId: 'm2' }],
      ),
    ).toEqual([
      '大发街道代表之家查看了您的联系方式，理由：要上门。',
      '改由张建平代表办理，答复时间不变。',
      '李婺代表转给区住建局去办。',
    ])
  })

  it('keeps the reason of a look at the contact from whom the contact is kept from', () => {
    const told = timelineOf(facts(['issue.contact-opened', 'a2', { messageId: 'm2' }]), {
      ...words,
      voter: '选民',
      reasons: false,
    })
    expect(told.map((entry) => entry.sentence)).toEqual(['大发街道代表之家看了选民的联系方式。'])
  })

  it('promises the same time only while nobody has answered yet', () => {
    expect(sentences(['issue.reassigned', 'a2', { to: 'r2', answered: true }])).toEqual([
      '改由张建平代表接着办理。',
    ])
  })

  it('tells what the voter did', () => {
    expect(
      sentences(
        ['issue.messaged', 'voter'],
        ['issue.withdrawn', 'voter'],
        ['issue.rated', 'voter'],
      ),
    ).toEqual(['您作了评价。', '您撤回了这件事。', '您补充了一句。'])
  })

  it('tells of a refusal, with where to go, and of a word in between', () => {
    expect(sentences(['issue.declined', 'a1', { messageId: 'm1' }], ['issue.noted', 'a1'])).toEqual(
      ['李婺代表先告诉了您一声。', '李婺代表说这件事不归代表办，建议您去区住建局。'],
    )
    expect(sentences(['issue.declined', 'a1'])).toEqual([
      '李婺代表说这件事不归代表办，建议您去别处。',
    ])
  })

  it('stays silent about facts that no voter cares about', () => {
    expect(sentences(['deadline.reminded', 'a1'])).toEqual([])
  })

  it('calls the voter 选民 where representatives and the office read', () => {
    const told = timelineOf(facts(['issue.noted', 'a1'], ['issue.messaged', 'voter']), {
      ...words,
      voter: '选民',
    })
    expect(told.map((entry) => entry.sentence)).toEqual([
      '选民补充了一句。',
      '李婺代表先告诉了选民一声。',
    ])
  })
})
