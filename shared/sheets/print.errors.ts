import type { ErrorKind } from '../core/errors.ts'

export const printErrors = {
  nothing: { code: 'print.nothing', status: 422, title: '没有要印的内容，请先选代表或家站。' },
  missingCharacters: {
    code: 'print.missing-characters',
    status: 422,
    title: '有的字字体里没有，印不出来，请换一种写法。',
  },
  codeUnreadable: {
    code: 'print.code-unreadable',
    status: 422,
    title: '二维码印出来扫不出，这一批没有交付。',
  },
  logoUnreadable: {
    code: 'print.logo-unreadable',
    status: 422,
    title: '标志图片读不出来，请换一个 PNG、JPEG 或 SVG 文件。',
  },
  logoHidesCode: {
    code: 'print.logo-hides-code',
    status: 422,
    title: '标志放进二维码以后扫不出来，请换简单一点的标志，或者把标志放在角上。',
  },
  logoIsCode: {
    code: 'print.logo-is-code',
    status: 422,
    title: '标志里有一个二维码，会和海报自己的码扫混，请换一个不带码的标志。',
  },
  cancelled: { code: 'print.cancelled', status: 409, title: '打印已经取消，没有留下文件。' },
  crashed: {
    code: 'print.crashed',
    status: 500,
    title: '生成打印文件时出了差错，没有留下文件，请再试一次。',
  },
} as const satisfies Record<string, ErrorKind>
