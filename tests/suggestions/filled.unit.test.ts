import type { ActField } from '@mashang/client/suggestions/act-form.ts'
import { missingIn, type Values } from '@mashang/client/suggestions/filled.ts'
import { expect, it } from 'vitest'

const tick: ActField = { key: 'evenSo', label: '核对过了', kind: 'tick' }
const missing = (fields: ActField[], values: Values): string[] =>
  missingIn(fields, values).map(({ key }) => key)

it('given a box that must be ticked, then one that was ticked and is not any more is missing', () => {
  expect(missing([tick], {})).toEqual(['evenSo'])
  expect(missing([tick], { evenSo: false })).toEqual(['evenSo'])
  expect(missing([tick], { evenSo: true })).toEqual([])
  expect(missing([{ ...tick, optional: true }], { evenSo: false })).toEqual([])
})

it('given a question of yes and no, then no is said, too', () => {
  expect(
    missing([{ key: 'granted', label: '同意吗', kind: 'yes-no' }], { granted: false }),
  ).toEqual([])
})
