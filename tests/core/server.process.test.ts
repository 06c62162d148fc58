import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DataFolder, fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { freePort } from '@mashang/scripts/support/free-port.ts'
import { run, startOn } from '@mashang/scripts/support/server-process.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { multipart, picture } from '../photos/upload.ts'
import { filingTo, type SeededRepresentative } from '../support/app.ts'
import { BUCKET, KEYS, startStorage } from '../support/object-storage.ts'

describe('the server as a process', () => {
  let data: DataFolder
  beforeAll(async () => {
    data = await seededFolder()
  })
  afterAll(() => data.remove())

  it('given an unknown setting, then it ends with one sentence that names it', async () => {
    const { code, printed } = await run('server/main.ts', { MASHANG_PROT: '80' })
    expect(code).toBe(1)
    expect(printed.trim().split('\n')).toEqual([expect.stringContaining('MASHANG_PROT')])
  })

  it('given an object storage that does not answer, then the same; with one that does, its photos are there', async () => {
    const storage = await startStorage()
    const settings = {
      MASHANG_DATA: data.path,
      MASHANG_DEMO: '0',
      MASHANG_FILES_URL: `s3://${BUCKET}/home?endpoint=${storage.endpoint}`,
      MASHANG_FILES_KEY: KEYS.id,
      MASHANG_FILES_SECRET: 'a-wrong-secret',
    }
    const { code, printed } = await run('server/main.ts', settings)
    expect(code).toBe(1)
    expect(printed.trim().split('\n')).toEqual([expect.stringMatching(/MASHANG_FILES_SECRET.*。$/)])
    expect(printed).not.toContain('a-wrong-secret')

    const server = await startOn(data.path, {
      ...settings,
      MASHANG_FILES_SECRET: KEYS.secret,
    })
    const { headers, payload } = multipart(await picture(80, 60).jpeg().toBuffer())
    const body = new Uint8Array(payload)
    const taken = await fetch(`${server.url}/api/photos`, { method: 'POST', headers, body })
    expect(taken.status).toBe(201)
    const { id } = (await taken.json()) as { id: string }
    const kept: string[] = []
    const files = s3Store(storage.settings({ prefix: 'home/' }))
    for await (const name of files.list('photos')) kept.push(name)
    expect(kept.filter((name) => name.includes(id))).toHaveLength(2)
    expect(await server.end('SIGTERM')).toBe(0)
    expect(server.printed()).not.toContain(KEYS.secret)
    await storage.close()
  })

  it('given a port that is taken, then the same', async () => {
    const port = await freePort()
    const server = await startOn(data.path, { MASHANG_PORT: String(port) })
    const arriving = join(data.path, 'spool', 'arriving')
    mkdirSync(join(data.path, 'spool'), { recursive: true })
    writeFileSync(arriving, 'half a photo')
    const { code, printed } = await run('server/main.ts', {
      MASHANG_PORT: String(port),
      MASHANG_DATA: data.path,
      MASHANG_DEMO: '0',
    })
    expect(code).toBe(1)
    expect(printed.trim().split('\n')).toEqual([expect.stringMatching(/MASHANG_PORT.*。$/)])
    expect(existsSync(arriving), 'what the running one is taking in').toBe(true)
    expect(await server.end('SIGTERM')).toBe(0)
    const next = await startOn(data.path)
    expect(existsSync(arriving), 'what one that was killed left behind').toBe(false)
    expect(await next.end('SIGTERM')).toBe(0)
  })

  it('given SIGTERM while a proxy keeps its lines busy, then it ends well, and soon', async () => {
    const server = await startOn(data.path)
    const agent = new Agent({ keepAlive: true, maxSockets: 4 })
    let answered = 0
    const lines = Array.from({ length: 4 }, async () => {
      while ((await answer(agent, `${server.url}/readyz`)) !== undefined) answered++
    })
    while (answered < 20) await new Promise((resolve) => setTimeout(resolve, 10))
    const began = performance.now()
    expect(await server.end('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(5_000)
    await Promise.all(lines)
    agent.destroy()
  })

  it('given SIGTERM while a filing is half sent, then that is finished, acknowledged and kept, and the process ends well', async () => {
    const server = await startOn(data.path)
    const body = JSON.stringify(filingTo(data.seed.representatives[0] as SeededRepresentative))
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    await once(socket, 'connect')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    const half = Buffer.byteLength(body) / 2
    socket.write(
      `POST /api/issues HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nIdempotency-Key: half-sent-key\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
    )
    while (!answer.includes('100 Continue')) await once(socket, 'data')
    const bytes = Buffer.from(body)
    socket.write(bytes.subarray(0, half))
    const ended = server.end('SIGTERM')
    await refusesConnections(server.url)
    socket.write(bytes.subarray(half))
    await once(socket, 'close')
    expect(answer).toMatch(/HTTP\/1\.1 201/)
    expect(await ended).toBe(0)
    const again = await startOn(data.path)
    const replay = await fileAt(again, data, 'half-sent-key')
    expect(answer).toContain(await replay.text())
    await again.end('SIGTERM')
  })

  it('logs routes and codes, never a receipt, a phone number or a text', async () => {
    const server = await startOn(data.path)
    const filed = (await (await fileAt(server, data)).json()) as { receipt: string }
    await fetch(`${server.url}/api/receipts/${filed.receipt}`)
    await fetch(`${server.url}/q/${data.seed.stationCode}?secret=13900000137`)
    await server.end('SIGTERM')
    const printed = server.printed()
    expect(printed).toContain('"route":"/api/receipts/:receipt"')
    expect(printed).not.toMatch(
      new RegExp(`${filed.receipt}|路灯|王秀兰|139\\s?0000|${data.seed.stationCode}`),
    )
  })

  it('says once that a proxy in front of it was not named, and nothing where it was', async () => {
    const warnings = async (settings: Record<string, string>): Promise<number> => {
      const server = await startOn(data.path, settings)
      for (const address of ['203.0.113.7', '203.0.113.8'])
        await fetch(`${server.url}/healthz`, { headers: { 'x-forwarded-for': address } })
      await fetch(`${server.url}/healthz`)
      await server.end('SIGTERM')
      expect(server.printed()).not.toContain('203.0.113')
      return server.printed().split('MASHANG_TRUSTED_PROXIES').length - 1
    }
    expect(await warnings({})).toBe(1)
    expect(await warnings({ MASHANG_TRUSTED_PROXIES: '127.0.0.1' })).toBe(0)
  })

  it('prints a one-time token where nobody is in charge yet, and not after that; its files are its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-empty-'))
    const server = await startOn(folder)
    const token = /一次性设置口令：(\w+)/.exec(server.printed())?.[1] ?? ''
    const set = await fetch(`${server.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token,
        districtName: '石拐区',
        name: '赵敏',
        login: 'zhao',
        password: '草原上的星星今晚很亮',
      }),
    })
    expect(set.status).toBe(201)
    await server.end('SIGTERM')
    const again = await startOn(folder)
    expect(again.printed()).not.toContain('设置口令')
    for (const name of ['mashang.sqlite', 'secret.key'])
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
    await again.end('SIGTERM')
    rmSync(folder, { recursive: true })
  })
})

