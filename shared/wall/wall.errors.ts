import type { ErrorKind } from '../core/errors.ts'

export const wallErrors = {
  linkWrong: {
    code: 'wall.link-wrong',
    status: 404,
    title: '这个大屏链接不对，或者已经停用了，请向代表工委要一个新的。',
  },
  linkNotFound: {
    code: 'wall.link-not-found',
    status: 404,
    title: '没有找到这块大屏的链接，请刷新看看。',
  },
  nameTaken: {
    code: 'wall.name-taken',
    status: 409,
    title: '已经有一块叫这个名字的大屏了，请换个名字，或先停用原来的。',
  },
  tooMany: {
    code: 'wall.too-many',
    status: 409,
    title: '在用的大屏链接最多 20 个，请先停用用不着的。',
  },
} as const satisfies Record<string, ErrorKind>
