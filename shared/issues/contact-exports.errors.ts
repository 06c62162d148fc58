import type { ErrorKind } from '../core/errors.ts'

export const contactExportErrors = {
  notFound: { code: 'contact-export.not-found', status: 404, title: '没有找到这次请求。' },
  none: {
    code: 'contact-export.none',
    status: 422,
    title: '按这些条件没有留下联系方式的事，请换个条件。',
  },
  tooMany: {
    code: 'contact-export.too-many',
    status: 422,
    title: '一次最多导出 500 件的联系方式，请加一些条件。',
  },
  own: {
    code: 'contact-export.own',
    status: 403,
    title: '自己请求的要由另一位代表工委的同事同意。',
  },
  notIndependent: {
    code: 'contact-export.not-independent',
    status: 403,
    title: '两个账号近 30 天经过同一个人的手，不能互相同意，请另找一位同事。',
  },
  notNow: {
    code: 'contact-export.not-now',
    status: 409,
    title: '这次请求已经办过或过期了，请刷新看看。',
  },
} as const satisfies Record<string, ErrorKind>
