import { receiptIn } from '@mashang/shared/issues/receipts.rules.ts'
import { expect, it } from 'vitest'

const RECEIPT = 'TFG3JKRQYA6TCCKM4NAEEHA'

it.each([
  RECEIPT,
  'tfg3-jkrq-ya6t-cckm-4nae-eha',
  'TFG3 JKRQ YA6T CCKM\n4NAE EHA',
  'ＴＦＧ３ＪＫＲＱＹＡ６ＴＣＣＫＭ４ＮＡＥＥＨＡ',
  `https://example.org/r/${RECEIPT}`,
  `https://example.org/r/${RECEIPT}/?new=1#top`,
  `我的回执 石拐〔2026〕0001 号：https://example.org/r/${RECEIPT} 请帮我看看`,
  `石拐〔2026〕0001 号，回执：TFG3-JKRQ-YA6T-CCKM-4NAE-EHA，11月28日前答复`,
])('given %j, then the receipt is found in it', (typed) => {
  expect(receiptIn(typed)).toBe(RECEIPT)
})

it.each([
  ['', ''],
  ['tfg3-jk', 'TFG3JK'],
  ['石拐〔2026〕0001 号', '石拐〔2026〕0001号'],
])('given %j, then what was typed stays, for whoever counts what is missing', (typed, left) => {
  expect(receiptIn(typed)).toBe(left)
})
