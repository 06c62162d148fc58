import type { ErrorKind } from '../core/errors.ts'

export const viewErrors = {
  notFound: { code: 'view.not-found', status: 404, title: '没有找到这个视图，可能已经删去了。' },
  tooMany: {
    code: 'view.too-many',
    status: 409,
    title: '一张表最多存 30 个视图，请先删去用不着的。',
  },
} as const satisfies Record<string, ErrorKind>
