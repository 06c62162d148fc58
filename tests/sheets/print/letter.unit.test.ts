import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { letterPdfs } from '@mashang/server/sheets/print/designs/letter.ts'
import { LETTER, type Letter } from '@mashang/server/sheets/print/designs/letter-lines.ts'
import { describe, expect, it } from 'vitest'

const letter: Letter = {
  name: '答复函',
  mark: null,
  number: '江建函〔2026〕12号',
  signer: '王建国',
  title: '关于路灯的答复',
  to: '李娜代表',
  paragraphs: ['路灯 5 月底前装好。'],
  table: null,
  after: [],
  enclosures: [],
  signature: '区住房和城乡建设局',
  date: '2026年3月2日',
  note: null,
  issued: { by: '区住房和城乡建设局', on: '2026年3月2日印发' },
}

/** What stands on the first page, and whether anything does beside the field of the words. */
async function printed(
  changes: Partial<Letter>,
): Promise<{ text: string; beside: boolean; pages: number }> {
  const [bytes = new Uint8Array()] = letterPdfs({
    letters: [{ ...letter, ...changes }],
    madeAt: 0,
  })
  const pdf = await openPdf(bytes)
  const { width, height } = LETTER.page
  const right = LETTER.left + LETTER.width + 1
  const margins = [
    { x: 0, y: 0, width: LETTER.left - 1, height },
    { x: right, y: 0, width: width - right, height },
  ]
  const beside = margins.some((area) =>
    pdf.renderGrey(0, 72, area).data.some((value) => value < 250),
  )
  const text = pdf.textOf(0).replaceAll(/\s/g, '')
  const { pages } = pdf
  pdf.close()
  return { text, beside, pages }
}

describe('an official letter', () => {
  it('given a short name, then it stands beside the number', async () => {
    const { text, beside } = await printed({})
    expect(beside).toBe(false)
    expect(text).toContain('江建函〔2026〕12号签发人：王建国')
  })

  it.each([24, 40, 60])(
    'given a signer of %i characters, then the whole of it is on the page',
    async (count) => {
      const signer = '区住房和城乡建设局党组书记局长王建国'.repeat(4).slice(0, count)
      const { text, beside } = await printed({ signer })
      expect(beside).toBe(false)
      expect(text).toContain(`签发人：${signer}`)
    },
  )

  it('given a department with the longest name, then it is whole below its letter', async () => {
    const signature = '内蒙古自治区包头市石拐区'.repeat(4).slice(0, 40)
    const { text, beside } = await printed({ signature })
    expect(beside).toBe(false)
    expect(text).toContain(signature)
  })

  it('given it is the longest in 版记, too, then the day has a line of its own', async () => {
    const by = '内蒙古自治区包头市石拐区'.repeat(4).slice(0, 40)
    const { text, beside } = await printed({ issued: { by, on: '2026年3月2日印发' } })
    expect(beside).toBe(false)
    expect(text).toContain(`${by}2026年3月2日印发`)
  })

  it('given many get it besides, then all of them stand above who printed it', async () => {
    const copies = `抄送：${Array.from({ length: 6 }, (_, i) => `区人大常委会第${i + 1}委员会`).join('、')}。`
    const { text, beside } = await printed({
      issued: { copies, by: '区住房和城乡建设局', on: '2026年3月2日印发' },
    })
    expect(beside).toBe(false)
    expect(text).toContain(`${copies}区住房和城乡建设局2026年3月2日印发`)
  })

  it('given somebody to ask with a long name, then it is whole below the day', async () => {
    const contact = `（联系人：${'张敏'.repeat(12)}，电话：0477-8581234、0477-8585678）`
    const { text, beside } = await printed({ contact })
    expect(beside).toBe(false)
    expect(text).toContain(`2026年3月2日${contact}`)
  })

  const terms: Letter['table'] = {
    columns: [44, 112],
    rows: [
      ...['交办日期', '退回期限', '沟通期限', '会办意见期限'].map((label) => ({
        cells: [{ text: label, label: true }, { text: '2026年12月25日前（20 个工作日）' }],
        lines: 1,
      })),
      {
        cells: [
          { text: '答复期限', label: true },
          { text: '最早到2027年2月28日，放假安排公布后可能顺延（法定 3 个月）' },
        ],
        lines: 1,
      },
    ],
  }
  const assignment = (paragraphs: number): Partial<Letter> => ({
    signer: null,
    paragraphs: Array.from({ length: paragraphs }, () => '请按小区排出先后。'),
    table: terms,
  })

  it('given a table of days below eight lines, then it is on one page with the signature', async () => {
    const { text, pages } = await printed(assignment(8))
    expect(pages).toBe(1)
    expect(text).toMatch(/会办意见期限.*答复期限.*区住房和城乡建设局2026年3月2日.*印发/)
  })

  it('given one line more, then no row of it is parted from the others', async () => {
    const { text, pages } = await printed(assignment(9))
    expect([pages, text.includes('期限')]).toEqual([2, false])
  })
})
