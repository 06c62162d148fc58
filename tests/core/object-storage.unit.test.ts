import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { freePort } from '@mashang/scripts/support/free-port.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { s3Store, tryOut } from '@mashang/server/core/files/s3.ts'
import type { ObjectStorage } from '@mashang/server/core/files/settings.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BUCKET, KEYS, startStorage, type TestStorage } from '../support/object-storage.ts'

/** For what has to fail, and for what has to work on a busy machine. */
const HASTY = { connect: 300, silence: 300, attempts: 3 }
const CALM = { connect: 5_000, silence: 2_000, attempts: 3 }
const MEGABYTE = 1024 * 1024

let storage: TestStorage
const folder = mkdtempSync(join(tmpdir(), 'mashang-storage-'))
const large = join(folder, 'large.pdf')
beforeAll(async () => {
  storage = await startStorage()
  writeFileSync(large, Buffer.alloc(10 * MEGABYTE, 'pdf'))
})
afterEach(() => storage.line('fine'))
afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

const files = (patience = CALM) => s3Store(storage.settings(), patience)
const refusal = async (work: Promise<unknown>): Promise<Failure> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Failure)) throw new Error(`no Failure: ${String(error)}`)
  return error
}
const unavailable = {
  kind: { code: 'storage.files-unavailable', status: 503 },
  details: { retryAfter: expect.any(Number) },
}

describe('an object storage that is away', () => {
  it.each(['cut', 'silent'] as const)('(%s) is a 503 for every way of using it', async (line) => {
    const store = files()
    await store.put('kept', Buffer.from('x'))
    storage.line(line)
    const hasty = files(HASTY)
    const uses = [
      hasty.put('new', Buffer.from('y')),
      hasty.putFile('new', large),
      hasty.read('kept'),
      hasty.read('kept', { start: 0, end: 0 }),
      hasty.remove('kept'),
      hasty.list('')[Symbol.asyncIterator]().next(),
    ]
    for (const failure of await Promise.all(uses.map(refusal)))
      expect(failure).toMatchObject(unavailable)
    storage.line('fine')
    expect(await store.read('new')).toBeNull()
    expect(await store.read('kept')).toMatchObject({ size: 1 })
  })

  it('given that it goes in mid-upload, then nothing is there under the name, and what was stays', async () => {
    const store = files()
    await store.put('sheets.pdf', Buffer.from('the first'))
    for (const ends of ['cut', 'silent'] as const) {
      storage.line({ after: MEGABYTE, ends })
      const hasty = files(HASTY)
      expect(await refusal(hasty.putFile('sheets.pdf', large))).toMatchObject(unavailable)
      expect(await refusal(hasty.putFile('others.pdf', large))).toMatchObject(unavailable)
    }
    storage.line('fine')
    const found = await store.read('sheets.pdf')
    expect(found && (await buffer(found.stream)).toString()).toBe('the first')
    expect(await store.read('others.pdf')).toBeNull()
  })

  it('given that it comes back meanwhile, then an upload is tried again and is whole', async () => {
    const store = files()
    storage.line({ after: MEGABYTE, ends: 'cut' })
    const upload = store.putFile('again.pdf', large)
    setTimeout(() => storage.line('fine'), 60)
    await upload
    expect(await store.read('again.pdf')).toMatchObject({ size: 10 * MEGABYTE })
  })

  it('given that it goes in mid-download, then the reader is told, and never takes a piece for the whole', async () => {
    const store = files()
    await store.putFile('large.pdf', large)
    for (const ends of ['cut', 'silent'] as const) {
      storage.line({ after: 2 * MEGABYTE, ends })
      const found = await store.read('large.pdf')
      if (found === null) throw new Error('not there')
      expect(await refusal(buffer(found.stream))).toMatchObject(unavailable)
    }
  })

  it('a reader slower than its patience still gets the whole', async () => {
    const store = files()
    await store.putFile('large.pdf', large)
    const found = await store.read('large.pdf')
    let length = 0
    for await (const chunk of found?.stream ?? []) {
      if (length === 0) await new Promise((resolve) => setTimeout(resolve, 2 * CALM.silence))
      length += (chunk as Buffer).length
    }
    expect(length).toBe(10 * MEGABYTE)
  })

  it('given that its bucket is gone, then that is an outage and no absent file', async () => {
    const store = s3Store(storage.settings({ bucket: 'gone-away' }), CALM)
    expect(await refusal(store.read('x'))).toMatchObject(unavailable)
    expect(await refusal(store.put('x', Buffer.from('x')))).toMatchObject(unavailable)
  })

  it('a file of this machine that cannot be read is no outage', async () => {
    await expect(files().putFile('x', join(folder, 'none'))).rejects.toThrow('ENOENT')
    await expect(files().putFile('x', folder)).rejects.toThrow('EISDIR')
  })
})

describe('two offices in one bucket', () => {
  it('do not see each other', async () => {
    const [one, other] = ['one/', ''].map((prefix) => s3Store(storage.settings({ prefix }), CALM))
    await one?.put('photo', Buffer.from('of the first'))
    expect(await other?.read('photo')).toBeNull()
    expect(await other?.read('one/photo')).toMatchObject({ size: 12 })
  })
})

describe('before the start', () => {
  const sentence = async (changes: Partial<ObjectStorage>, patience = CALM): Promise<string> => {
    const settings = storage.settings(changes)
    const error = await tryOut(s3Store(settings, patience), settings).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (error === undefined) return ''
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }

  it('nothing is said, and nothing stays behind, where all is well', async () => {
    expect(await sentence({ prefix: 'fresh/' })).toBe('')
    const left: string[] = []
    for await (const name of s3Store(storage.settings({ prefix: 'fresh/' })).list(''))
      left.push(name)
    expect(left).toEqual([])
  })

  const secret = 'never-to-be-seen'
  it.each<[string, () => Promise<Partial<ObjectStorage>>, RegExp]>([
    ['no such bucket', async () => ({ bucket: 'no-such' }), /MASHANG_FILES_URL.*“no-such”不存在/],
    ['a wrong key', async () => ({ keys: { ...KEYS, id: 'X' } }), /MASHANG_FILES_KEY.*不对/],
    ['a wrong secret', async () => ({ keys: { ...KEYS, secret } }), /MASHANG_FILES_SECRET 不对/],
    [
      'nobody at the address',
      async () => ({ endpoint: `http://127.0.0.1:${await freePort()}` }),
      /连不上 MASHANG_FILES_URL.*ECONNREFUSED/,
    ],
    [
      'no such host',
      async () => ({ endpoint: 'http://storage.invalid' }),
      /连不上 MASHANG_FILES_URL.*storage\.invalid/,
    ],
  ])('given %s, then one sentence that names what to mend', async (_what, changes, expected) => {
    const said = await sentence(await changes())
    expect(said).toMatch(expected)
    expect(said).toMatch(/^[^\n]*。$/)
    expect(said).not.toContain(secret)
  })

  it('given a storage that is silent, then the same', async () => {
    storage.line('silent')
    expect(await sentence({}, HASTY)).toMatch(/^连不上 MASHANG_FILES_URL[^\n]*。$/)
  })

  it(`reaches ${BUCKET} by default settings`, async () => {
    const settings = storage.settings()
    await expect(tryOut(s3Store(settings), settings)).resolves.toBeUndefined()
  })
})
