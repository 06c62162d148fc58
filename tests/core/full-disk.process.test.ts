import { type DataFolder, fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type RunningServer, run, startOn } from '@mashang/scripts/support/server-process.ts'
import { type SmallDisk, smallDisk } from '@mashang/scripts/support/small-disk.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { multipart, picture } from '../photos/upload.ts'

let disk: SmallDisk
let data: DataFolder
let server: RunningServer | undefined
beforeAll(async () => {
  disk = smallDisk()
  data = await seededFolder(disk.path)
  server = await startOn(data.path)
})
afterAll(async () => {
  await server?.end('SIGKILL')
  disk.remove()
})

const running = (): RunningServer => {
  if (server === undefined) throw new Error('the server was not started')
  return server
}
const get = (path: string) => fetch(`${running().url}${path}`)
const upload = async () => {
  const { headers, payload } = multipart(await picture(1600, 1200).jpeg({ quality: 95 }).toBuffer())
  return fetch(`${running().url}/api/photos`, {
    method: 'POST',
    headers,
    body: new Uint8Array(payload),
  })
}
const pid = (): number => running().process.pid ?? 0

describe('a full disk', () => {
  it('is said in a problem document, reading goes on, and it recovers by itself', async () => {
    const before = (await (await fileAt(running(), data)).json()) as {
      receipt: string
      number: string
    }
    disk.useUp(pid())
    const keys = Array.from({ length: 20 }, () => crypto.randomUUID())
    const refused: Response[] = []
    // A last free page may still take one or two.
    for (const key of keys) refused.push(await fileAt(running(), data, key))
    const statuses = refused.map((reply) => reply.status)
    const first = statuses.findIndex((status) => status !== 201)
    expect(first, `${disk.kind}: ${statuses}`).toBeGreaterThanOrEqual(0)
    for (const reply of refused.slice(first)) {
      expect(reply.status).toBeOneOf(disk.kind === 'limit' ? [503, 507] : [507])
      expect(reply.headers.get('content-type')).toContain('application/problem+json')
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await reply.json()).toMatchObject({
        title: expect.stringMatching(/[\u4e00-\u9fff].*。$/),
      })
    }
    expect((await upload()).status).toBeOneOf([503, 507])

    for (const path of [
      '/readyz',
      `/q/${data.seed.stationCode}`,
      `/api/codes/${data.seed.stationCode}`,
      `/api/receipts/${before.receipt}`,
      `/r/${before.receipt}`,
    ])
      expect((await get(path)).status, path).toBe(200)

    disk.giveBack(pid())
    for (const key of keys) expect((await fileAt(running(), data, key)).status).toBe(201)
    expect((await upload()).status).toBe(201)
    const after = (await (await fileAt(running(), data)).json()) as { number: string }
    const digits = (number: string) => Number(/(\d{4}) 号/.exec(number)?.[1])
    expect(digits(after.number) - digits(before.number)).toBe(keys.length + 1)

    expect(await running().end('SIGTERM')).toBe(0)
    expect(await run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })).toMatchObject({
      code: 0,
    })
  })
})
