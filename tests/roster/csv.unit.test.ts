import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { rosterLimits } from '@mashang/server/roster/roster.limits.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { describe, expect, test } from 'vitest'

/** The stable code with which a file is refused, or the sheets it has. */
const outcome = async (bytes: Buffer, name: string) =>
  readRosterFile(bytes, name).catch((error: unknown) => {
    if (error instanceof Failure) return error.kind.code
    throw error
  })

describe('a CSV', () => {
  const text = '姓名,手机\r\n乌云其木格,19900001007\r\n'
  const rows = [
    ['姓名', '手机'],
    ['乌云其木格', '19900001007'],
  ]
  const utf16be = (s: string) => Buffer.from(s, 'utf16le').swap16()
  const gbk = Buffer.from(
    'd0d5c3fb2ccad6bbfa0d0ace61d4c6c6e4c4beb8f12c31393930303030313030370d0a',
    'hex',
  )

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 of the other order', utf16be(`\uFEFF${text}`)],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    [
      'UTF-8 with a cut end',
      Buffer.concat([Buffer.from(text.trimEnd()), Buffer.from([0xe5, 0xbc])]),
    ],
    ['old Macintosh line ends', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['quoted numbers', Buffer.from(text.replace('19900001007', '"=""19900001007"""'))],
    ['blank columns and rows', Buffer.from(`${text.replaceAll('\r\n', ',,,\r\n')},,\r\n\r\n`)],
  ])('in %s', async (_, bytes) =>
    expect(await outcome(bytes, '名册.csv')).toEqual([{ name: '名册', rows }]),
  )

  test('in GB18030', async () => {
    const [sheet] = (await readRosterFile(gbk, 'a.csv')) ?? []
    expect(sheet?.rows[0]).toEqual(['姓名', '手机'])
  })

  test('with quotes, commas and line ends inside cells', async () =>
    expect(
      await outcome(Buffer.from('姓名,备注\n张三,"一,二\n""三"""\n李四,他说"好"\n'), 'a.csv'),
    ).toEqual([
      {
        name: 'a',
        rows: [
          ['姓名', '备注'],
          ['张三', '一,二\n"三"'],
          ['李四', '他说"好"'],
        ],
      },
    ]))

  test.each<[string, Buffer, string]>([
    ['NUL', Buffer.from('姓名,手机\n张\0三,1'), 'roster.csv-broken'],
    ['other control characters', Buffer.from('姓名,手机\n张\x01三,1'), 'roster.csv-broken'],
    ['no known encoding', Buffer.from([0x41, 0x2c, 0xff, 0xff, 0x0a]), 'roster.csv-encoding'],
    ['only blanks', Buffer.from(' \r\n \r\n'), 'roster.empty'],
    ['only separators', Buffer.from(',,,\r\n,,,\r\n'), 'roster.empty'],
    ['an open quote', Buffer.from('姓名,手机\n"张三,1\n'), 'roster.damaged'],
    ['too many rows', Buffer.from('甲,乙\n'.repeat(rosterLimits.rows + 1)), 'roster.too-many-rows'],
    [
      'too many columns',
      Buffer.from(`${'甲,'.repeat(rosterLimits.columns)}乙\n`),
      'roster.too-many-columns',
    ],
  ])('with %s is refused', async (_, bytes, code) =>
    expect(await outcome(bytes, 'a.csv')).toBe(code),
  )
})
