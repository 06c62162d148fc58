import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesJobs } from '@mashang/server/core/files/files.jobs.ts'
import { patientStore } from '@mashang/server/core/files/patient.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Filed, file } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { startStorage, type TestStorage } from '../support/object-storage.ts'
import { picture, upload } from './upload.ts'

const PATIENCE = { connect: 500, silence: 2_000, attempts: 1 }

let storage: TestStorage
let folder: string
let t: TestApp
beforeEach(async () => {
  storage = await startStorage()
  folder = mkdtempSync(join(tmpdir(), 'mashang-outage-'))
  t = await startApp({ files: opened() })
})
afterEach(async () => {
  await t.close()
  await storage.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The store as a process has it that has just started. */
const opened = (): FileStore => patientStore(s3Store(storage.settings(), PATIENCE), folder)

const namesIn = async (store: FileStore): Promise<string[]> => {
  const names: string[] = []
  for await (const name of store.list('')) names.push(name)
  return names
}

describe('a filing with a photo while the storage is away', () => {
  it('is accepted, its photo read at once, kept over a restart, and moved when the storage is back', async () => {
    storage.line('cut')
    const taken = await upload(t, await picture(80, 60).jpeg().toBuffer())
    expect(taken.statusCode).toBe(201)
    const { id } = taken.json() as { id: string }
    const reply = await file(t, { photos: [id] })
    expect(reply.statusCode).toBe(201)
    const { receipt } = reply.json() as Filed
    const shown = () => t.voter({ url: `/api/receipts/${receipt}/photos/${id}?size=full` })
    const first = await shown()
    expect(first.statusCode).toBe(200)

    Object.assign(t.context.files, opened())
    expect((await shown()).rawPayload).toEqual(first.rawPayload)
    const move = async () => {
      for (const job of filesJobs(t.context)) await job.run(new AbortController().signal)
    }
    await expect(move()).rejects.toMatchObject({ kind: { code: 'storage.files-unavailable' } })
    expect((await shown()).statusCode).toBe(200)

    storage.line('fine')
    const bucket = s3Store(storage.settings(), PATIENCE)
    expect(await namesIn(bucket)).toEqual([])
    await move()
    expect(await namesIn(bucket)).toHaveLength(2)
    expect((await shown()).rawPayload).toEqual(first.rawPayload)
    rmSync(folder, { recursive: true })
    expect((await shown()).rawPayload).toEqual(first.rawPayload)
  })

  it('given another process, then that says "later" until the photo is moved', async () => {
    storage.line('cut')
    const { id } = (await upload(t, await picture(80, 60).jpeg().toBuffer())).json() as {
      id: string
    }
    const { receipt } = (await file(t, { photos: [id] })).json() as Filed
    storage.line('fine')
    const here = t.context.files
    const elsewhere = mkdtempSync(join(tmpdir(), 'mashang-elsewhere-'))
    t.context.files = patientStore(s3Store(storage.settings(), PATIENCE), elsewhere)
    const shown = () => t.voter({ url: `/api/receipts/${receipt}/photos/${id}?size=full` })
    const late = await shown()
    expect(late.json()).toMatchObject({ code: 'photo.on-its-way' })
    expect(late.headers['retry-after']).toBeDefined()
    await here.moveWaiting?.()
    expect((await shown()).statusCode).toBe(200)
    rmSync(elsewhere, { recursive: true })
  })

  it('given a name that waits and is stored anew or taken away, then the last word holds', async () => {
    const store = opened()
    const text = async (name: string) => {
      const found = await store.read(name)
      return found && Buffer.concat(await found.stream.toArray()).toString()
    }
    storage.line('cut')
    await store.put('a/one', Buffer.from('1'))
    await store.put('a/two', Buffer.from('1'))
    await store.put('a/one', Buffer.from('2'))
    expect(await text('a/one')).toBe('2')
    storage.line('fine')
    await store.put('a/one', Buffer.from('3'))
    await store.remove('a/two')
    expect(await namesIn(store)).toEqual(['a/one'])
    await store.moveWaiting?.()
    expect(await text('a/one')).toBe('3')
    expect(await text('a/two')).toBeNull()
    await store.put('a/one', Buffer.from('4'))
    expect(await text('a/one')).toBe('4')
  })
})
