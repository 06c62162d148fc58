import type { ErrorKind } from '../core/errors.ts'

export const noticeErrors = {
  notFound: {
    code: 'notices.not-found',
    status: 404,
    title: '没有找到这条消息，请刷新后再看。',
  },
  notFrozen: {
    code: 'clock.not-frozen',
    status: 409,
    title: '提醒已经恢复了，不用再点，请刷新看看。',
  },
  streamsFull: {
    code: 'notices.streams-full',
    status: 503,
    title: '实时消息的连接已满，过一会儿会自动再连；消息照常能看到。',
  },
} as const satisfies Record<string, ErrorKind>
