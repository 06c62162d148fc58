import { codeErrors } from '../codes/codes.errors.ts'
import type { ErrorKind } from '../core/errors.ts'

export const issueErrors = {
  notFound: { code: 'issue.not-found', status: 404, title: '没有找到这件事，可能不归您办理。' },
  receiptNotFound: {
    code: 'receipt.not-found',
    status: 404,
    title: '没有找到这张回执，请核对回执上的字母和数字，或到家站请工作人员帮您查。',
  },
  keyMissing: {
    code: 'issue.key-missing',
    status: 400,
    title: '缺少 Idempotency-Key 请求头（8 到 200 个字符），无法保证只提交一次。',
  },
  keyReused: {
    code: 'issue.key-reused',
    status: 422,
    title: '这次提交的编号已经用在另一份内容上，请重新打开页面再提交。',
  },
  codeUnknown: codeErrors.unknown,
  codeRevoked: {
    code: 'code.revoked',
    status: 410,
    title: '这张码已经停用，请扫新的海报，或在页面上另选一位代表。',
  },
  kindRetired: {
    code: 'issue.kind-retired',
    status: 422,
    title: '这一类现在不收了，请另选一类再交。',
  },
  fieldRetired: {
    code: 'issue.field-retired',
    status: 422,
    title: '这方面现在不单收了，请另选一方面再交。',
  },
  representativeUnknown: {
    code: 'issue.representative-unknown',
    status: 422,
    title: '没有找到您选的代表，请重新选一位。',
  },
  representativeLeft: {
    code: 'issue.representative-left',
    status: 422,
    title: '您选的这位已不再担任代表，请另选一位。',
  },
  suggestionOpen: {
    code: 'issue.suggestion-open',
    status: 409,
    title: '这件事写成了代表建议，部门还没有答复。有了答复，再请您评价。',
  },
  verdictContradicts: {
    code: 'issue.verdict-contradicts',
    status: 409,
    title: '对答复选了满意，就不用再勾“只说收到了，没有答复”。请留一样。',
  },
  alreadySaid: {
    code: 'issue.already-said',
    status: 409,
    title: '前面那段话其实已经送到选民那里了。请看一遍，要再说就另写一段。',
  },
  photoUnknown: {
    code: 'issue.photo-unknown',
    status: 422,
    title: '有一张照片没有传上来或已用过，请删掉它再传一次。',
  },
  contactRequired: {
    code: 'issue.contact-required',
    status: 422,
    title: '请留下姓名和电话，工作人员核实时要用；代表看不到您的电话。',
  },
  answerNotSubstantive: {
    code: 'issue.answer-not-substantive',
    status: 422,
    title: '这句话还不算答复：请写清楚谁来办、怎么办、什么时候有结果。',
  },
  targetRequired: { code: 'issue.target-required', status: 422, title: '请写明转到哪里去办。' },
  placeRequired: {
    code: 'issue.place-required',
    status: 422,
    title: '不予受理要告诉选民该去哪里：请选一个地方，或写上单位名称或电话。',
  },
  targetUnknown: {
    code: 'issue.target-unknown',
    status: 422,
    title: '没有找到要转去的代表或家站，请重新选。',
  },
  targetUnreachable: {
    code: 'issue.target-unreachable',
    status: 422,
    title: '那边还没有开通账号，转过去没有人看得到，请另选一处或请代表工委帮忙。',
  },
  tooManyBounces: {
    code: 'issue.too-many-bounces',
    status: 409,
    title: '这件事转办的次数已经用完，不能再转，请答复选民或请代表工委决定。',
  },
  contactMasked: {
    code: 'issue.contact-masked',
    status: 410,
    title: '这件事办完已满 6 个月，按约定不能再看选民的联系方式。',
  },
  rightNotNow: {
    code: 'issue.right-not-now',
    status: 409,
    title: '现在没有可以改或删的：可能已经删过，或者这件事还在办。',
  },
  contactEmpty: {
    code: 'issue.contact-empty',
    status: 422,
    title: '姓名和电话至少写一样，再点“改成这样”。',
  },
  notPublishable: {
    code: 'issue.not-publishable',
    status: 409,
    title: '这件事不能公开：选民没有同意公开，或还没有答复。',
  },
  settledNotAnswered: {
    code: 'issue.settled-not-answered',
    status: 422,
    title: '转办和不予受理不能同时办结；已经办好的，请选“答复”。',
  },
  conclusionNotSubstantive: {
    code: 'issue.conclusion-not-substantive',
    status: 422,
    title: '这句话还看不出办成了什么：请写清楚做了什么、结果怎样。',
  },
  alreadyExtended: {
    code: 'issue.already-extended',
    status: 409,
    title: '这件事已经延期过一次，不能再延，请办结或告诉选民办到哪一步。',
  },
  alreadyComplex: {
    code: 'issue.already-complex',
    status: 409,
    title: '这件事给的时间已经和复杂事项一样多，不能再加。',
  },
  noExtension: {
    code: 'issue.no-extension',
    status: 409,
    title: '本区规定办结不能延期；事情复杂的，请按复杂事项办。',
  },
  extensionTooLong: {
    code: 'issue.extension-too-long',
    status: 422,
    title: '延的天数比本区规定的多，请少延几天。',
  },
  tooLateToExtend: {
    code: 'issue.too-late-to-extend',
    status: 409,
    title: '办结的时限已经过了，不能再延期或停表；超期会一直记着，请尽快办结。',
  },
  tooManyWaits: {
    code: 'issue.too-many-waits',
    status: 409,
    title: '为等选民回话，停表的次数已经用完；要问的话请用“先说一声”。',
  },
  verdictOver: {
    code: 'issue.verdict-over',
    status: 409,
    title: '可以评价的时间已经过了；还有问题请再扫码反映。',
  },
  groupHandlers: {
    code: 'issue.group-handlers',
    status: 409,
    title: '这两件不在同一个人手里，先改派到一处才能一起答复。',
  },
  groupBeyond: {
    code: 'issue.group-beyond',
    status: 409,
    title: '放在一起的有别的家站的，请区里的代表工委来定。',
  },
  groupFull: {
    code: 'issue.group-full',
    status: 409,
    title: '放在一起的已经有 200 件，不能再多，请单独答复。',
  },
  notGrouped: {
    code: 'issue.not-grouped',
    status: 409,
    title: '这件事没有和别的放在一起，请刷新看看。',
  },
  notSimilar: {
    code: 'issue.not-similar',
    status: 422,
    title: '这两件不像同一件事，您的已经单独交上去了，不用再选。',
  },
  notOverdue: {
    code: 'issue.not-overdue',
    status: 409,
    title: '还没到答应的时间，到时没有答复再来催。',
  },
  chasedAlready: {
    code: 'issue.chased-already',
    status: 409,
    title: '刚催过一次，家站已经知道了；过些时候还没有答复，可以再催。',
  },
  notForOffice: {
    code: 'issue.not-for-office',
    status: 409,
    title: '还可以自己转办；转办的次数用完了仍没人办，再请代表工委定。',
  },
  nothingToReview: {
    code: 'issue.nothing-to-review',
    status: 409,
    title: '这件事没有要核实的，或者已经核实过了，请刷新看看。',
  },
  consentNeeded: {
    code: 'issue.consent-needed',
    status: 422,
    title: '要留姓名或电话，请先念给来访人听，对方同意了再勾上。',
  },
  stationWithoutCode: {
    code: 'issue.station-without-code',
    status: 409,
    title: '本站还没有码，请代表工委先做一个，再来代填。',
  },
  remindedToday: {
    code: 'issue.reminded-today',
    status: 409,
    title: '今天提醒过了，明天还没办再提醒。',
  },
  nobodyToRemind: {
    code: 'issue.nobody-to-remind',
    status: 409,
    title: '这位代表没有账号，收不到提醒，请打个电话。',
  },
  phrasesChanged: {
    code: 'issue.phrases-changed',
    status: 409,
    title: '常用语刚在另一台手机上改过，已换成最新的，请再改一次。',
  },
  notNow: {
    code: 'issue.not-now',
    status: 409,
    title: '这件事现在的状态不能这样操作，请刷新看看最新进展。',
  },
} as const satisfies Record<string, ErrorKind>
