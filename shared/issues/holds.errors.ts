import type { ErrorKind } from '../core/errors.ts'

export const holdErrors = {
  notFound: { code: 'hold.not-found', status: 404, title: '没有找到要看的这一条。' },
  targetUnknown: {
    code: 'hold.target-unknown',
    status: 422,
    title: '没有找到要请人看的这句话或这张照片，请刷新再选。',
  },
  ofFlood: {
    code: 'hold.of-flood',
    status: 409,
    title: '这一条是短时间内太多时放着的，请到“审看 → 短时间内太多”里定。',
  },
  decided: { code: 'hold.decided', status: 409, title: '同事已经看过、定了，请刷新看看。' },
  changed: {
    code: 'hold.changed',
    status: 409,
    title: '这段话刚刚变了（选民删掉了，或同事遮过），没有遮，请刷新再选。',
  },
  nothingCovered: {
    code: 'hold.nothing-covered',
    status: 422,
    title: '请先选出要遮的字，或在照片上画出要遮的地方。',
  },
  noOriginal: {
    code: 'hold.no-original',
    status: 409,
    title: '没有封存的原文，或者已经按约定删掉了。',
  },
  coveredLater: {
    code: 'hold.covered-later',
    status: 409,
    title: '这里后来又遮过一次，请先恢复后来那一次。',
  },
  photoGone: { code: 'hold.photo-gone', status: 409, title: '这张照片已经不在了，不用再遮。' },
  notForRefusal: {
    code: 'hold.not-for-refusal',
    status: 409,
    title: '选民没有同意公开这件事，本来就不会公开。',
  },
  holdsNumber: {
    code: 'issue.title-holds-number',
    status: 422,
    title: '公开的标题里有电话或证件号，请去掉再公开。',
  },
  publicationHeld: {
    code: 'issue.publication-held',
    status: 409,
    title: '这件事还有内容等着看，请先在“审看”里定下来，再公开。',
  },
} as const satisfies Record<string, ErrorKind>
