import { madePublic } from '@mashang/client/suggestions/made-public.ts'
import { expect, it } from 'vitest'

type Shown = Parameters<typeof madePublic>[0]

const file = (name: string): Shown['files'][number] => ({
  id: name,
  name,
  type: 'application/pdf',
  size: 1,
})
const letter = (id: string, changes: Partial<Shown['letters'][number]>) => ({
  round: 0,
  department: { id, name: id },
  text: '答复在此。',
  class: 'A' as const,
  said: null,
  promisedFor: null,
  signer: null,
  signedBy: null,
  document: null,
  signedAt: '2026-03-02T02:00:00.000Z',
  redeems: false,
  files: [],
  ...changes,
})

it('lists what everybody will read: of each department the last signed letter, with its files', () => {
  expect(
    madePublic({
      lead: { id: 'li', name: '李婺' },
      title: '装路灯',
      files: [file('现场.jpg')],
      handlers: [
        { id: '住建局', name: '住建局', part: 'lead', received: true },
        { id: '公安局', name: '公安局', part: 'co', received: true },
      ],
      letters: [
        letter('住建局', { class: 'C', files: [file('旧的.pdf')] }),
        letter('住建局', { files: [file('答复.pdf'), file('照片.jpg')] }),
        letter('住建局', { class: 'B', signedAt: null }),
        letter('公安局', {}),
      ],
    }),
  ).toEqual([
    '《装路灯》的全文，附件：现场.jpg',
    '住建局的答复（A 类：已经解决、采纳，或今年能解决），附件：答复.pdf、照片.jpg',
    '领衔：李婺代表',
    '承办单位：住建局（主办）、公安局（会办）',
    '代表评价是满意、基本满意还是不满意，不带理由',
  ])
})
