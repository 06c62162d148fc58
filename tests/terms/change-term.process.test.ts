import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DataFolder, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run } from '@mashang/scripts/support/server-process.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROSTER = `姓名,手机,选区,所属家站
新苗,13900000005,大发街道第三选区,大发街道代表之家
`

describe('the change of term at the command line', () => {
  let data: DataFolder
  const folder = mkdtempSync(join(tmpdir(), 'mashang-term-'))
  const file = join(folder, '第十八届.csv')
  beforeAll(async () => {
    data = await seededFolder()
    writeFileSync(file, ROSTER)
  })
  afterAll(() => {
    data.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const command = (...words: string[]) =>
    run('scripts/change-term.ts', { MASHANG_DATA: data.path, MASHANG_DEMO: '0' }, words)

  it('given no words, then it tells how it is used', async () => {
    expect(await command()).toMatchObject({ code: 2, printed: expect.stringContaining('用法') })
  })

  it('given a name that is none, then one sentence', async () => {
    const { code, printed } = await command(file, '十八', '2026-11-20')
    expect(code).toBe(1)
    expect(printed).toContain('届次请写成')
  })

  it('given no --confirm, then it only says what would change; with it, it does', async () => {
    const dry = await command(file, '第十八届', '2026-11-20')
    expect(dry.printed).toContain('离任 3 位')
    expect(dry.printed).toContain('只是预演')
    expect(dry.code).toBe(0)
    const again = await command(file, '第十八届', '2026-11-20', '--confirm')
    expect(again.printed).toContain('离任 3 位')
    expect(again.printed).toContain('换届完成')
    expect(again.code).toBe(0)
    const after = await command(file, '第十八届', '2026-11-20')
    expect(after.printed).toContain('连任 1 位')
    expect(after.printed).toContain('离任 0 位')
  })
})
