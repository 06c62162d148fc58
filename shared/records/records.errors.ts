import type { ErrorKind } from '../core/errors.ts'

export const recordErrors = {
  notFound: { code: 'record.not-found', status: 404, title: '没有找到这份履职档案。' },
  entryUnknown: {
    code: 'record.entry-unknown',
    status: 422,
    title: '档案里没有这一条，可能刚刚有了变化，请刷新看看。',
  },
  remarkUnknown: {
    code: 'record.remark-unknown',
    status: 404,
    title: '没有找到这条备注，可能已经撤回。',
  },
  rewardAhead: {
    code: 'record.reward-ahead',
    status: 422,
    title: '奖励的日子不能在今天以后，请改一下日子。',
  },
  signerMissing: {
    code: 'record.signer-missing',
    status: 422,
    title: '评优评先和连任推荐要由人签字，请写上谁签的。',
  },
  notClosed: {
    code: 'record.not-closed',
    status: 422,
    title: '那次积分还没有结清，或里面没有这位代表；请选一次结清了的，或者不引用积分。',
  },
  rewardUnknown: {
    code: 'record.reward-unknown',
    status: 404,
    title: '没有找到这项奖励，可能已经撤销。',
  },
  paperAhead: {
    code: 'record.paper-ahead',
    status: 422,
    title: '登记的日子不能在今天以后，请改一下日子。',
  },
  paperOver: {
    code: 'record.paper-over',
    status: 422,
    title: '这一种事已经在系统里办，请到那里登记，会自己进档案。',
  },
  paperUnknown: {
    code: 'record.paper-unknown',
    status: 404,
    title: '没有找到这件登记，可能已经撤销。',
  },
  copyUnknown: { code: 'record.copy-unknown', status: 404, title: '没有找到这份存档。' },
  copyDamaged: {
    code: 'record.copy-damaged',
    status: 500,
    title: '这份存档和存入时的指纹对不上，请从备份里找回原件。',
  },
  copyUnsigned: {
    code: 'record.copy-unsigned',
    status: 404,
    title: '这份档是以前存的，没有能在系统外核对的签名；要核对请再存一份。',
  },
  keyLost: {
    code: 'record.key-lost',
    status: 503,
    title: '给账本签名的密钥或签名记录不对了，现在存不了档；请管理员看账本页上写的办法。',
  },
} as const satisfies Record<string, ErrorKind>
