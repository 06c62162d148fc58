import { recordWords } from '@mashang/shared/records/document.rules.ts'
import { entriesOf, entriesUntil, type PaperDuty } from '@mashang/shared/records/entries.rules.ts'
import { emptyWords, onPaper } from '@mashang/shared/records/records.words.ts'
import { describe, expect, it } from 'vitest'

const on = Date.parse('2026-03-02T00:00:00+08:00')
const day = 24 * 60 * 60 * 1000
const kept: PaperDuty = {
  id: 'p',
  kind: 'clues',
  title: '反映河边乱倒垃圾',
  on,
  partner: '区人民检察院',
  outcome: '检察院已立案',
  reference: '线索登记表第 3 号',
  createdAt: on + day,
  withdrawal: '记错了人',
  withdrawnAt: on + 5 * day,
}
const sources = {
  activities: [],
  suggestions: [],
  issues: [],
  rewards: [],
  papers: [kept],
  seat: [],
  matters: [],
  rejected: [],
}

describe('what an office keeps on paper', () => {
  it('given a record of before, then nothing stands in it that was written or taken back since', () => {
    expect(entriesUntil(sources, on + day)).toEqual([])
    expect(entriesUntil(sources, on + 2 * day)).toMatchObject([
      { role: 'information', detail: '和区人民检察院 · 检察院已立案 · 材料：线索登记表第 3 号' },
    ])
    expect(entriesOf(sources)).toMatchObject([
      { role: null, detail: expect.stringContaining('已撤销：记错了人') },
    ])
  })

  it('given a printed record, then it stands in its section and in the timeline', () => {
    const { sections } = recordWords(
      {
        name: '李婺',
        office: '代表工委',
        basics: [],
        entries: entriesUntil(sources, on + 2 * day),
        remarks: new Map(),
        points: [],
        attachments: [],
        check: [],
      },
      on + 2 * day,
    )
    const of = (words: string) => sections.find(({ heading }) => heading.includes(words))?.lines
    expect(of('公益诉讼线索')).toEqual([
      {
        day: '2026年3月2日',
        text: '反映河边乱倒垃圾；和区人民检察院 · 检察院已立案 · 材料：线索登记表第 3 号',
      },
    ])
    expect(of('时间线')).toEqual([{ day: '2026年3月2日', text: '公益诉讼线索：反映河边乱倒垃圾' }])
  })

  it('given it was looked at for points and is none, then it shows no role either', () => {
    const rejected = [{ matterKind: 'paperwork', matterId: 'p', fact: 'paper.clue' as const }]
    const papers = [{ ...kept, withdrawal: null, withdrawnAt: null }]
    expect(entriesOf({ ...sources, papers, rejected })).toMatchObject([
      { role: null, detail: expect.stringContaining('“提供公益诉讼线索”核对后不计') },
    ])
  })

  it('given a section without anything, then it does not say that there was none', () => {
    expect(onPaper.map(emptyWords)).toEqual([
      '还没有登记，以纸质材料为准',
      '还没有登记，以纸质材料为准',
    ])
  })
})
