import {
  documentNumberIn,
  documentOf,
  documentWords,
  nextDocument,
} from '@mashang/shared/suggestions/documents.rules.ts'
import { describe, expect, it } from 'vitest'
import { commands, refusal, START, step } from './deciding.ts'
import { matters } from './matters.ts'

describe('发文字号', () => {
  it.each([
    ['江建函〔2026〕12号', '江建函〔2026〕12号'],
    [' 江建函 [2026] 12 号 ', '江建函〔2026〕12号'],
    ['江建函（2026）第012号', '江建函〔2026〕12号'],
    ['江建函【2026】12', '江建函〔2026〕12号'],
  ])('given %s, then it is written as the standard has it', (typed, written) => {
    expect(documentOf(typed, START)).toBe(written)
  })

  it.each([
    '12号',
    '〔2026〕12号',
    '江建函2026年12号',
    '江建函〔26〕12号',
    '江建函〔2026〕0号',
    '江建函〔2026〕12-1号',
    'A〔2026〕12号',
  ])('given %s, then it is none', (typed) => {
    expect(documentNumberIn(typed)).toBeNull()
  })

  it('is asked for, of the year of signing, and then part of the letter and of the fact', () => {
    const sign = (document?: string) => ({ ...commands.sign, document })
    expect(refusal(matters.signing, 'main', sign())).toBe('suggestion.document-missing')
    expect(refusal(matters.signing, 'main', sign('十二号'))).toBe('suggestion.document-unfit')
    expect(refusal(matters.signing, 'main', sign('建函〔2025〕1号'))).toBe(
      'suggestion.document-year',
    )
    // Eight hours ahead of Greenwich the year has begun already.
    const newYear = Date.parse('2026-12-31T16:00:00Z')
    expect(documentOf('建函〔2027〕1号', newYear)).toBe('建函〔2027〕1号')
    const { matter, data } = step(matters.signing, 'main', sign('建函[2026]3号'))
    expect(matter.letters[0]?.document).toBe('建函〔2026〕3号')
    expect(data.document).toBe('建函〔2026〕3号')
  })

  it('goes on from the last one, from 1 in another year, and is not made up', () => {
    expect(nextDocument(null, 2026, 0)).toBeNull()
    expect(nextDocument({ mark: '江建函' }, 2026, 12)).toBe('江建函〔2026〕13号')
    expect(nextDocument({ mark: '江建函' }, 2027, 0)).toBe('江建函〔2027〕1号')
    expect(documentWords({ mark: '江建函', year: 2026, number: 1 })).toBe('江建函〔2026〕1号')
  })
})
