import type { ErrorKind } from '../core/errors.ts'

export const departmentErrors = {
  notFound: { code: 'department.not-found', status: 404, title: '没有找到这个单位，请刷新看看。' },
  taken: { code: 'department.taken', status: 409, title: '已经有一个单位叫这个名字了。' },
  isAlias: {
    code: 'department.is-alias',
    status: 409,
    title: '这个名字是另一个单位的别名。要让它单独成为一个单位，请先去掉那个别名。',
  },
  aliasTaken: {
    code: 'department.alias-taken',
    status: 409,
    title: '已经有单位叫这个名字，或者有这个别名，请换一个。',
  },
} as const satisfies Record<string, ErrorKind>