describe('npm run run verify-ledger', () => {
  it('says that it is whole; names the first broken place and ends with 1', async () => {
    const data = await seededFolder()
    const server = await startOn(data.path)
    for (let n = 0; n < 5; n++) await fileAt(server, data)
    const verify = () => run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })
    const whole = await verify()
    await server.end('SIGTERM')
    const file = new Sqlite(join(data.path, 'mashang.sqlite'))
    const rows = file.prepare('select count(*) from ledger').pluck().get()
    expect(whole).toEqual({ code: 0, printed: `✓ home：账本完整，共 ${rows} 条。\n` })
    expect(rows).toBeGreaterThanOrEqual(5)
    file.exec(
      'drop trigger ledger_refuses_update; update ledger set at = at + 1 where sequence = 3',
    )
    file.close()
    expect(await verify()).toEqual({
      code: 1,
      printed: '✗ home：第 3 条被改过；它前面的 2 条完整。\n',
    })
    data.remove()
  })

  it('finds the ledger of a busy server whole, each time', async () => {
    const data = await seededFolder()
    const server = await startOn(data.path)
    let busy = true
    const phones = Array.from({ length: 4 }, async () => {
      while (busy) await fileAt(server, data)
    })
    for (let n = 0; n < 3; n++) {
      const { code, printed } = await run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })
      expect([code, printed]).toEqual([0, expect.stringContaining('账本完整')])
    }
    busy = false
    await Promise.all(phones)
    await server.end('SIGTERM')
    data.remove()
  })

  it('changes nothing: neither a schema of another version nor a file', async () => {
    const data = await seededFolder()
    const path = join(data.path, 'mashang.sqlite')
    const file = new Sqlite(path)
    file.exec('delete from __drizzle_migrations where rowid > 1; drop table counters')
    file.close()
    const before = readFileSync(path)
    const { code, printed } = await run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })
    expect([code, printed]).toEqual([0, '✓ home：账本完整，共 0 条。\n'])
    expect(readFileSync(path).equals(before)).toBe(true)
    data.remove()
  })

  it('given a database that no server has set up, then a sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-blank-'))
    new Sqlite(join(folder, 'mashang.sqlite')).exec('create table x (y)').close()
    const { code, printed } = await run('scripts/verify-ledger.ts', { MASHANG_DATA: folder })
    expect([code, printed.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/没有账本.*。$/)],
    ])
    rmSync(folder, { recursive: true })
  })

  it('given a folder without a database, then a sentence, and none is made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-none-'))
    const { code, printed } = await run('scripts/verify-ledger.ts', { MASHANG_DATA: folder })
    expect([code, printed]).toEqual([1, expect.stringContaining('没有数据库')])
    expect(() => statSync(join(folder, 'mashang.sqlite'))).toThrow()
    rmSync(folder, { recursive: true })
  })
})

/** The status of an answer over one of the agent's lines; undefined when the line is dead. */
const answer = (agent: Agent, url: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    get(url, { agent }, (reply) => {
      reply.resume()
      reply.once('close', () => resolve(reply.statusCode))
    }).once('error', () => resolve(undefined))
  })

/** Resolves when the server takes no new connection. */
async function refusesConnections(url: string): Promise<void> {
  for (;;) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const refused = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(false))
      socket.once('error', () => resolve(true))
    })
    socket.destroy()
    if (refused) return
  }
}
