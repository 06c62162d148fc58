import type { ErrorKind } from '../core/errors.ts'

export const accountErrors = {
  wrongLogin: { code: 'account.wrong-login', status: 401, title: '账号或密码不对，请再核对一下。' },
  slowDown: { code: 'account.slow-down', status: 429, title: '试错次数多了，请稍等再试。' },
  wrongCode: {
    code: 'account.wrong-code',
    status: 401,
    title: '一次性登录码不对、用过了或已过期，请向代表工委再要一张。',
  },
  secondFactorNeeded: {
    code: 'account.second-factor-needed',
    status: 401,
    title: '密码对了，请再填验证器上的 6 位数字。',
  },
  wrongSecondCode: {
    code: 'account.wrong-second-code',
    status: 422,
    title: '验证码不对或已经用过，请等验证器换成下一个再填；也可以用一个备用码。',
  },
  offerOver: {
    code: 'account.second-factor-offer-over',
    status: 409,
    title: '这个二维码过时了，请重新开始，再扫一次。',
  },
  secondFactorOff: {
    code: 'account.second-factor-off',
    status: 409,
    title: '这个账号没有设两步登录。',
  },
  secondFactorKept: {
    code: 'account.second-factor-kept',
    status: 409,
    title: '本区要求工委账号用两步登录，不能停用；换手机请选“换一个验证器”。',
  },
  removeOwnHere: {
    code: 'account.second-factor-own',
    status: 409,
    title: '自己的两步登录请在“我的两步登录”里换或停用。',
  },
  demandNeedsOwn: {
    code: 'account.second-factor-own-first',
    status: 409,
    title: '请先给自己设好两步登录，再要求大家。',
  },
  deviceNotFound: {
    code: 'account.device-not-found',
    status: 404,
    title: '没有找到这台设备，可能已经不再信任。',
  },
  ownAdmin: {
    code: 'account.own-admin',
    status: 409,
    title: '不能收回自己的管理员权限，请另一位管理员来改。',
  },
  dutiesForOffice: {
    code: 'account.duties-for-office',
    status: 409,
    title: '只有代表工委的账号分权限，联络员、代表和承办单位的权限随身份。',
  },
  stationsForLiaison: {
    code: 'account.stations-for-liaison',
    status: 409,
    title: '只有联络员和代表工委的账号能选家站，别的账号不用选。',
  },
  adminOfAll: {
    code: 'account.admin-of-all',
    status: 409,
    title: '管理员管全区，不能只管几个家站：请先改权限，或先改回管全区。',
  },
  closeOwn: {
    code: 'account.close-own',
    status: 409,
    title: '不能停用自己的账号，请另一位管理员来停。',
  },
  closeByRoster: {
    code: 'account.close-by-roster',
    status: 409,
    title: '代表的账号随名册：请在“代表与家站”里办离任，账号会一起停用。',
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
    title: '请选家站。',
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
  signingForDepartment: {
    code: 'account.signing-for-department',
    status: 422,
    title: '签发人和经办人只给承办单位的账号。',
  },
  lastSigner: {
    code: 'account.last-signer',
    status: 409,
    title: '这个单位只剩这一个账号能签发；请先让另一个账号能签发，再改这一个。',
  },
  signerFirst: {
    code: 'account.signer-first',
    status: 409,
    title: '这个单位还没有能签发的账号；请先开一个能签发的，再开经办人的。',
  },
  setupClosed: { code: 'setup.closed', status: 404, title: '系统已经设置好了，请直接登录。' },
  setupToken: {
    code: 'setup.wrong-token',
    status: 403,
    title: '设置口令不对，请看启动时窗口里显示的那一串。',
  },
} as const satisfies Record<string, ErrorKind>
