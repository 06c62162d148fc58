import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { xlsxStream } from '@mashang/server/core/xlsx.ts'
import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import type { Cell } from '@mashang/shared/core/csv.ts'
import { describe, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'

async function* pieces(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  yield rows
}

describe('an Excel file', () => {
  it('given texts of every kind, then a reader finds them as they were', async () => {
    const texts = [
      '=1+1',
      '+86',
      '-5',
      '@某人',
      '\t制表',
      'a & b < c > "d"',
      ' 空格 ',
      '𠮷野家',
      '两\n行',
    ]
    const file = xlsxStream('表 & 格', ['甲'], pieces(texts.map((text) => [text])))
    const [sheet] = await readRosterFile(await buffer(file), 'x.xlsx')
    expect(sheet?.rows.map(([cell]) => String(cell).trim())).toEqual([
      '甲',
      ...texts.map((text) => text.trim()),
    ])
  })

  it('given what a sheet would run as a formula, then the cell is marked as a text for good', async () => {
    const whole = await buffer(xlsxStream('表', ['甲'], pieces([['=1+1']])))
    expect(whole.subarray(0, 2).toString()).toBe('PK')
    const zip = await fromBufferPromise(whole)
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== 'xl/worksheets/sheet1.xml') continue
      const xml = (await buffer(await zip.openReadStreamPromise(entry))).toString()
      expect(xml).toContain(
        '<c r="A2" t="inlineStr" s="2"><is><t xml:space="preserve">=1+1</t></is></c>',
      )
      expect(xml).not.toContain('<f>')
    }
  })

  it('given a reader who waits, then rows are not read ahead', async () => {
    let read = 0
    async function* endless(): AsyncGenerator<Cell[][]> {
      for (; read < 1_000_000; read += 500)
        yield Array.from({ length: 500 }, (_, n) => [`第 ${read + n} 行 ${Math.sin(read + n)}`])
    }
    const file = xlsxStream('表', ['甲'], endless())
    file.once('readable', () => undefined)
    await once(file, 'readable')
    await pause(300)
    expect(read).toBeLessThan(100_000)
    file.destroy()
  })

  it('given a source that breaks, then the file breaks as well and does not end as if whole', async () => {
    async function* broken(): AsyncGenerator<Cell[][]> {
      yield [['一']]
      throw new Error('the database went away')
    }
    await expect(buffer(xlsxStream('表', ['甲'], broken()))).rejects.toThrow('went away')
  })
})
