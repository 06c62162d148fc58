import type { ErrorKind } from '../core/errors.ts'
import { TOO_LARGE } from './attachments.words.ts'

export const suggestionErrors = {
  notFound: {
    code: 'suggestion.not-found',
    status: 404,
    title: '没有找到这件建议，可能已经撤下。',
  },
  notNow: {
    code: 'suggestion.not-now',
    status: 409,
    title: '这件建议现在不能这样办，可能刚刚有了变化，请刷新看看。',
  },
  onlyInspecting: {
    code: 'suggestion.only-inspecting',
    title: '督查只能催办，这一步请代表工委来办。',
    status: 403,
  },
  onlyDrafting: {
    code: 'suggestion.only-drafting',
    title: '经办人拟好送签，这一步请本单位的签发人来办。',
    status: 403,
  },
  signerAccount: {
    code: 'suggestion.signer-account',
    status: 403,
    title:
      '本区的答复由签发人登录自己的账号签发，请本单位的签发人来办；还没有这样的账号，请代表工委开通。',
  },
  linkForAccount: {
    code: 'suggestion.link-for-account',
    status: 409,
    title: '本区的答复由签发人账号签发，这个单位有账号，请它登录办理，不用一次性链接。',
  },
  signerMissing: {
    code: 'suggestion.signer-missing',
    status: 422,
    title: '请填写签发的负责人。',
  },
  notYours: {
    code: 'suggestion.not-yours',
    status: 403,
    title: '这一步不归您办，请看是该由谁来办。',
  },
  sessionDays: {
    code: 'suggestion.session-days',
    status: 422,
    title: '大会的第一天和最后一天要都写，最后一天不早于第一天；不在开会就都空着。',
  },
  periodsChangedMeanwhile: {
    code: 'suggestion.periods-changed-meanwhile',
    status: 409,
    title: '别人刚刚先改了期限，这一次没有保存；请看一看新的，再改。',
  },
  reassignReason: {
    code: 'suggestion.reassign-reason',
    status: 422,
    title: '已有单位签收，请写明为什么调整承办单位。',
  },
  reassignedAhead: {
    code: 'suggestion.reassigned-ahead',
    status: 422,
    title: '定下来的日子不能在今天以后，请改一下日子。',
  },
  reassignedEarly: {
    code: 'suggestion.reassigned-early',
    status: 422,
    title: '定下来的日子不能早于第一次交办那天，请改一下日子。',
  },
  handlersMoved: {
    code: 'suggestion.handlers-moved',
    status: 409,
    title: '刚刚有人先调整了承办单位，请看过现在的，再定要不要改。',
  },
  objectionMoved: {
    code: 'suggestion.objection-moved',
    status: 409,
    title: '申请退回的单位刚刚有了变化，请看过现在的，再定。',
  },
  handlersSame: {
    code: 'suggestion.handlers-same',
    status: 422,
    title: '和现在的承办单位一样，请改好再调整。',
  },
  answerGiven: {
    code: 'suggestion.answer-given',
    status: 409,
    title: '已经签发答复的单位不能去掉，也不能改作别的，请留着它。',
  },
  notOwing: {
    code: 'suggestion.not-owing',
    status: 409,
    title: '现在没有等着这个单位的会办意见。',
  },
  waivedEarly: {
    code: 'suggestion.waived-early',
    status: 409,
    title: '会办意见的期限还没有过，请等一等，或者先催一催。',
  },
  notReceived: {
    code: 'suggestion.not-received',
    status: 409,
    title: '贵单位还没有签收，请先签收，再办这一步。',
  },
  objectionOpen: {
    code: 'suggestion.objection-open',
    status: 409,
    title: '贵单位申请了退回，请等代表工委答复以后再办。',
  },
  notObjected: {
    code: 'suggestion.not-objected',
    status: 409,
    title: '贵单位没有等着定的退回申请，可能代表工委刚刚定了，请刷新看看。',
  },
  answerStands: {
    code: 'suggestion.answer-stands',
    status: 409,
    title: '这一次要重新答复的是别的单位，贵单位的答复照旧，不用再答。',
  },
  answerOwed: {
    code: 'suggestion.answer-owed',
    status: 409,
    title: '代表请贵单位重办，请直接拟新的答复，答应的事写在里面。',
  },
  partsUnclear: {
    code: 'suggestion.parts-unclear',
    status: 422,
    title: '请对这一次答复的每个单位各评一次，不多也不少。',
  },
  noContact: {
    code: 'suggestion.no-contact',
    status: 422,
    title: '还没有和代表沟通过，请先联系代表并记下来，再拟答复。',
  },
  noContactSince: {
    code: 'suggestion.no-contact-since',
    status: 422,
    title: '代表评价不满意以后还没有再沟通过，请先联系代表并记下来，再重新答复。',
  },
  notAnsweredYet: {
    code: 'suggestion.not-answered-yet',
    status: 422,
    title: '还没有答复，不能记“答复后”的沟通，请选办理前或办理中。',
  },
  opinionMissing: {
    code: 'suggestion.opinion-missing',
    status: 422,
    title: '会办单位的意见还没有到齐，请催一催，到齐后再拟答复。',
  },
  promiseMissing: {
    code: 'suggestion.promise-missing',
    status: 422,
    title: 'B 类答复要写明答应哪一天办成，请选一个以后的日子。',
  },
  promisePast: {
    code: 'suggestion.promise-past',
    status: 409,
    title: '答复里承诺的日子已经过了，请退回重拟，换一个日子再签发。',
  },
  promiseFar: {
    code: 'suggestion.promise-far',
    status: 422,
    title: '答应的日子最远只能在五年以内，办不到的请改用别的答复类别。',
  },
  promiseUnwanted: {
    code: 'suggestion.promise-unwanted',
    status: 422,
    title: '只有 B 类答复才写答应的日子，请去掉日子，或改成 B 类。',
  },
  solvedUnwanted: {
    code: 'suggestion.solved-unwanted',
    status: 422,
    title: '只有 A 类答复才写是不是已经解决，请去掉，或改成 A 类。',
  },
  reasonMissing: {
    code: 'suggestion.reason-missing',
    status: 422,
    title: '不满意时请写一句理由，承办单位好照着重办。',
  },
  returnTooLate: {
    code: 'suggestion.return-too-late',
    status: 409,
    title: '申请退回的期限过了，这件建议由贵单位办理。',
  },
  extendedOnce: {
    code: 'suggestion.extended-once',
    status: 409,
    title: '一件建议只能延期一次，这件已经申请过。',
  },
  tooLateToExtend: {
    code: 'suggestion.too-late-to-extend',
    status: 409,
    title: '答复期限已经过了，不能再延期，请尽快答复。',
  },
  whichExtension: {
    code: 'suggestion.which-extension',
    status: 422,
    title: '有几个单位申请了延期，请选答复哪一个。',
  },
  notAsked: { code: 'suggestion.not-asked', status: 409, title: '没有等着答复的延期申请。' },
  contactAhead: {
    code: 'suggestion.contact-ahead',
    status: 422,
    title: '沟通的日子不能在今天以后，请改一下日子。',
  },
  contactEarly: {
    code: 'suggestion.contact-early',
    status: 422,
    title: '沟通的日子不能早于这件建议提出的那天，请改成实际沟通的日子。',
  },
  contactBeforeAnswer: {
    code: 'suggestion.contact-before-answer',
    status: 422,
    title: '答复后的沟通，日子不能早于答复那天，请改一下日子，或改选办前、办中。',
  },
  contactUnknown: {
    code: 'suggestion.contact-unknown',
    status: 422,
    title: '没有这一次沟通的记录，请刷新页面再看。',
  },
  contactDisputed: {
    code: 'suggestion.contact-disputed',
    status: 422,
    title: '记下的沟通，代表说没有：请和代表沟通、再记一次，或者等代表工委核定，再答复。',
  },
  disputeWordless: {
    code: 'suggestion.dispute-wordless',
    status: 422,
    title: '请写明实际是怎样的。',
  },
  settledAhead: {
    code: 'suggestion.settled-ahead',
    status: 422,
    title: '协调的日子不能在今天以后，请改一下日子。',
  },
  settledEarly: {
    code: 'suggestion.settled-early',
    status: 422,
    title: '协调的日子不能早于代表说不满意那天，请改成实际协调的日子。',
  },
  supervisedAhead: {
    code: 'suggestion.supervised-ahead',
    status: 422,
    title: '督办的日子不能在今天以后，请改一下日子。',
  },
  supervisedEarly: {
    code: 'suggestion.supervised-early',
    status: 422,
    title: '督办的日子不能早于提出建议那天，请改一下日子。',
  },
  settledPromisePast: {
    code: 'suggestion.settled-promise-past',
    status: 422,
    title: '商定办成的日子要在今天以后，请改一下日子；没有商定就空着。',
  },
  settledLongAgo: {
    code: 'suggestion.settled-long-ago',
    status: 409,
    title: '协调办结已经超过 30 天，不用再说接不接受；有话请找代表工委。',
  },
  oneself: {
    code: 'suggestion.oneself',
    status: 422,
    title: '附议代表里有您自己或重复的人，请去掉。',
  },
  cosignerUnknown: {
    code: 'suggestion.cosigner-unknown',
    status: 422,
    title: '附议的代表里有人没有找到，可能已离任，请重新选。',
  },
  departmentUnknown: {
    code: 'suggestion.department-unknown',
    status: 422,
    title: '没有找到这个承办单位，请重新选。',
  },
  handlersUnclear: {
    code: 'suggestion.handlers-unclear',
    status: 422,
    title: '请选一个主办单位（可加会办），或者选两个以上分办单位，不能混着选。',
  },
  mergeTarget: {
    code: 'suggestion.merge-target',
    status: 422,
    title: '要并入的那一件没有找到，或者它没有在办、已经办结，请换一件。',
  },
  mergeLeaving: {
    code: 'suggestion.merge-leaving',
    status: 409,
    title: '要并入的那一件，领衔代表正在撤回，请等有了结果，或换一件。',
  },
  notAnswered: {
    code: 'suggestion.not-answered',
    status: 409,
    title: '还没有答复，不能公开，请等答复签发以后再公开。',
  },
  notPublic: {
    code: 'suggestion.not-public',
    status: 409,
    title: '这件没有公开，不用撤下。',
  },
  othersGoOnHere: {
    code: 'suggestion.others-go-on-here',
    status: 409,
    title: '有别的建议并在这一件里一起办，不能撤回；要撤回，请代表工委先撤销并案。',
  },
  mergeAnswered: {
    code: 'suggestion.merge-answered',
    status: 409,
    title: '并入的那一件已经答复，这一件也算办过了，不能再撤销并案。',
  },
  mergeWentOn: {
    code: 'suggestion.merge-went-on',
    status: 409,
    title: '并入的那一件又并进了另一件，请先撤销那一件的并案。',
  },
  documentMissing: {
    code: 'suggestion.document-missing',
    status: 422,
    title: '请填写答复函的发文字号，如 江建函〔2026〕12号。',
  },
  documentUnfit: {
    code: 'suggestion.document-unfit',
    status: 422,
    title: '发文字号要写成 江建函〔2026〕12号 的样子：机关代字、年份、序号，请改一改。',
  },
  documentYear: {
    code: 'suggestion.document-year',
    status: 422,
    title: '发文字号里的年份要是签发的这一年，请改一改。',
  },
  documentTaken: {
    code: 'suggestion.document-taken',
    status: 409,
    title: '这个发文字号贵单位已经用过，请换一个没有用过的。',
  },
  alreadyProposed: {
    code: 'suggestion.already-proposed',
    status: 409,
    title: '贵单位这一轮的答复已经拟好，要改请先退回重拟。',
  },
  feedbackOpen: {
    code: 'suggestion.feedback-open',
    status: 409,
    title: '代表评价的期限还没有过，请再等等。',
  },
  secret: {
    code: 'suggestion.secret',
    status: 409,
    title: '这件建议标了不公开，不能放到公开页面上。',
  },
  voterUnwilling: {
    code: 'suggestion.voter-unwilling',
    status: 409,
    title: '反映这件事的群众不同意公开，请核对没有原话和个人信息，勾上再公开。',
  },
  numbersTold: {
    code: 'suggestion.numbers-told',
    status: 409,
    title:
      '标题、正文、答复或附件的名字里有像电话或身份证号的数字，公开以后谁都看得到。请核对，可以公开的勾上再公开。',
  },
  doorsTold: {
    code: 'suggestion.doors-told',
    status: 409,
    title:
      '标题、正文、答复或附件的名字里有像门牌的话（几号楼、几单元、几室），公开以后谁都看得到。请核对，可以公开的勾上再公开。',
  },
  attachmentNone: {
    code: 'suggestion.attachment-none',
    status: 400,
    title: '没有收到附件，请选一个再传。',
  },
  attachmentTooLarge: {
    code: 'suggestion.attachment-too-large',
    status: 413,
    title: `附件${TOO_LARGE}`,
  },
  attachmentKind: {
    code: 'suggestion.attachment-kind',
    status: 415,
    title: '附件只收照片（JPG、PNG、WebP）和 PDF，请换一个。',
  },
  attachmentsTooMany: {
    code: 'suggestion.attachments-too-many',
    status: 409,
    title: '传了太多没有用上的附件，请先把写好的存下来，或过三天再传。',
  },
  attachmentUnknown: {
    code: 'suggestion.attachment-unknown',
    status: 422,
    title: '有附件没有找到，可能放得太久了，请去掉再传一次。',
  },
  attachmentMissing: {
    code: 'suggestion.attachment-missing',
    status: 404,
    title: '没有找到这个附件，可能已经去掉了。',
  },
  keyReused: {
    code: 'suggestion.key-reused',
    status: 409,
    title: '上一次其实已经存上了，这一次改的没有存：请到“我的建议”里打开它再改。',
  },
  keyUnfit: {
    code: 'suggestion.key-unfit',
    status: 400,
    title: 'Idempotency-Key 要 8 到 200 个字符，请换一个再存。',
  },
  alreadyKey: {
    code: 'suggestion.already-key',
    status: 409,
    title: '这件已经是重点督办建议；要换领导，请先取消再列。',
  },
  notKey: {
    code: 'suggestion.not-key',
    status: 409,
    title: '这件现在不是重点督办建议，可能刚刚取消了，请刷新看看。',
  },
  alreadyExcellent: {
    code: 'suggestion.already-excellent',
    status: 409,
    title: '这件已经是优秀建议；理由要改，请先撤销再评。',
  },
  notExcellent: {
    code: 'suggestion.not-excellent',
    status: 409,
    title: '这件现在不是优秀建议，可能刚刚撤销了，请刷新看看。',
  },
  nothingOwed: {
    code: 'suggestion.nothing-owed',
    status: 409,
    title: '这一项现在没有等着谁办，不用催，请刷新看看。',
  },
  remindedToday: {
    code: 'suggestion.reminded-today',
    status: 409,
    title: '这一项今天已经催过了，明天还没有动静再催。',
  },
  authorsServe: {
    code: 'suggestion.authors-serve',
    status: 409,
    title: '提出这件建议的代表还在任，由代表评价。',
  },
  paperAuthor: {
    code: 'suggestion.paper-author',
    status: 422,
    title: '请选这件建议在任的领衔代表或附议代表，纸质意见表是谁的就选谁。',
  },
  paperDay: {
    code: 'suggestion.paper-day',
    status: 422,
    title: '意见表上的日子要在答复那天以后、不晚于今天，请照表上写的核对。',
  },
  paperForOffice: {
    code: 'suggestion.paper-for-office',
    status: 403,
    title: '纸质意见表由代表工委代录，请直接评价。',
  },
  paperStands: {
    code: 'suggestion.paper-stands',
    status: 409,
    title: '这次评价已按纸质意见表代录，现在不能再改；有出入请联系代表工委。',
  },
  entryDay: {
    code: 'suggestion.entry-day',
    status: 422,
    title: '交来的日子不能在今天以后，也不能早于一年前；更早的请用“导入往年的”。',
  },
  leadUnknown: {
    code: 'suggestion.lead-unknown',
    status: 422,
    title: '没有找到这位领衔代表，可能已离任，请重新选。',
  },
  sameTitle: {
    code: 'suggestion.same-title',
    status: 409,
    title: '已经有一件同名的建议，请先核对是不是同一件。',
  },
  notEntered: {
    code: 'suggestion.not-entered',
    status: 409,
    title: '这件建议不是按纸代录的，或者不是替您录的。',
  },
  disownLate: {
    code: 'suggestion.disown-late',
    status: 409,
    title: '说“不是我的”的期限已经过了；有出入请联系代表工委。',
  },
  entryDisputed: {
    code: 'suggestion.entry-disputed',
    status: 409,
    title: '有代表说代录的不是自己的，请先核对，再交办。',
  },
  entryWentOn: {
    code: 'suggestion.entry-went-on',
    status: 409,
    title: '代录以后已经办过别的步骤，不能再撤回代录；不用办的，请代表撤回。',
  },
  notLeft: {
    code: 'suggestion.not-left',
    status: 409,
    title: '只有从往年的表导入、没有答复的，才能接着办。',
  },
  wentOn: {
    code: 'suggestion.went-on',
    status: 409,
    title: '已经有人办起来了，不能再取消接着办；不用办的，请代表撤回。',
  },
  dueUnfit: {
    code: 'suggestion.due-unfit',
    status: 422,
    title: '另定的答复期限要在今天以后、六个月以内，请改一下。',
  },
  dueReason: {
    code: 'suggestion.due-reason',
    status: 422,
    title: '另定了答复期限，请写明理由。',
  },
  noListedPromise: {
    code: 'suggestion.no-listed-promise',
    status: 409,
    title: '这里没有往年的表里答应、还没有结果的事。',
  },
  whosePromise: {
    code: 'suggestion.whose-promise',
    status: 422,
    title: '不止一个单位答应过，请选是哪个单位的。',
  },
  noPromise: {
    code: 'suggestion.no-promise',
    status: 409,
    title: '这件建议没有等着兑现的承诺。',
  },
  withdrawAnswered: {
    code: 'suggestion.withdraw-answered',
    status: 409,
    title: '承办单位已经答复，建议不能再撤回；不满意，请在评价里说。',
  },
  alreadyDone: { code: 'suggestion.already-done', status: 409, title: '您已经办过这一步了。' },
  originUnknown: {
    code: 'suggestion.origin-unknown',
    status: 404,
    title: '没有找到您要据以写建议的那件事，或者它不归您看。',
  },
  originNotYet: {
    code: 'suggestion.origin-not-yet',
    status: 409,
    title: '现在还不能由那件事写建议，请先打开它看看等着办什么。',
  },
  issueUnknown: {
    code: 'suggestion.issue-unknown',
    status: 404,
    title: '没有找到这件群众反映，或者它不在您名下。',
  },
  originClosed: {
    code: 'suggestion.origin-closed',
    status: 409,
    title: '这件建议已经结束，不能再连群众反映。',
  },
  originTold: {
    code: 'suggestion.origin-told',
    status: 409,
    title: '建议是由这件反映写成的，或者群众已经知道了结果，不能再取下来。',
  },
  importMissing: {
    code: 'suggestion.import-missing',
    status: 400,
    title: '没有收到文件，请选一份往年建议的表（.xlsx 或 .csv）再传。',
  },
  importChanged: {
    code: 'suggestion.import-changed',
    status: 409,
    title: '预览以后，代表、单位或建议有了变化，或者换了文件。请重新看一遍预览再导入。',
  },
  importUnknown: {
    code: 'suggestion.import-unknown',
    status: 404,
    title: '没有找到这次导入，请刷新看看。',
  },
  importStays: {
    code: 'suggestion.import-stays',
    status: 409,
    title: '这次导入的都已经撤回，或者后来办过、又导入过，没有可以撤回的了。',
  },
  importMoved: {
    code: 'suggestion.import-moved',
    status: 409,
    title: '刚刚有人办了其中一件，或者已经撤回，请重新看一遍再撤回。',
  },
  importAllTaken: {
    code: 'suggestion.import-all-taken',
    status: 422,
    title: '这份表里没有不能导入的行，不用下载。',
  },
  importDepartments: {
    code: 'suggestion.import-departments',
    status: 422,
    title: '表里有系统没有的承办单位，要先逐个选好再导入。',
  },
  importEmpty: {
    code: 'suggestion.import-empty',
    status: 422,
    title: '没有一行可以导入，请按预览里说的改好表，再传一次。',
  },
  reportEmpty: {
    code: 'suggestion.report-empty',
    status: 422,
    title: '这一年没有代表建议，请换一年。',
  },
  noLetters: {
    code: 'suggestion.no-letters',
    status: 409,
    title: '选的这些都还没有可以印的，交办或签发答复以后再印。',
  },
  whichLetter: {
    code: 'suggestion.which-letter',
    status: 409,
    title: '这里有几份，请在这件建议的页面上选要哪一份。',
  },
  letterUnknown: {
    code: 'suggestion.letter-unknown',
    status: 404,
    title: '没有这一份；请刷新这件建议的页面，再选一次。',
  },
  noLetter: {
    code: 'suggestion.no-letter',
    status: 409,
    title: '还没有可以打印的内容：交办以后才有交办单，签发以后才有答复函和征求意见表。',
  },
  periodsTooLong: {
    code: 'suggestion.periods-too-long',
    status: 422,
    title: '法律规定三个月内答复，最长不超过六个月，请改短一些。',
  },
} as const satisfies Record<string, ErrorKind>
