import type { LightMyRequestResponse } from 'fastify'
import { answer, filed } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'

export type Issue = Awaited<ReturnType<typeof filed>>

/** A voter's matter that its representative has answered, so that its first clock is stopped. */
export async function issueOf(t: TestApp, by: Client, changes: object = {}): Promise<Issue> {
  const made = await filed(t, changes)
  await answer(by, made.id)
  return made
}

/** The sentences on a receipt. */
export const toldOn = async (t: TestApp, { receipt }: Issue): Promise<string[]> =>
  (await t.voter({ url: `/api/receipts/${receipt}` }))
    .json()
    .timeline.map((one: { sentence: string }) => one.sentence)

export const join = (by: Client, id: string, issueId: string): Promise<LightMyRequestResponse> =>
  by({ method: 'PUT', url: `/api/suggestions/${id}/issues/${issueId}` })

export const times = (all: string[], one: string): number =>
  all.filter((each) => each === one).length

export const A = '区住房和城乡建设局答复了代表建议：这件事已经解决，或者今年能解决。'
export const C = '区住房和城乡建设局答复了代表建议：现在条件不够，还办不了，部门记下了。'
export const SENT = '李婺代表把这件事写成了代表建议，交给代表工委审核，立案以后由政府部门办。'
export const SENT_AGAIN =
  '李婺代表把这件事又写成了另一件代表建议，交给代表工委审核，立案以后由政府部门办。'
export const JOINED = '李婺代表把这件事连到了一件已有的代表建议，这件建议的进展和答复会告诉您。'
export const JOINED_AGAIN =
  '李婺代表把这件事又连到了另一件已有的代表建议，这件建议的进展和答复会告诉您。'
export const MERGED = '由这件事写成的建议，和另一件说同一件事的建议并在一起办了。'
