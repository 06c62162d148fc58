import type { ErrorKind } from '../core/errors.ts'

export const lineageErrors = {
  notFound: { code: 'lineage.not-found', status: 404, title: '没有找到这件事，可能已经撤下。' },
} as const satisfies Record<string, ErrorKind>
