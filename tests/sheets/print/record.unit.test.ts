import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { LETTER } from '@mashang/server/sheets/print/designs/letter-lines.ts'
import { recordPdf } from '@mashang/server/sheets/print/designs/record.ts'
import { expect, it } from 'vitest'

it('given the longest day, then there is room between it and what was done', async () => {
  const lines = [{ day: '2026年11月28日', text: '关于建立社区食堂的建议' }]
  const record = {
    name: '李娜代表履职档案',
    title: '李',
    made: '工委',
    basics: [],
    sections: [{ heading: '时间线', lines }],
  }
  const pdf = await openPdf(recordPdf({ record, madeAt: 0 }))
  // The line of the entry, without the rules above and below it.
  const top = LETTER.top + 14 + 6 + 13 + 13 + 1.5
  const at = (left: number): boolean => {
    const area = { x: LETTER.left + left, y: top, width: 1, height: 4 }
    return pdf.renderGrey(0, 144, area).data.some((value) => value < 200)
  }
  const inked = Array.from({ length: 60 }, (_, mm) => at(mm))
  pdf.close()
  const words = inked.lastIndexOf(false, 48)
  expect(inked.slice(0, 30).includes(true)).toBe(true)
  expect(inked.slice(words - 2, words + 1)).toEqual([false, false, false])
})
