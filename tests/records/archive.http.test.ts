import { once } from 'node:events'
import { allRecords } from '@mashang/server/records/archive.usecases.ts'
import { recordTools } from '@mashang/server/records/tools.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { done as take } from '../activities/steps.ts'
import { seeded } from '../issues/steps.ts'
import { multipart, uploaded } from '../photos/upload.ts'
import { done, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { PDF } from '../support/small-pdf.ts'
import { unzipped } from '../support/unzipped.ts'
import { heldBy } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
let file: string
const printer = createPrinter()
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = await t.as('office')
  li = await t.as(0)
  const id = await heldBy(t, office, 'inspection', { title: '视察“老旧/小区”' })
  await take(office, id, { act: 'minute', revision: 1, text: '六个小区没有路灯。' })
  await take(office, id, { act: 'photograph', photo: await uploaded(t) })
  const { headers, payload } = multipart(PDF, 'file', '路灯说明.pdf')
  const sent = await li({ method: 'POST', url: '/api/suggestion-files', headers, body: payload })
  file = sent.json<{ id: string }>().id
  const { id: suggestion } = await written(li, { files: [file] })
  await done(li, suggestion, { act: 'submit' })
})
afterAll(async () => {
  await printer.close()
  await t.close()
})

const FOLDER = '0001 李婺代表'
const VISIT = `${FOLDER}/附件/2026-11-23 视察“老旧·小区”`
const SUGGESTION = `${FOLDER}/附件/2026-11-23 给老旧小区加装路灯`

const actor = {
  accountId: 'x',
  name: '',
  role: 'office',
  representativeId: null,
  stationId: null,
} as const

async function archive() {
  const ticket = crypto.randomUUID()
  const { rawPayload } = await office({ url: `/api/exports/records?file=docx&ticket=${ticket}` })
  const { beside } = (await office({ url: `/api/exports/${ticket}` })).json()
  return { files: await unzipped(rawPayload), beside }
}

describe('the archive of everybody’s records', () => {
  it('holds for each what their page lists beside the record, and says how many', async () => {
    const { files, beside } = await archive()
    const own = [...files.keys()].filter((name) => name.startsWith(FOLDER))
    expect(own).toEqual([
      `${FOLDER}/李婺代表履职档案.docx`,
      `${VISIT}/活动记录.txt`,
      `${VISIT}/照片 1.jpg`,
      `${SUGGESTION}/路灯说明.pdf`,
    ])
    expect(files.get(`${VISIT}/活动记录.txt`)?.toString()).toBe('\uFEFF六个小区没有路灯。')
    expect(files.get(`${VISIT}/照片 1.jpg`)?.subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(files.get(`${SUGGESTION}/路灯说明.pdf`)?.equals(PDF)).toBe(true)
    // The three of the seed were all there; the suggestion is one's own.
    expect(beside).toEqual({ files: 3 * 2 + 1, missing: 0 })
    const page = (await office({ url: `/api/records/${seeded(t).id}` })).json()
    expect(page.attachments).toHaveLength(2)
  })

  it('given a name that no system can save, then the file of the record has none of it', async () => {
    const url = `/api/roster/representatives/${seeded(t, 1).id}`
    const called = async (name: string): Promise<void> => {
      const { seen, facts } = (await office({ url })).json()
      const body = { seen, facts: { ...facts, name } }
      expect((await office({ method: 'PUT', url, body })).statusCode).toBe(200)
    }
    await called('张/建?平')
    const { files } = await archive()
    expect(files.has('0002 张·建平代表/张·建平代表履职档案.docx')).toBe(true)
    t.clock.advance(1)
    await called('张建平')
  })

  it('given the storage is away for a file, or has it no more, then that is said in its place', async () => {
    const read = vi.spyOn(t.context.files, 'read').mockImplementation(async (name) => {
      if (name.startsWith('suggestions/')) throw new Failure(coreErrors.filesUnavailable)
      return null
    })
    const { files, beside } = await archive()
    read.mockRestore()
    expect(beside).toEqual({ files: 3, missing: 4 })
    expect(files.has(`${VISIT}/照片 1.jpg`)).toBe(false)
    const told = files.get(`${FOLDER}/附件/缺少的附件.txt`)?.toString() ?? ''
    expect(told).toContain('2 个附件没有放进来')
    expect(told).toMatch(/照片 1\.jpg：系统里已经没有这个文件/)
    expect(told).toMatch(/路灯说明\.pdf：存文件的地方这时连不上/)
    expect(files.has('0002 张建平代表/附件/缺少的附件.txt')).toBe(true)
  })

  it('given a reader who waits or goes away, then nothing is read ahead, and nothing stays open', async () => {
    const read = vi.spyOn(t.context.files, 'read')
    const tools = recordTools(t.context, printer)
    const big = t.context.files
    await big.put(`suggestions/${file}`, Buffer.alloc(4_000_000, 7))
    const { stream } = await allRecords(t.context, { file: 'docx' }, actor, tools)
    stream.once('readable', () => undefined)
    await once(stream, 'readable')
    // The first one's files at most: the big one of them waits for its reader.
    await expect.poll(() => stream.readableLength >= stream.readableHighWaterMark).toBe(true)
    expect(read.mock.calls.length).toBe(2)
    stream.destroy()
    const opened = await Promise.all(read.mock.results.map(({ value }) => value))
    await expect.poll(() => opened.every(({ stream }) => stream.destroyed)).toBe(true)
    expect(read.mock.calls.length).toBe(2)
    read.mockRestore()
    await big.put(`suggestions/${file}`, PDF)
  })

  it('given a reader who goes away while a file is opened, then that is closed, and no other one opened', async () => {
    const big = t.context.files
    await big.put(`suggestions/${file}`, Buffer.alloc(4_000_000, 7))
    const { stream } = await allRecords(
      t.context,
      { file: 'docx' },
      actor,
      recordTools(t.context, printer),
    )
    stream.resume()
    const plain = big.read.bind(big)
    const read = vi.spyOn(big, 'read').mockImplementation(async (name) => {
      const opened = await plain(name)
      if (!name.includes(file)) return opened
      stream.destroy()
      await once(stream, 'close')
      return opened
    })
    await once(stream, 'close')
    await expect
      .poll(async () => {
        const opened = await Promise.all(read.mock.results.map(({ value }) => value))
        return opened.map((one) => one?.stream.destroyed)
      })
      .toEqual([true, true])
    read.mockRestore()
    await big.put(`suggestions/${file}`, PDF)
  })
})
