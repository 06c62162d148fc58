import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type PhotoEntry,
  photosZipLimits,
  readPhotosZip,
} from '@mashang/server/roster/photos-zip.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { matchPhoto, readPhotoName } from '@mashang/shared/roster/photos.rules.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeZip, type ZipPart } from './make-zip.ts'

const all = async (source: Buffer | string, limits = photosZipLimits): Promise<PhotoEntry[]> => {
  const entries: PhotoEntry[] = []
  for await (const entry of readPhotosZip(source, limits)) entries.push(entry)
  return entries
}
const refusal = (source: Buffer | string, limits = photosZipLimits) =>
  all(source, limits).then(
    () => 'read',
    (error: unknown) => (error instanceof Failure ? error.kind.code : Promise.reject(error)),
  )
const seen = (entries: PhotoEntry[]) =>
  entries.map((e) => (e.kind === 'photo' ? [e.personName, e.hint ?? null] : [e.fileName, e.why]))

describe('the name of a photo', () => {
  test.each([
    ['张三.jpg', '张三', undefined],
    ['张三（大发街道）.JPG', '张三', '大发街道'],
    ['张三(第3选区).png', '张三', '第3选区'],
    ['2组/李四.png', '李四', '2组'],
    ['照片\\一组\\李四.png', '李四', '一组'],
    ['12.王䶮.jpeg', '王䶮', undefined],
    ['001-杨𫖯.webp', '杨𫖯', undefined],
    ['3、赵𬀩.jpg', '赵𬀩', undefined],
    ['李　㛃.jpg', '李㛃', undefined],
    ['额尔敦•巴雅尔.jpg', '额尔敦·巴雅尔', undefined],
    ['额尔敦.巴雅尔.jpg', '额尔敦·巴雅尔', undefined],
    ['张三-19900001000.jpg', '张三', '19900001000'],
    ['张三19900001000.jpg', '张三', '19900001000'],
    ['张三 (2).jpg', '张三', undefined],
    ['张三证件照.jpg', '张三', undefined],
    ['../../etc/张三.jpg', '张三', 'etc'],
  ])('%s', (file, personName, hint) =>
    expect(readPhotoName(file)).toEqual(hint ? { personName, hint } : { personName }),
  )

  test.each(['001.jpg', '.jpg', '（一）.jpg', ''])('%s says nothing', (file) =>
    expect(readPhotoName(file)).toBeNull(),
  )

  test('never makes the reading fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (file) => {
        const name = readPhotoName(file)
        expect(name === null || name.personName.length > 0).toBe(true)
      }),
    )
  })
})

describe('a photo goes to', () => {
  const people = [
    {
      name: '胡振华',
      station: '大磁街道代表之家',
      phone: '19900001040',
      electoralUnit: '第10选区',
    },
    {
      name: '胡振华',
      station: '大德恒街道代表之家',
      phone: '19900001088',
      electoralUnit: '第27选区',
    },
    { name: '额尔敦·巴雅尔', station: '大磁社区代表联络站', phone: '19900001014' },
  ]
  const match = (file: string) => {
    const name = readPhotoName(file)
    const found = name && matchPhoto(people, name)
    return found?.kind === 'one' ? people.indexOf(found.person) : found?.kind
  }

  test('the one of that name', () => {
    expect(match('额尔敦.巴雅尔.jpg')).toBe(2)
    expect(match('额尔敦巴雅尔.jpg')).toBe(2)
  })
  test('the namesake whom the hint tells', () => {
    expect(match('胡振华（大磁街道）.jpg')).toBe(0)
    expect(match('胡振华-19900001088.jpg')).toBe(1)
    expect(match('大德恒街道/胡振华.jpg')).toBe(1)
  })
  test('nobody where namesakes cannot be told apart', () => {
    expect(match('胡振华.jpg')).toBe('several')
    expect(match('胡振华（代表之家）.jpg')).toBe('several')
    expect(match('2组/胡振华.jpg')).toBe('several')
  })
  test('nobody where the name is unknown', () => expect(match('张三.jpg')).toBe('none'))
})

