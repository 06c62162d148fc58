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

it('given a bank card, then no free text takes it', () => {
  const log = { ...commands['log.text'], text: '打到 6222 0212 3456 7890' }
  expect(faults(mediationCommand.safeParse(log))).toEqual([`text ${NAMELESS}`])
})

it('given days, sums and numbers of documents, then they are taken', () => {
  expect(newMediation.safeParse(form).success).toBe(true)
  for (const agreement of ['石调协〔2026〕3 号', '2026-0205-000123', '20260205000123'])
    expect(
      mediationCommand.safeParse({ ...commands['finish.agreement'], agreement }).success,
      agreement,
    ).toBe(true)
})
