import { mediationCommand, newMediation } from '@mashang/shared/mediations/mediations.model.ts'
import { describe, expect, it } from 'vitest'

/** Nobody needs the number of a phone or of a card to mediate: no field takes one. */

const NUMBERS = [
  '13912345678',
  '138 0000 0000',
  '138-0000-0000',
  '１３８ ００００ ００００',
  '+86 138 0000 0000',
  '150203 19900101 123X',
  '150203199001011234',
  '1502 0319 9001 0112 34',
  '1 3 8 0 0 1 3 8 0 0 0',
  '3 138 0013 8000',
]
const form = {
  id: crypto.randomUUID(),
  title: '楼上漏水的赔偿',
  source: 'court',
  caseNumber: '（2026）内0205诉前调12号',
  sides: '同一单元的两户居民',
  text: '2026-01-05 - 2026-03-20 漏了三次，楼下要赔 5000 - 8000 元，1 单元 301 - 302。',
  mediatorIds: [crypto.randomUUID()],
}
const step = { revision: 0, on: '2026-03-04' }
const commands = {
  'recuse.reason': { act: 'recuse', revision: 0, reason: '' },
  'refuse.reason': { act: 'refuse', ...step, reason: '' },
  'withdraw.reason': { act: 'withdraw', ...step, reason: '' },
  'log.text': { act: 'log', ...step, step: 'talk', text: '' },
  'finish.reason': { act: 'finish', ...step, outcome: 'failed', reason: '' },
  'finish.agreement': { act: 'finish', ...step, outcome: 'agreed', agreement: '' },
  'correct.reason': { act: 'correct', ...step, outcome: 'failed', reason: '' },
  'correct.agreement': {
    act: 'correct',
    ...step,
    outcome: 'agreed',
    agreement: '',
    reason: '记错了。',
  },
} as const
const fieldOf = (name: string): string => name.split('.')[1] ?? ''
const faults = (parsed: ReturnType<typeof mediationCommand.safeParse>): string[] =>
  parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
const NAMELESS = '这里不写手机号和身份证号。'

describe.each(NUMBERS)('given %s', (number) => {
  const words = `找 ${number} 这个人`
  it.each(['title', 'sides', 'text', 'caseNumber'])(
    'when it is in %s of the form, then not',
    (field) => {
      const parsed = newMediation.safeParse({ ...form, [field]: words })
      expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field])
    },
  )
  it.each(Object.entries(commands))('when it is in %s, then not', (name, command) => {
    const field = fieldOf(name)
    const parsed = mediationCommand.safeParse({ ...command, [field]: words })
    expect(faults(parsed)).toEqual([`${field} ${NAMELESS}`])
  })
})

it.each(['打到 6222 0212 3456 7890', '打到 6222 0212 3456 7890 123', '家里电话 0472-5123456'])(
  'given %s, then no free text takes it',
  (text) => {
    const log = { ...commands['log.text'], text }
    expect(faults(mediationCommand.safeParse(log))).toEqual([`text ${NAMELESS}`])
  },
)

it.each([
  '借款 100000-150000 元',
  '借款 15000-160000 元',
  '2019-2020-2021 三年租金',
  '2018 2019 2020 2021 四年',
  '分三次还 100000-200000-300000',
  '合同价 6000000\n2023年签的',
  '已经付了 150000\n还欠 20000',
])('given %s, then it is taken as what it is', (text) => {
  expect(faults(mediationCommand.safeParse({ ...commands['log.text'], text }))).toEqual([])
})

it('given days, sums and numbers of documents, then they are taken', () => {
  expect(newMediation.safeParse(form).success).toBe(true)
  for (const agreement of ['石调协〔2026〕3 号', '2026-0205-000123', '20260205000123'])
    expect(
      mediationCommand.safeParse({ ...commands['finish.agreement'], agreement }).success,
      agreement,
    ).toBe(true)
})
