import { line, text } from '@mashang/shared/core/schema.ts'
import { characters, cleanLine, cleanText, shorten } from '@mashang/shared/core/text.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u0000',
        '\ud800',
        '\udfff',
        '\u202e',
        '\u2066',
        '\r\n',
        '\r',
        '\u2028',
        ' ',
        'e\u0301',
        '\ufeff',
        '\u200b',
        '\u061c',
        '字',
      ),
    ),
  )
  .map((parts) => parts.join(''))

describe('text from people', () => {
  it('comes out storable, well formed, NFC and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const clean = cleanText(raw)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).toBe(clean.normalize('NFC'))
        expect(clean).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Cs}\ufeff]/u)
        expect(clean).toBe(clean.trim())
        expect(cleanText(clean)).toBe(clean)
        expect(cleanLine(raw)).not.toMatch(/\n/)
        expect(cleanLine(cleanLine(raw))).toBe(cleanLine(raw))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps what people write: rare characters, Mongolian, emoji, lines', () => {
    for (const kept of ['𠅤䶮㛃', 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌ ᠨᠣ᠎ᠮ', '👨‍👩‍👧', '第一行\n\n第二行', 'a\tb'])
      expect(cleanText(kept)).toBe(kept)
  })

  it('takes away what lies about reading order, and NULs', () => {
    expect(cleanText('a\u202egnp.exe\u0000b')).toBe('agnp.exeb')
    expect(cleanText('\ud83d x')).toBe('\ufffd x')
    expect(cleanText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
  })

  it('counts a rare character once and never cuts one in half', () => {
    expect(characters('𠅤䶮')).toBe(2)
    expect(shorten('𠅤䶮好的', 3)).toBe('𠅤䶮…')
    expect(shorten('好的', 2)).toBe('好的')
  })
})

describe('text fields', () => {
  it.each(['', '   ', '\u200b\u200b', '\u0000', '\n\n', '\u2060', '\ufeff', '\u3164'])(
    'refuse what nobody can see: %j',
    (empty) => {
      expect(text(10, '内容').safeParse(empty).error?.issues[0]?.message).toBe('请填写内容。')
      expect(line(10, '标题').safeParse(empty).error?.issues[0]?.message).toBe('请填写标题。')
    },
  )

  it('count to the limit in characters, not code units', () => {
    expect(line(3, '标题').safeParse('𠅤䶮㛃').success).toBe(true)
    expect(line(3, '标题').safeParse('𠅤䶮㛃好').error?.issues[0]?.message).toBe(
      '标题太长了，最多 3 个字。',
    )
  })
})
