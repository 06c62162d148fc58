import type { ErrorKind } from '../core/errors.ts'

export const departmentErrors = {
  notFound: { code: 'department.not-found', status: 404, title: '没有找到这个单位，请刷新看看。' },
  taken: { code: 'department.taken', status: 409, title: '已经有一个单位叫这个名字了。' },
} as const satisfies Record<string, ErrorKind>
