import type { ErrorKind } from '../core/errors.ts'

export const termErrors = {
  future: {
    code: 'term.future',
    status: 422,
    title: '新一届还没有开始，请到那一天再换届；现在可以先看一遍会变什么。',
  },
  nobodyServes: {
    code: 'term.nobody-serves',
    status: 422,
    title: '这份名册里没有一位可以导入的代表，不能换届，请检查文件。',
  },
  changedMeanwhile: {
    code: 'term.changed-meanwhile',
    status: 409,
    title: '您看过以后名册又变了，请再看一遍再确认。',
  },
  alreadyLeft: {
    code: 'representative.already-left',
    status: 409,
    title: '这位代表已经离任了。',
  },
  serves: {
    code: 'representative.serves',
    status: 409,
    title: '这位代表正在任上，不用恢复。',
  },
} as const satisfies Record<string, ErrorKind>
