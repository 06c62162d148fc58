import { answering } from './answers.rules.ts'
import type { Letter, Matter, SentBack } from './matter.rules.ts'

/** Drafts that were not signed: whose they are, and who may begin with them. */

/** What is kept of an unsigned letter. */
export const keptDraft = (letter: Letter, reason: string): SentBack => {
  const { departmentId, round, text, class: of, promisedFor, contactPerson, contactPhone } = letter
  return {
    departmentId,
    round,
    text,
    class: of,
    promisedFor,
    ...(letter.solved === undefined ? {} : { solved: letter.solved }),
    ...(contactPerson === undefined ? {} : { contactPerson }),
    ...(contactPhone === undefined ? {} : { contactPhone }),
    files: letter.files ?? [],
    reason,
  }
}

/** Its own draft, else the last one of those in whose place it came. */
export function draftFor(matter: Matter, own: string): SentBack | null {
  const drafts = (matter.sentBack ?? []).filter(({ round }) => round === matter.round)
  const mine = drafts.find(({ departmentId }) => departmentId === own)
  if (mine !== undefined) return mine
  const came = answering(matter).find(({ departmentId }) => departmentId === own)?.assignedAt
  if (came === undefined) return null
  return drafts.filter(({ leftAt }) => leftAt !== undefined && leftAt <= came).at(-1) ?? null
}

/** What others drafted who do not answer any more, kept; what a department loses besides. */
export function draftsLeft(
  { letters, sentBack = [] }: Matter,
  answers: ReadonlySet<string>,
  now: number,
): Pick<Matter, 'sentBack'> {
  const left = letters.filter(
    ({ departmentId, signedAt }) => signedAt === null && !answers.has(departmentId),
  )
  if (sentBack.length + left.length === 0) return {}
  return {
    sentBack: [
      ...sentBack.map((one) =>
        answers.has(one.departmentId) || one.leftAt !== undefined ? one : { ...one, leftAt: now },
      ),
      ...left.map((one) => ({ ...keptDraft(one, ''), leftAt: now })),
    ],
  }
}
