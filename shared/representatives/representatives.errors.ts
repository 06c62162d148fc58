import type { ErrorKind } from '../core/errors.ts'

export const representativeErrors = {
  notFound: { code: 'representative.not-found', status: 404, title: '没有找到这位代表。' },
} as const satisfies Record<string, ErrorKind>
