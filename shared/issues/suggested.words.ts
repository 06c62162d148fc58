/** What the answer to a suggestion comes to, for the voter behind it. */
const answers: Record<string, string> = {
  A: '这件事已经解决，或者今年能解决',
  B: '这件事正在办',
  C: '现在条件不够，还办不了，部门记下了',
}

/** By the reasons of 不予立案. */
const reasons: Record<string, string> = {
  private: '是自家的事，不能作为代表建议来办',
  petition: '告具体的人，建议里不能办，请走信访',
  judicial: '监察、法院、检察院正在办的案子，建议不能管',
  academic: '属于学术探讨或者推介产品，不作为建议来办',
  empty: '没有写具体，或者不是本级能办的事',
}
const AGAIN = '要说别的，再扫一次码。'

/**
 * @param joined the suggestion was there, the matter came to it
 * @param again there was one of this matter before
 */
export function suggestionSubmitted(
  representative: string,
  voter: string,
  { joined, again }: { joined: boolean; again: boolean },
): string {
  const which = again ? '又' : ''
  return joined
    ? `${representative}代表把这件事${which}连到了${again ? '另一件' : '一件'}已有的代表建议，这件建议的进展和答复会告诉${voter}。`
    : `${representative}代表把这件事${which}写成了${again ? '另一件' : ''}代表建议，交给代表工委审核，立案以后由政府部门办。`
}

/**
 * Without the answer's own words: they are the representative's until they are made public.
 * @param departments who answered; empty: an older fact, which does not say
 * @param day by when it is promised or agreed, in words: until then it is at work, whatever the class;
 * null: by no day, or an older fact does not say it
 */
export function suggestionOutcome(
  { class: of, said }: Record<string, unknown>,
  departments: string,
  day: string | null,
): string | null {
  const whole = typeof said === 'string' ? said : answers[String(of)]
  if (whole === undefined) return null
  const comes = of === 'B' || day === null ? whole : answers.B
  const who = departments === '' ? '代表建议有了答复' : `${departments}答复了代表建议`
  const promised = day === null ? '' : `，答应 ${day}前办成，到时再说结果`
  return `${who}：${comes}${promised}。`
}

/** @param anew it had gone to another one before */
export const suggestionAssigned = (departments: string, anew: unknown): string =>
  anew === true ? `建议改由${departments}办了。` : `代表工委立了案，建议交给${departments}办。`

export const suggestionReceived = (department: string): string =>
  `${department}收下了建议，开始办。`

export const suggestionDeclined = (why: unknown): string => {
  const reason = reasons[String(why)]
  return `由这件事写成的建议没有立案${reason === undefined ? '' : `：${reason}`}。${AGAIN}`
}

export const suggestionWithdrawn = (representative: string): string =>
  `${representative}代表把由这件事写成的建议收回了，建议不再往下办，这件事还由代表接着办。`

/** That there will be an answer stands above, while it is waited for. */
export const suggestionMerged = (): string =>
  '由这件事写成的建议，和另一件说同一件事的建议并在一起办了。'

/** @param next what the representative's judgement led to: `redo` or `mediation` */
export const suggestionUnsatisfied = (next: unknown): string =>
  next === 'redo'
    ? '代表对建议的答复不满意，请部门再办一次，办完再答复。'
    : '代表对建议的新答复还不满意，代表工委出面和部门协调。'

/** @param day by when it is to be done, in words; null: no day was agreed */
export const suggestionSettled = (day: string | null): string =>
  `代表工委和部门、代表协调过了，由这件事写成的建议定下来了${
    day === null ? '' : `，定了 ${day}前办成`
  }。想知道协调的结果，可以问代表。`

export const suggestionAccepted = (accepted: unknown): string =>
  accepted === true
    ? '代表接受协调的结果。'
    : '代表没有接受协调的结果，意见记下了；建议已经办结，不再重办。'

