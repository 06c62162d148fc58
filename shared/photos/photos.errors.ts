import type { ErrorKind } from '../core/errors.ts'

export const photoErrors = {
  missing: { code: 'photo.missing', status: 400, title: '没有收到照片，请选一张再传。' },
  tooLarge: {
    code: 'photo.too-large',
    status: 413,
    title: '照片超过 15 MB，请换小一点的，或在手机里裁一下再传。',
  },
  notAPhoto: {
    code: 'photo.not-a-photo',
    status: 415,
    title: '这个文件不是照片（只收 JPG、PNG、WebP），请换一张。',
  },
  tooManyPixels: {
    code: 'photo.too-many-pixels',
    status: 422,
    title: '照片的像素太多，请换小一点的再传。',
  },
  unreadable: { code: 'photo.unreadable', status: 422, title: '照片损坏了，读不出来，请换一张。' },
  onItsWay: {
    code: 'photo.on-its-way',
    status: 409,
    title: '照片已经收好，正在存放，请过一会儿再看。',
  },
  notFound: { code: 'photo.not-found', status: 404, title: '没有找到这张照片。' },
} as const satisfies Record<string, ErrorKind>
