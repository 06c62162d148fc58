import { isLeftUnanswered } from '@mashang/shared/suggestions/state-words.rules.ts'
import { MOST_RELEASED } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import { call, type ReplyOf } from '../../core/call.ts'
import type { ActField } from '../act-form.ts'
import type { Values } from '../filled.ts'
import { goOnFields } from '../office-forms.ts'
import { OWING } from '../owing.ts'
import type { SuggestionList } from '../suggestions.query.ts'

type Row = SuggestionList['items'][number]
type Reply = ReplyOf<typeof supervisionApi.publishMany>

const OVER: ReadonlySet<Row['state']> = new Set(['closed', 'merged', 'withdrawn', 'declined'])

/** One act on many suggestions. */
export interface ManyWay {
  /** "公开", and then "公开了". */
  words: string
  /** What it means, before it is done. */
  about: string
  /** What has to be written for it. */
  asks?: string
  /** Everybody reads them then: what that is is listed first. */
  madePublic?: true
  /** What may be said for all of them. */
  fields?: readonly ActField[]
  /** Why a row is left out, as far as the list knows; the server has the last word. */
  whyNot(row: Row, own: string | null): string | null
  /** Throws CallFailure. */
  send(ids: string[], reason: string, said: Values): Promise<Reply>
}

export const manyWays = {
  publish: {
    words: '公开',
    madePublic: true,
    about:
      '公开以后，谁都能看到建议和答复的全文，附件一起公开。请先看过里面没有群众的姓名、电话和住址；公开后可以撤下。',
    whyNot: ({ answeredAt, published, secret }) =>
      secret ? '标了不公开' : published ? '已经公开着' : answeredAt === null ? '还没有答复' : null,
    send: (ids) =>
      call<typeof supervisionApi.publishMany>('POST', '/api/suggestion-publications', {
        body: { ids },
        timeout: 60_000,
      }),
  },
  unpublish: {
    words: '撤下',
    about: '公开页面上马上看不到这些；理由写在各件的说明里，代表和承办单位看得到。',
    asks: '为什么撤下',
    whyNot: ({ published }) => (published ? null : '没有公开'),
    send: (ids, reason) =>
      call<typeof supervisionApi.unpublishMany>(
        'POST',
        '/api/suggestion-publications/withdrawals',
        { body: { ids, reason }, timeout: 60_000 },
      ),
  },
  'go-on': {
    words: '接着办',
    about:
      '交给表里的承办单位办，请它们签收；表里没有主办单位的，回到待审核。每个单位、每位代表只收到一条消息。没有签收以前，可以打开来取消。',
    fields: goOnFields,
    whyNot: (row) => (isLeftUnanswered(row) ? null : '不是往年没有答复的'),
    send: (ids, _reason, said) =>
      call<typeof supervisionApi.goOnMany>('POST', '/api/suggestion-continuations', {
        body: { ids, ...said },
        timeout: 60_000,
      }),
  },
  receive: {
    words: '签收',
    about: '签收以后由本单位办理；认为不属于本单位职责的，先不要签收，打开它申请退回。',
    whyNot: ({ handlers, state, answeredAt }, own) =>
      isLeftUnanswered({ state, answeredAt })
        ? '往年的，已经过去'
        : OVER.has(state)
          ? '已经结束'
          : handlers.some(({ id, received }) => id === own && !received)
            ? null
            : '已经签收',
    send: (ids) =>
      call<typeof supervisionApi.receiveMany>('POST', '/api/suggestion-receipts', {
        body: { ids },
        timeout: 60_000,
      }),
  },
} as const satisfies Record<string, ManyWay>

/** Whether it would do anything to one of these. */
export const fitsAny = (way: ManyWay, rows: Iterable<Row>, own: string | null): boolean =>
  [...rows].some((row) => way.whyNot(row, own) === null)

/** Whether a department may be asked by a link for anything of it: for its answer, or what became of it. */
export const mayBeLinked = ({ state, promisedFor }: Row): boolean =>
  OWING.has(state) || promisedFor !== null

/** So many go in one request. */
export const AT_ONCE = MOST_RELEASED
