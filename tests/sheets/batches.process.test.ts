import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DataFolder, officeOf, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type RunningServer, run, startOn } from '@mashang/scripts/support/server-process.ts'
import { smallDisk } from '@mashang/scripts/support/small-disk.ts'
import type { BatchView } from '@mashang/shared/sheets/batches.model.ts'
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Servers start several times, and the lease of one that was killed has to run out. */
const PATIENCE = 240_000

async function until<T>(what: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await what()
    if (found !== null) return found
    await new Promise((next) => setTimeout(next, 50))
  }
}

function clientOf(server: RunningServer, cookie: string) {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/api/poster-batches${path}`, {
      ...init,
      headers: { ...init.headers, cookie },
    })
  return {
    get: call,
    post: (path: string, body: object) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    show: async (id: string) => (await (await call(`/${id}`)).json()) as BatchView,
  }
}

const hundreds = (data: DataFolder) => ({
  format: 'a4',
  select: { representatives: data.seed.representatives.map(({ id }) => id) },
  // Enough to be caught in the middle.
  copies: 50,
})

describe('a process that is killed in the middle of a batch', { timeout: PATIENCE }, () => {
  it('goes on after the restart: every number once, no gap, a PDF that is whole', async () => {
    const data = await seededFolder()
    closing.push(() => data.remove())
    const cookie = await officeOf(data)
    let id = ''
    for (const when of ['numbered', 'done'] as const) {
      const server = await startOn(data.path)
      closing.push(() => server.end('SIGKILL'))
      const office = clientOf(server, cookie)
      if (id === '')
        id = ((await (await office.post('', hundreds(data))).json()) as { id: string }).id
      await until(async () => {
        const view = await office.show(id)
        return (when === 'numbered' ? view.numbers !== null : view.done > 0) ? view : null
      })
      await server.end('SIGKILL')
    }

    const server = await startOn(data.path)
    closing.push(() => server.end('SIGKILL'))
    const office = clientOf(server, cookie)
    const ready = await until(async () => {
      const view = await office.show(id)
      return ['ready', 'failed'].includes(view.state) ? view : null
    })
    expect(ready).toMatchObject({ state: 'ready', done: 150, total: 150 })
    expect(ready.numbers).toEqual({ from: '0001', to: '0150' })
    const pdf = Buffer.from(await (await office.get(`/${id}.pdf`)).arrayBuffer())
    expect(pdf.length).toBe(ready.files[0]?.bytes)
    expect(pdf.subarray(-6).toString()).toContain('%%EOF')
    expect(pdf.toString('latin1').match(/\/Type\/Page\b/g)?.length).toBe(150)

    expect(await server.end('SIGTERM')).toBe(0)
    expect(readdirSync(join(data.path, 'spool'))).toEqual([])
    const file = new Sqlite(join(data.path, 'mashang.sqlite'), { readonly: true })
    const read = (sql: string): unknown => file.prepare(sql).pluck().get()
    expect(read('select count(*) from sheets')).toBe(150)
    expect(read('select count(distinct code) from sheets')).toBe(150)
    expect(read('select max(number) from sheets')).toBe(150)
    expect(read('select count(*) from codes where sheet_id is not null')).toBe(150)
    file.close()
    expect(await run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })).toMatchObject({
      code: 0,
    })
  })
})

describe('a disk that is full in the middle of a batch', { timeout: PATIENCE }, () => {
  it('is told in a sentence, leaves nothing half, and the batch goes on when there is room', async () => {
    const disk = smallDisk()
    closing.push(() => disk.remove())
    const data = await seededFolder(disk.path)
    const cookie = await officeOf(data)
    const server = await startOn(data.path)
    closing.push(() => server.end('SIGKILL'))
    const office = clientOf(server, cookie)
    const { id } = (await (await office.post('', hundreds(data))).json()) as { id: string }
    await until(async () => ((await office.show(id)).numbers === null ? null : true))
    disk.useUp(server.process.pid ?? 0)
    const spool = join(data.path, 'spool')
    await until(async () => (!existsSync(spool) || readdirSync(spool).length === 0 ? true : null))
    expect((await office.get(`/${id}.pdf`)).status).toBe(409)

    disk.giveBack(server.process.pid ?? 0)
    const ended = await until(async () => {
      const view = await office.show(id)
      return ['ready', 'failed'].includes(view.state) ? view : null
    })
    // Where not even that could be written, the batch has gone on by itself.
    if (ended.state === 'failed') {
      expect(ended.failure).toMatch(/^存储空间已满，没有印成；编号都留着/)
      expect((await office.post(`/${id}/retry`, {})).status).toBe(200)
    }
    const ready = await until(async () => {
      const view = await office.show(id)
      return view.state === 'ready' ? view : null
    })
    expect(ready.numbers).toEqual({ from: '0001', to: '0150' })
    expect((await office.get(`/${id}.pdf`)).status).toBe(200)
    expect(await server.end('SIGTERM')).toBe(0)
  })
})
