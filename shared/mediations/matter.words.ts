import type { MatterWords } from '../matters/matter.words.ts'

export const matter = {
  kind: 'mediation',
  name: '诉前调解',
  one: '一件诉前调解',
  page: '/mediations/',
  order: 3,
  ledger: {
    facts: {
      'mediation.registered': '登记调解',
      'mediation.accepted': '受理调解',
      'mediation.invited': '请代表参加调解',
      'mediation.joined': '答应参加调解',
      'mediation.recused': '回避调解',
      'mediation.left': '受邀调解的代表离任',
      'mediation.consented': '双方同意调解',
      'mediation.refused': '一方不同意调解',
      'mediation.logged': '记调解的一步',
      'mediation.promise-due': '答应的日子到了',
      'mediation.extended': '延长调解',
      'mediation.finished': '登记调解结果',
      'mediation.withdrawn': '撤回调解',
      'mediation.confirmed': '登记司法确认',
      'mediation.corrected': '更正调解结果',
      'mediation.done': '参与了调解',
      'mediation.undone': '更正：原来的调解结果不算',
      'mediation.clock-moved': '日历改了，期限重算',
    },
  },
  notices: {
    'mediation.invited': { headline: '请您参加一件调解', step: '请您参加一件调解', icon: 'people' },
    'mediation.begun': { headline: '双方同意了，可以调解了', step: '双方同意了，可以调解了' },
    'mediation.promise-due': {
      headline: '调解里答应的日子到了，请问问办到没有',
      step: '答应的日子到了，请问问办到没有',
      icon: 'clock',
    },
    'mediation.ended': { headline: '您参加的调解有了结果', step: '您参加的调解有了结果' },
    'mediation.recused': {
      headline: '有代表不参加调解，请看看要不要另请',
      step: '有代表不参加调解',
      icon: 'warn',
    },
    'mediation.left': {
      headline: '受邀调解的代表离任了，请看看要不要另请',
      step: '受邀调解的代表离任了',
      icon: 'warn',
    },
  },
  duties: ['matters'],
  points: {
    facts: {
      'mediation.done': { words: '参与调解', unit: '件', role: 'mediation' },
      'mediation.settled': { words: '调解成功', unit: '件', role: null },
    },
    voids: {
      'mediation.void': {
        words: '更正：原来的结果不算',
        takesBack: ['mediation.done', 'mediation.settled'],
      },
    },
  },
  record: { mediations: '诉前调解' },
} as const satisfies MatterWords
