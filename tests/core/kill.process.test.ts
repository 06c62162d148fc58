import { join } from 'node:path'
import { type DataFolder, fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type RunningServer, run, startOn } from '@mashang/scripts/support/server-process.ts'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let data: DataFolder
beforeAll(async () => {
  data = await seededFolder()
})
afterAll(() => data.remove())

const PHONES = 8
/** Acknowledged filings after which the process is killed, in each round. */
const ENOUGH = [1, 40, 120]

/** Phones that file one matter after another until the line goes dead. */
async function fileUntilDead(
  server: RunningServer,
  acknowledged: Map<string, string>,
  tried: Set<string>,
  enough: number,
): Promise<void> {
  const goal = acknowledged.size + enough
  const phone = async (): Promise<void> => {
    for (;;) {
      const key = crypto.randomUUID()
      tried.add(key)
      try {
        const reply = await fileAt(server, data, key)
        const text = await reply.text()
        if (reply.status === 201) acknowledged.set(key, text)
      } catch {
        // The line is dead; whether this one was kept, the replay will tell.
        return
      }
      if (acknowledged.size >= goal) server.process.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: PHONES }, phone))
}

describe('a process that is killed under load', () => {
  it('loses no acknowledged filing and doubles none, again and again', async () => {
    const acknowledged = new Map<string, string>()
    const tried = new Set<string>()
    for (const enough of ENOUGH) {
      const server = await startOn(data.path)
      await fileUntilDead(server, acknowledged, tried, enough)
      await server.end('SIGKILL')
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(161)

    const server = await startOn(data.path)
    for (const [key, text] of acknowledged)
      expect(await (await fileAt(server, data, key)).text(), key).toBe(text)
    for (const key of tried) expect((await fileAt(server, data, key)).status).toBe(201)
    expect(await server.end('SIGTERM')).toBe(0)

    const file = new Sqlite(join(data.path, 'mashang.sqlite'), { readonly: true })
    const read = (sql: string): unknown => file.prepare(sql).pluck().get()
    expect(read('select count(*) from issues')).toBe(tried.size)
    expect(read('select max(number) from issues')).toBe(tried.size)
    expect(read("select count(*) from deadlines where clock = 'response'")).toBe(tried.size)
    expect(read('pragma integrity_check')).toBe('ok')
    expect(read("select count(*) from ledger where type = 'issue.filed'")).toBe(tried.size)
    // The system may have noted something of its own, say of a year without a calendar.
    const rows = read('select count(*) from ledger')
    file.close()
    expect(await run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })).toEqual({
      code: 0,
      printed: `✓ home：账本完整，共 ${rows} 条。\n`,
    })
  })
})
