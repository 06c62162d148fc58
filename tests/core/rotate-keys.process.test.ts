import { contextOver, fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run, startOn } from '@mashang/scripts/support/server-process.ts'
import { sealingKeys } from '@mashang/server/core/sealing-keys.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { describe, expect, it, vi } from 'vitest'

const MATTERS = 60

describe('npm run run rotate-keys', () => {
  it('given a server at work and kills at any moment, then nothing is lost and it comes to an end', {
    timeout: 120_000,
  }, async () => {
    const data = await seededFolder()
    const server = await startOn(data.path, { MASHANG_LIMITS: 'off' })
    const filing = async (): Promise<void> => {
      expect((await fileAt(server, data)).status).toBe(201)
    }
    for (let n = 0; n < MATTERS; n++) await filing()
    const settings = { MASHANG_DATA: data.path }
    const keys = sealingKeys(data.path)
    for (const [turn, wait] of [0, 15, 60].entries()) {
      const stop = new AbortController()
      const going = run('scripts/rotate-keys.ts', settings, [], [], stop.signal)
      await filing()
      // From the moment at which the new key is there.
      await vi.waitFor(() => expect(keys.all()).toHaveLength(turn + 1), {
        timeout: 20_000,
        interval: 5,
      })
      setTimeout(() => stop.abort(), wait)
      await going
    }
    const done = await run('scripts/rotate-keys.ts', settings, ['--continue'])
    expect(done.code, done.printed).toBe(0)
    await filing()
    await server.end()
    const context = await contextOver(data.path)
    const { issues } = context.db.tables(issuesTables)
    const rows = await context.db.read.select().from(issues)
    expect(rows).toHaveLength(MATTERS + 4)
    for (const { id, contactPhone } of rows) {
      expect(contactPhone?.startsWith(context.secrets.sealsAs())).toBe(true)
      expect(context.secrets.unseal(contactPhone ?? '', id)).toBe('13900000137')
    }
    await context.db.close()
    data.remove()
  })
})
