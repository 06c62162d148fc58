import type { ErrorKind } from '../core/errors.ts'

export const accountErrors = {
  wrongLogin: { code: 'account.wrong-login', status: 401, title: '账号或密码不对，请再核对一下。' },
  slowDown: { code: 'account.slow-down', status: 429, title: '试错次数多了，请稍等再试。' },
  wrongCode: {
    code: 'account.wrong-code',
    status: 401,
    title: '一次性登录码不对、用过了或已过期，请向代表工委再要一张。',
  },
  notFound: { code: 'account.not-found', status: 404, title: '没有找到这个账号。' },
  loginTaken: {
    code: 'account.login-taken',
    status: 409,
    title: '这个账号名已经有人用了，请换一个。',
  },
  weakPassword: {
    code: 'account.weak-password',
    status: 422,
    title: '密码至少 10 个字符，也不能太好猜。',
  },
  stationNeeded: {
    code: 'account.station-needed',
    status: 422,
    title: '请选这位联络员的家站。',
  },
  wechatUnknown: {
    code: 'account.wechat-unknown',
    status: 401,
    title: '微信还没有告诉我们您是谁，请在微信里打开，再点一次。',
  },
  wechatUnbound: {
    code: 'account.wechat-unbound',
    status: 401,
    title: '这个微信还没有绑定账号。请先用账号登录，在“我的”里绑定。',
  },
  wechatTaken: {
    code: 'account.wechat-taken',
    status: 409,
    title: '这个微信绑定着另一个账号。请先用那个账号登录，在“我的”里解开。',
  },
  departmentNeeded: {
    code: 'account.department-needed',
    status: 422,
    title: '请选这个账号的承办单位。',
  },
  setupClosed: { code: 'setup.closed', status: 404, title: '系统已经设置好了，请直接登录。' },
  setupToken: {
    code: 'setup.wrong-token',
    status: 403,
    title: '设置口令不对，请看启动时窗口里显示的那一串。',
  },
} as const satisfies Record<string, ErrorKind>
