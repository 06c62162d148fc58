import {
  faultOfText,
  named,
  plainText,
  textChanges,
} from '@mashang/shared/districts/page-texts.rules.ts'
import {
  NAME,
  type PageTexts,
  PHONE,
  pageTextKeys,
  pageTextWords,
} from '@mashang/shared/districts/page-texts.words.ts'
import { expect, it } from 'vitest'

it('given words, then what is wrong with them is one sentence', () => {
  expect(faultOfText('欢迎')).toBeNull()
  expect(faultOfText('<b>欢迎')).toContain('不要写网页代码')
  expect(faultOfText(`打${PHONE}，找${NAME}`)).toBeNull()
  expect(faultOfText('打{别的}')).toContain('“{别的}”填不出来')
  expect(faultOfText('欢迎', PHONE)).toContain(`里面要有 ${PHONE}`)
  expect(faultOfText(`打${PHONE}`, PHONE)).toBeNull()
  expect(faultOfText('', PHONE)).toBeNull()
})

it('given two editions, then what is another now is named with both', () => {
  const [first, second] = ['welcome', 'consent'] as const
  const before = Object.fromEntries(pageTextKeys.map((key) => [key, ''])) as unknown as PageTexts
  const after = { ...before, [first]: '新' }
  expect(textChanges(before, after)).toEqual([`“${pageTextWords[first].label}”：（空） → 新`])
  expect(textChanges(after, before)).toEqual([`“${pageTextWords[first].label}”：新 → （空）`])
  expect(textChanges(after, { ...after, [second]: '二' })).toHaveLength(1)
})

it('given names and numbers, then they stand in their places', () => {
  expect(named(`${NAME}和${NAME}`, '石拐区')).toBe('石拐区和石拐区')
  expect(plainText(`${NAME}${PHONE}${PHONE}`, { name: '甲', fallbackPhone: '12345' })).toBe(
    '甲1234512345',
  )
})
