import { type ActivityKind, activityKinds } from '@mashang/shared/activities/activities.words.ts'
import { dutyRoles, factKinds } from '@mashang/shared/points/points.words.ts'
import { recordWords } from '@mashang/shared/records/document.rules.ts'
import {
  type ActivityFact,
  entriesOf,
  ofYear,
  type RecordSources,
  roleSums,
} from '@mashang/shared/records/entries.rules.ts'
import { recordSections } from '@mashang/shared/records/records.words.ts'
import { describe, expect, it } from 'vitest'

const at = Date.parse('2026-03-02T02:00:00Z')
const activity = (kind: ActivityKind, more: Partial<ActivityFact> = {}): ActivityFact => ({
  id: kind,
  kind,
  title: `一次${activityKinds[kind]}`,
  startsAt: at,
  ofStation: false,
  attendance: 'attended',
  ...more,
})
const sources = (more: Partial<RecordSources> = {}): RecordSources => ({
  activities: [],
  suggestions: [],
  issues: [],
  rewards: [],
  papers: [],
  seat: [],
  matters: [],
  rejected: [],
  ...more,
})
const everyKind = (Object.keys(activityKinds) as ActivityKind[]).map((kind) => activity(kind))

describe('entries', () => {
  it('given every kind of activity, then each counts toward exactly one role', () => {
    const entries = entriesOf(sources({ activities: everyKind }))
    expect(entries).toHaveLength(everyKind.length)
    const sums = Object.values(roleSums(entries)).reduce((sum, count) => sum + count, 0)
    expect(sums).toBe(everyKind.length)
  })

  it('given an absence, then it is told and counts for nothing', () => {
    const [entry] = entriesOf(
      sources({ activities: [activity('session', { attendance: 'absent' })] }),
    )
    expect(entry).toMatchObject({ section: 'sessions', detail: '缺席', role: null })
  })

  it('given a survey of a station, then it is the group’s; its reception stays a reception', () => {
    const of = (kind: ActivityKind) =>
      entriesOf(sources({ activities: [activity(kind, { ofStation: true })] }))[0]?.section
    expect([of('survey'), of('reception'), of('report')]).toEqual(['group', 'reception', 'report'])
    expect(of('supervision')).toBe('group')
  })

  it('given a joint supervision of the office, then it stands with the inspections', () => {
    const [entry] = entriesOf(sources({ activities: [activity('supervision')] }))
    expect(entry).toMatchObject({ section: 'inspections', role: 'supervision' })
  })

  it('given an answer that had to be given twice, then it shows the role that points give it, too', () => {
    const issue = {
      id: 'i',
      number: '石拐〔2026〕0001 号',
      field: '城建',
      answeredAt: at,
      inTime: false,
      hollow: false,
      redone: true,
      verdict: '群众满意',
    }
    const [entry] = entriesOf(sources({ issues: [issue] }))
    expect(entry).toMatchObject({
      role: factKinds['answer.late'].role,
      title: '石拐〔2026〕0001 号（城建）',
      detail: '答复晚了 · 群众满意 · 重办过',
    })
  })

  it('a year ends at midnight of the district, not of the server', () => {
    const eve = Date.parse('2025-12-31T15:59:59Z')
    const entries = entriesOf(
      sources({
        activities: [
          activity('visit', { startsAt: eve }),
          activity('report', { startsAt: eve + 1_000 }),
        ],
      }),
    )
    expect(ofYear(entries, 2025).map(({ key }) => key)).toEqual(['activity:visit'])
    expect(ofYear(entries, 2026).map(({ key }) => key)).toEqual(['activity:report'])
  })
})

it('a printed record says every section, also the empty ones, with remarks beside their facts', () => {
  const entries = entriesOf(sources({ activities: [activity('session')] }))
  const words = recordWords(
    {
      name: '李婺',
      office: '石拐区人大常委会代表工作委员会',
      basics: [['姓名', '李婺']],
      entries,
      remarks: new Map([['activity:session', '我发了言']]),
      points: ['本年 68 分'],
      attachments: [
        {
          title: '给老旧小区加装路灯',
          photos: ['p'],
          minutes: true,
          files: [{ name: '说明.pdf' }],
        },
      ],
      check: ['这是一份存档。'],
    },
    at,
  )
  expect(words.sections).toHaveLength(Object.keys(recordSections).length + 5)
  const roles = roleSums(entries)
  expect(Math.max(...Object.values(roles))).toBeGreaterThan(0)
  for (const [role, count] of Object.entries(roles)) {
    const line = words.sections[0]?.lines.find(({ text }) =>
      text.startsWith(dutyRoles[role as keyof typeof dutyRoles]),
    )
    expect(line?.text).toMatch(new RegExp(`　${count} 次$`))
    expect(line?.text.match(/■/g)?.length ?? 0).toBe(count)
  }
  expect(words.sections[1]).toEqual({
    heading: '三、出席会议（1 项）',
    lines: [{ day: '2026年3月2日', text: '一次人代会会议；本人备注：我发了言' }],
  })
  expect(words.sections[2]?.lines).toEqual([{ day: '', text: '无。' }])
  // Nobody keeps tickets yet: "none" would be said of the representative.
  expect(words.sections.find(({ heading }) => heading.endsWith('、疑难工单督办'))?.lines).toEqual([
    { day: '', text: '还没有登记，以纸质材料为准。' },
  ])
  expect(words.sections.slice(-4)).toEqual([
    { heading: '十六、履职积分', lines: [{ day: '', text: '本年 68 分' }] },
    { heading: '十七、时间线', lines: [{ day: '2026年3月2日', text: '出席会议：一次人代会会议' }] },
    {
      heading: '十八、附件清单（1 项）',
      lines: [{ day: '', text: '给老旧小区加装路灯：会议（活动）记录、照片 1 张、说明.pdf' }],
    },
    { heading: '十九、核对', lines: [{ day: '', text: '这是一份存档。' }] },
  ])
})
