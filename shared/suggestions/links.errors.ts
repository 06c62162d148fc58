import type { EpochMs } from '../core/clock.ts'
import type { ErrorKind } from '../core/errors.ts'
import { fullMomentWords } from '../core/local-time.ts'

const GOING_ON =
  '要换到这里办，请在那台设备上点“换一台设备办”，把接力码填到这里，或请代表工委重新发一个链接。'

/** What is said to whoever comes by the one-time link of a department. */
export const linkErrors = {
  linkWrong: {
    code: 'suggestion.link-wrong',
    status: 404,
    title: '这个链接不对，请核对是不是抄全了，或向代表工委再要一个。',
  },
  linkUsed: {
    code: 'suggestion.link-used',
    status: 410,
    title: '这个链接已经用过，答复收到了。要补充请联系代表工委。',
  },
  linkExpired: {
    code: 'suggestion.link-expired',
    status: 410,
    title: '这个链接过期了，请向代表工委再要一个。',
  },
  linkReplaced: {
    code: 'suggestion.link-replaced',
    status: 410,
    title: '这个链接作废了：代表工委后来另发了一个，请用新的那个；没有收到，请向代表工委要。',
  },
  linkNotYours: {
    code: 'suggestion.link-not-yours',
    status: 410,
    title: '这件建议已经不由贵单位办理，链接作废。',
  },
  linkNeedless: {
    code: 'suggestion.link-needless',
    status: 409,
    title: '这件建议现在没有要这个单位办的事，不用链接。',
  },
  linkElsewhere: {
    code: 'suggestion.link-elsewhere',
    status: 403,
    title: `这个链接已经在另一台设备上办，这里看不了；${GOING_ON}`,
  },
  linkUnmarked: {
    code: 'suggestion.link-unmarked',
    status: 400,
    title:
      '浏览器没有记住这台设备打开过这个链接，这一步没有办；请刷新页面再办，还是不行，请在浏览器设置里允许本网站保存 Cookie，或换一个浏览器。',
  },
  linkNotTaken: {
    code: 'suggestion.link-not-taken',
    status: 409,
    title: '这个链接还没有在哪台设备上办，不用接力码，在要用的设备上直接打开就行。',
  },
  relayWrong: {
    code: 'suggestion.relay-wrong',
    status: 422,
    title: '接力码不对，请照原来那台设备上显示的再输一次。',
  },
  relayVoid: {
    code: 'suggestion.relay-void',
    status: 410,
    title: '这个接力码用不了了（过了十分钟、用过了，或者输错了五次），请在原来那台设备上再要一个。',
  },
} as const satisfies Record<string, ErrorKind>

/** The same with the moment since when. */
export const elsewhereSince = (since: EpochMs): string =>
  `这个链接 ${fullMomentWords(since)} 起在另一台设备上办，这里看不了；${GOING_ON}`

/** What is said of a wrong code. */
export const relayLeft = (left: number): string =>
  `接力码不对，请照原来那台设备上显示的再输一次，还可以试 ${left} 次。`
