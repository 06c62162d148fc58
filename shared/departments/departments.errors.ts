import type { ErrorKind } from '../core/errors.ts'

export const departmentErrors = {
  notFound: { code: 'department.not-found', status: 404, title: '没有找到这个单位，请刷新看看。' },
  taken: { code: 'department.taken', status: 409, title: '已经有一个单位叫这个名字了。' },
  mergeSelf: {
    code: 'department.merge-self',
    status: 422,
    title: '一个单位不能并入自己，请选另一个单位。',
  },
  intoUnknown: {
    code: 'department.into-unknown',
    status: 422,
    title: '没有找到要并入的单位，请重新选一个。',
  },
  merged: {
    code: 'department.merged',
    status: 409,
    title: '这两个单位里有一个已经并入别的单位了，请刷新看看。',
  },
  mergeStopped: {
    code: 'department.merge-stopped',
    status: 409,
    title: '有建议正在退办，或者两个单位都在办，要先办完才能并入。',
  },
  mergeChanged: {
    code: 'department.merge-changed',
    status: 409,
    title: '看过以后，这两个单位的建议、账号或链接有了变化，请重新看一遍再并入。',
  },
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
