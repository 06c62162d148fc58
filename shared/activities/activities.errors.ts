import type { ErrorKind } from '../core/errors.ts'

export const activityErrors = {
  notFound: {
    code: 'activity.not-found',
    status: 404,
    title: '没有找到这项活动，可能没有请您参加，或者地址不对。',
  },
  notNow: {
    code: 'activity.not-now',
    status: 409,
    title: '这项活动现在不能这样办，可能刚刚有了变化，请刷新看看。',
  },
  notYours: {
    code: 'activity.not-yours',
    status: 403,
    title: '这一步由组织活动的人或受邀代表来办，您的账号不能代办。',
  },
  endsBefore: {
    code: 'activity.ends-before',
    status: 422,
    title: '结束时间要在开始以后，请改一下时间。',
  },
  tooLong: {
    code: 'activity.too-long',
    status: 422,
    title: '一项活动最长 15 天，更长的请分几项通知。',
  },
  deadlineLate: {
    code: 'activity.deadline-late',
    status: 422,
    title: '报名截止要在活动开始以前，请改一下时间。',
  },
  nobodyInvited: {
    code: 'activity.nobody-invited',
    status: 422,
    title: '这样选没有一位在任代表，请重新选请哪些人。',
  },
  foreignStation: {
    code: 'activity.foreign-station',
    status: 403,
    title: '联络员只能请本站的代表，别的代表请代表工委来通知。',
  },
  capacityBelow: {
    code: 'activity.capacity-below',
    status: 409,
    title: '已经报名的比这个名额多，请把名额改大一些，或者先请几位改时间。',
  },
  full: { code: 'activity.full', status: 409, title: '名额刚刚报满了，请和组织活动的人说一声。' },
  tooLate: {
    code: 'activity.too-late',
    status: 409,
    title: '报名时间已经过了，请直接和组织活动的人说一声。',
  },
  notYet: {
    code: 'activity.not-yet',
    status: 409,
    title: '活动还没有开始，到会要等开始前一小时才能记。',
  },
  scanClosed: {
    code: 'activity.scan-closed',
    status: 409,
    title: '签到从开始前一小时到结束后一小时，现在不在这段时间，请让组织的人记一下。',
  },
  codeUnknown: {
    code: 'activity.code-unknown',
    status: 404,
    title: '没有认出这个签到码，请重新扫现场的码。',
  },
  notInvited: {
    code: 'activity.not-invited',
    status: 403,
    title: '这项活动的名单里没有您，请让组织的人把您加进来，再扫一次。',
  },
  markedMeanwhile: {
    code: 'activity.marked-meanwhile',
    status: 409,
    title: '这位代表的到会情况刚有人改过，请看一眼新的再决定。',
  },
  neverAwaited: {
    code: 'activity.never-awaited',
    status: 422,
    title: '自愿报名的，没报名就不算缺席，请不要给没报名的代表记缺席。',
  },
  absentAhead: {
    code: 'activity.absent-ahead',
    status: 409,
    title: '活动还没开始，现在记不了缺席，开始后人没到再记。',
  },
  enteredLate: {
    code: 'activity.entered-late',
    status: 409,
    title: '这项活动是事后补记的，没有通知过代表；谁缺席，请在名单里一位一位记。',
  },
  personUnknown: {
    code: 'activity.person-unknown',
    status: 422,
    title: '名单里没有这位代表，请刷新看看。',
  },
  photosFull: {
    code: 'activity.photos-full',
    status: 409,
    title: '照片已经满 9 张，请先去掉一张再加。',
  },
} as const satisfies Record<string, ErrorKind>