/** True of what was answered, declined and withdrawn: which of them it is was said before. */
export const suggestionOver = (voter: string): string =>
  `这件事不用再等建议了，接下来代表告诉${voter}结果，把这件事办结。`

export const SUGGESTION_AWAITED = '这件事又要等建议的结果，先按建议的时限办，办结的表停下来等它。'

/** What was said of a suggestion, and does not hold any more. */
const corrections = {
  unsatisfied: '更正：由这件事写成的建议，代表的评价改过来了，不用重办了。',
  mediated: '更正：由这件事写成的建议，代表的评价改过来了，不用再协调了。',
  declined: '更正：由这件事写成的建议没有立案的决定收回了，代表工委重新审核。',
  joined: '更正：这件事和连上的那件代表建议不是一回事，取下来了，不跟着它办。',
  merged: '更正：由这件事写成的建议不再并到另一件里，重新单独办。',
} as const
export type SuggestionCorrection = keyof typeof corrections

export const suggestionCorrected = (of: unknown): string =>
  corrections[of as SuggestionCorrection] ?? '由这件事写成的建议，前面说的有更正。'

/** @param again they were told of it before: there is more to be read, or it is there again */
export const suggestionPublished = (voter: string, again: boolean): string =>
  `建议和答复${again ? '又' : ''}公开了，${voter}可以看全文：点“这件事后来怎么样了”，再点建议的标题。`

/** After what the answer comes to, for whoever looks at their receipt. */
export const READ_WHOLE = '全文公开了，点“这件事后来怎么样了”去看。'

const AT_DEPARTMENT =
  '部门接到以后，3 个月内答复代表；特别难办的，最长 6 个月。走到哪一步，下面的“经过”里看得到。'

/** What is ahead, by where the suggestion is. The months are the longest that the law allows. */
const ahead = {
  sent: ['代表工委先看一遍，再交给管这件事的政府部门。', AT_DEPARTMENT],
  assigned: [AT_DEPARTMENT],
  redo: ['部门再办一次，办完再答复代表。走到哪一步，下面的“经过”里看得到。'],
  mediation: ['代表工委和部门、代表一起商量怎么办，定下来了，下面的“经过”里看得到。'],
  promised: ['部门答应了办成的日子，到时会再答复一次。'],
} as const
export type SuggestionPhase = keyof typeof ahead
const AT_LAST = '有了结果，这里会写清楚，到那时再请您评价。在那以前有新情况，随时可以补充一句。'

/** What is ahead of a matter until its outcome; of several suggestions of each, in the order of the way. */
export function suggestionAhead(phases: readonly SuggestionPhase[]): string[] {
  const there = (Object.keys(ahead) as SuggestionPhase[]).filter((one) => phases.includes(one))
  const steps = there.flatMap((phase) =>
    there.length === 1 || phase === 'sent' || phase === 'assigned'
      ? ahead[phase]
      : ahead[phase].map((step) => `有一件，${step}`),
  )
  return [...new Set(steps), AT_LAST]
}

const THEN = '有了答复，再请您评价。'
/** There was an answer before this one began. */
export const SUGGESTION_CHOICE = '另一件建议还在办，可以等它的结果，也可以现在评价。'

/**
 * How far the suggestion is that a voter waits for, in one line.
 * @param told what they heard of it last; null: that it was sent
 * @param another of another one there is an outcome
 * @param joined it was there before their matter came to it
 */
export function suggestionGoesOn(told: string | null, another: boolean, joined: boolean): string {
  if (!another)
    return `${told ?? (joined ? '已经连到一件代表建议，一起办；' : '已经写成代表建议，先由代表工委审核；')}${THEN}`
  return told === null ? `另一件建议还没有结果，${THEN}` : `另一件建议还没有结果：${told}${THEN}`
}

/** @param told what they heard of it last @param isPromise that was the promise, which says itself when it is told again */
export const suggestionPromised = (told: string, isPromise: boolean): string =>
  isPromise ? told : `${told}${ahead.promised[0]}`
