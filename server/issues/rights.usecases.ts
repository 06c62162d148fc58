import { Failure } from '@mashang/shared/core/errors.ts'
import { fullMomentWords } from '@mashang/shared/core/local-time.ts'
import type { Contact } from '@mashang/shared/issues/filing.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { verdictWords } from '@mashang/shared/issues/issues.words.ts'
import { type Rights, rightsOf } from '@mashang/shared/issues/rights.rules.ts'
import { voterWords } from '@mashang/shared/issues/voter-name.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { deadlinesOf } from '../core/deadlines/deadlines.store.ts'
import { contactPolicyOf, districtNow } from '../districts/districts.store.ts'
import { dropPhotosOf } from '../photos/photos.store.ts'
import { consentOf } from './consent.views.ts'
import { originalsOf } from './holds.store.ts'
import type { IssueRecord } from './issues.store.ts'
import { receiptView } from './issues.views.ts'
import { issueOfReceipt, voterFact } from './receipt.usecases.ts'
import { eraseContact, namelessMessages } from './retention.store.ts'
import {
  correctContact,
  eraseMessages,
  eraseVerdictTexts,
  eraseWords,
  keepPrivate,
} from './rights.store.ts'

/** Takes away how a matter's voter is told, and where they find it without a receipt. */
export type Forget = (issueId: string) => Write[]

async function rightsIn(context: Context, issue: IssueRecord): Promise<Rights> {
  const policy = contactPolicyOf(context, await districtNow(context))
  const owed = (await deadlinesOf(context, issue.id)).some((clock) => clock.stoppedAt === null)
  return rightsOf({ ...issue, owed }, policy, context.clock.now())
}

/** What is kept of a voter, and what may be done with it. */
export async function rightsByReceipt(context: Context, raw: string) {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  const { number, title, contactMask } = await receiptView(context, issue, receipt)
  return {
    receipt,
    number,
    title,
    voter: issue.voter,
    contactMask,
    rights: await rightsIn(context, issue),
    erased: issue.wordsErasedAt !== null,
  }
}

/** Does one thing that the voter may do; refused in one sentence where it is not theirs to do now. */
async function exercise(
  context: Context,
  raw: string,
  right: keyof Rights,
  fact: string,
  writes: (issue: IssueRecord, at: number) => Write[] | Promise<Write[]>,
): Promise<void> {
  const { issue } = await issueOfReceipt(context, raw)
  if (!(await rightsIn(context, issue))[right]) throw new Failure(issueErrors.rightNotNow)
  const at = context.clock.now()
  try {
    await context.db.commit(context.district, await writes(issue, at), [voterFact(issue, at, fact)])
    context.db.leaveNothing()
  } catch (error) {
    // It moved on, or a clock began, at the same moment.
    if (error instanceof Conflict) throw new Failure(issueErrors.rightNotNow, { cause: error })
    throw error
  }
}

/** A proof of the old number proves nothing of the new one. */
export const correctOwnContact = (
  context: Context,
  raw: string,
  contact: Pick<Contact, 'name' | 'salutation' | 'phone'>,
): Promise<void> =>
  exercise(context, raw, 'correct', 'issue.contact-corrected', ({ id, ...issue }) => {
    if (contact.name === undefined && contact.phone === undefined)
      throw new Failure(issueErrors.contactEmpty)
    const seal = (text: string | undefined): string | null =>
      text === undefined ? null : context.secrets.seal(text, id)
    return [
      correctContact({
        district: context.district,
        id,
        contactName: seal(contact.name) ?? issue.contactName,
        contactPhone: seal(contact.phone) ?? issue.contactPhone,
        voter:
          contact.name === undefined
            ? issue.voter
            : voterWords({ ...contact, verification: undefined }, issue.hidden),
        phoneCheck:
          contact.phone === undefined || issue.phoneCheck === null
            ? issue.phoneCheck
            : 'unverified',
      }),
    ]
  })

/** As `exercise`, together with what was sealed when parts of the matter were covered. */
async function eraseSealed(
  context: Context,
  raw: string,
  right: keyof Rights,
  fact: string,
  writes: (issue: IssueRecord, at: number) => Write[],
): Promise<void> {
  let after = async (): Promise<void> => undefined
  await exercise(context, raw, right, fact, async (issue, at) => {
    const originals = await originalsOf(context, issue.id)
    after = originals.after
    return [...writes(issue, at), originals.write]
  })
  await after()
}

/** An account in WeChat is a way to reach somebody, too; what was covered may hold the number. */
export const eraseOwnContact = (context: Context, raw: string, forget: Forget): Promise<void> =>
  eraseSealed(context, raw, 'eraseContact', 'issue.contact-erased', ({ id }) => {
    const of = { district: context.district, id }
    return [eraseContact(of), namelessMessages(of), ...forget(id)]
  })

export const keepOwnPrivate = (context: Context, raw: string): Promise<void> =>
  exercise(context, raw, 'keepPrivate', 'issue.kept-private', ({ id }) => [
    keepPrivate({ district: context.district, id }),
  ])

/** Words, photos, contact, all that was ever written; what others answered stays. */
export const eraseOwnWords = (context: Context, raw: string, forget: Forget): Promise<void> =>
  eraseSealed(context, raw, 'eraseWords', 'issue.words-erased', ({ id, state }, at) => {
    const of = { district: context.district, id }
    return [
      eraseWords({ ...of, at, wasState: state }),
      eraseMessages(of),
      eraseVerdictTexts(of),
      dropPhotosOf({ district: context.district, issueId: id }),
      ...forget(id),
    ]
  })

/**
 * Everything that is kept under a receipt, as a text that any phone shows. The phone number stays
 * masked: whoever holds the paper is not always whoever filed.
 */
export async function copyByReceipt(context: Context, raw: string): Promise<string> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  const view = await receiptView(context, issue, receipt)
  const consent = await consentOf(context, issue)
  const moment = (iso: string): string => fullMomentWords(Date.parse(iso))
  const lines = [
    `码上代表 · 我的资料`,
    `编号：${view.number}`,
    `写给：${view.representative.name}代表`,
    `提交：${moment(view.filedAt)}`,
    `现在：${view.stateWords}`,
    `类别：${view.kindWords}，${view.fieldWords}`,
    `标题：${view.title}`,
    `内容：${view.text}`,
    `地点：${view.place ?? '没有写'}${issue.latitude === null ? '' : `（${issue.latitude}, ${issue.longitude}）`}`,
    `照片：${view.photos.length} 张`,
    `电话：${view.contactMask ?? '没有留'}`,
    `代表看到：${view.seenAs}`,
    `办好后公开：${view.publish ? '同意' : '不同意'}`,
    `提交时同意的：${consent === null ? '没有记下是第几版说明' : `第 ${consent.version} 版说明${consent.since === null ? '' : `（${moment(consent.since)}起）`}。${consent.words}`}`,
    '',
    '说过的话',
    ...view.messages.map(({ at, authorName, text }) => `${moment(at)} ${authorName}：${text}`),
    '',
    '评价',
    view.verdict === null
      ? '还没有评价'
      : `答复${verdictWords[view.verdict.answer]}，解决${verdictWords[view.verdict.solved]}。${view.verdict.text ?? ''}`,
    '',
    '经过',
    ...view.timeline.map(({ at, sentence }) => `${moment(at)} ${sentence}`),
  ]
  return `${lines.join('\n')}\n`
}