describe('a ZIP of photos', () => {
  const photo = (name: string | Buffer, more: Partial<ZipPart> = {}): ZipPart => ({
    name,
    bytes: 'photo',
    ...more,
  })
  /** 张三.jpg, 2组/李四.png and 石（大发）.jpg as a Chinese Windows writes them. */
  const gbk = ['d5c5c8fd2e6a7067', '32d7e92fc0eecbc42e706e67', 'caafa3a8b4f3b7a2a3a92e6a7067'].map(
    (hex) => Buffer.from(hex, 'hex'),
  )

  test('is read one by one, clutter passed over', async () => {
    const zip = makeZip([
      photo('代表照片/'),
      photo('代表照片/张三.jpg'),
      photo('__MACOSX/代表照片/._张三.jpg'),
      photo('代表照片/.DS_Store'),
      photo('Thumbs.db'),
      photo('说明.txt'),
      photo('001.jpg'),
    ])
    const entries = await all(zip)
    expect(seen(entries)).toEqual([
      ['张三', '代表照片'],
      ['说明.txt', 'notPhoto'],
      ['001.jpg', 'noName'],
    ])
    expect(entries[0]).toMatchObject({
      kind: 'photo',
      fileName: '代表照片/张三.jpg',
      bytes: Buffer.from('photo'),
    })
    for (const entry of entries)
      if (entry.kind === 'skipped') expect(entry.message).toContain(entry.fileName)
  })

  test('with names in GBK, or in UTF-8 without saying so', async () => {
    const names = [...gbk, Buffer.from('乌云其木格.jpg')]
    expect(seen(await all(makeZip(names.map((name) => photo(name, { utf8: false })))))).toEqual([
      ['张三', null],
      ['李四', '2组'],
      ['石', '大发'],
      ['乌云其木格', null],
    ])
  })

  test('from a file on disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'photos-'))
    try {
      const path = join(folder, 'photos.zip')
      await writeFile(path, makeZip([photo('张三.jpg')]))
      expect(seen(await all(path))).toEqual([['张三', null]])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('whose names climb out of folders is only read', async () => {
    const names = ['../../../etc/张三.jpg', '/etc/李四.jpg', 'C:\\Windows\\王五.jpg']
    expect(seen(await all(makeZip(names.map((name) => photo(name)))))).toEqual([
      ['张三', 'etc'],
      ['李四', 'etc'],
      ['王五', 'Windows'],
    ])
  })

  test('with bad photos among good ones', async () => {
    const limits = { ...photosZipLimits, entryBytes: 1_000 }
    const zip = makeZip([
      photo('锁.jpg', { encrypted: true }),
      photo('大.jpg', { bytes: Buffer.alloc(1_001) }),
      photo('谎.jpg', { bytes: Buffer.alloc(5_000), declares: 10 }),
      photo('好.jpg'),
    ])
    expect(seen(await all(zip, limits))).toEqual([
      ['锁.jpg', 'encrypted'],
      ['大.jpg', 'tooLarge'],
      ['谎.jpg', 'damaged'],
      ['好', null],
    ])
  })

  test('is refused as a whole where it is none, broken, or too much', async () => {
    const zip = makeZip([photo('张三.jpg'), photo('李四.jpg')])
    expect(await refusal(Buffer.from('Rar!'))).toBe('photos-zip.not-a-zip')
    expect(await refusal(Buffer.alloc(0))).toBe('photos-zip.not-a-zip')
    expect(await refusal(zip.subarray(0, 80))).toBe('photos-zip.damaged')
    expect(await refusal(zip, { ...photosZipLimits, entries: 1 })).toBe(
      'photos-zip.too-many-entries',
    )
    expect(await refusal(zip, { ...photosZipLimits, totalBytes: 7 })).toBe('photos-zip.too-large')
    expect(await refusal(makeZip([]))).toBe('read')
  })

  test('with any one byte changed is read or refused by name', async () => {
    const whole = makeZip([photo('张三.jpg'), photo('李四.jpg')])
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const bytes = Buffer.from(whole)
          bytes[at] = (bytes[at] ?? 0) ^ change
          expect(await refusal(bytes)).toMatch(/^(read|photos-zip\.[a-z-]+)$/)
        },
      ),
      { numRuns: 500 },
    )
  })
})
