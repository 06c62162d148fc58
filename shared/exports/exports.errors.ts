import type { ErrorKind } from '../core/errors.ts'

export const exportErrors = {
  unknown: { code: 'export.unknown', status: 404, title: '没有这一次导出，可能早已结束。' },
  tooManyRows: {
    code: 'export.too-many-rows',
    status: 422,
    title: 'Excel 一张表放不下这么多行，请导出 CSV，或加一些条件。',
  },
} as const satisfies Record<string, ErrorKind>
