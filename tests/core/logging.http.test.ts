import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
const lines: string[] = []
beforeAll(async () => {
  t = await startApp({ log: { write: (line) => void lines.push(line) } })
})
afterAll(() => t.close())

/** Lines of the requests that `work` sends. */
async function linesOf(work: () => Promise<unknown>) {
  lines.length = 0
  await work()
  await expect.poll(() => lines.filter((line) => line.includes('"answered"')).length).toBe(1)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the log', () => {
  it('has one line for a request, with its route and never its address', async () => {
    const code = t.seed.representatives[0]?.code
    for (const url of [`/q/${code}`, `/q/${code}`, `/q/${code}?elder=1`]) {
      const [line, ...more] = await linesOf(() => t.voter({ url }))
      expect(more).toEqual([])
      expect(Object.keys(line ?? {})).toEqual(
        // The order in which people read it.
        ['level', 'time', 'reqId', 'route', 'method', 'status', 'ms', 'msg'],
      )
      expect(line).toMatchObject({
        level: 30,
        route: '/q/:code',
        method: 'GET',
        status: 200,
        msg: 'answered',
      })
      expect(Math.abs(Number(line?.time) - Date.now())).toBeLessThan(60_000)
      expect(Number.isInteger(line?.ms)).toBe(true)
      expect(JSON.stringify(line)).not.toContain(code)
    }
  })

  it('given lines that could not be written, then the figures say how many', async () => {
    const log = { write: () => undefined, dropped: 0 }
    const losing = await startApp({ log })
    for (const dropped of [0, 3, 5]) {
      log.dropped = dropped
      const { body } = await losing.voter({ url: '/metrics' })
      expect(body).toContain(`\nmashang_log_lines_dropped_total{district="home"} ${dropped}\n`)
    }
    await losing.close()
  })

  it('says the same number in all lines of a request, and another in those of the next', async () => {
    const down = await startApp({ log: { write: (line) => void lines.push(line) } })
    await down.context.db.close()
    const found = await linesOf(() => down.voter({ url: `/q/${t.seed.representatives[0]?.code}` }))
    expect(found.length).toBeGreaterThan(1)
    expect(new Set(found.map(({ reqId }) => reqId)).size).toBe(1)
    const [next] = await linesOf(() => t.voter({ url: '/healthz' }))
    expect(next?.reqId).not.toBe(found[0]?.reqId)
    await down.close().catch(() => undefined)
  })
})
