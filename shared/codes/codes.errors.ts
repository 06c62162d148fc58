import type { ErrorKind } from '../core/errors.ts'

export const codeErrors = {
  unknown: {
    code: 'code.unknown',
    status: 404,
    title: '没有找到这个码，请重新扫一次海报，或拨打海报上的电话。',
  },
  revoked: {
    code: 'code.revoked',
    status: 410,
    title: '这张码已经停用，请扫新的海报，或拨打海报上的电话。',
  },
  ofSheet: {
    code: 'code.of-sheet',
    status: 409,
    title: '这是印在一张海报上的码，请在海报里作废那一张。',
  },
} as const satisfies Record<string, ErrorKind>
