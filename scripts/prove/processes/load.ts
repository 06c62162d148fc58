import { setTimeout as pause } from 'node:timers/promises'
import { fileAt } from '../../support/data-folder.ts'
import type { Seed } from '../../support/seed.ts'

/** Filings by their key, with the bytes of the answer that each was given. */
export type Answers = Map<string, string>

export interface Load {
  answers: Answers
  /** How often a phone had to try again. */
  repeats(): number
  /** Waits until every filing that was begun is answered. */
  end(): Promise<Answers>
}

/** Phones that file one matter after another, each until it is answered, whatever happens. */
export function fileWithoutEnd(url: string, seed: Seed, phones: number): Load {
  const answers: Answers = new Map()
  let repeats = 0
  let stopped = false
  const phone = async (): Promise<void> => {
    while (!stopped) {
      const key = crypto.randomUUID()
      for (;;) {
        const reply = await fileAt({ url }, { seed }, key).catch((error: unknown) => {
          // The line died; the phone knows no more than that.
          if (error instanceof TypeError) return null
          throw error
        })
        const text = await reply?.text().catch(() => undefined)
        if (reply?.status === 201 && text !== undefined) {
          answers.set(key, text)
          break
        }
        // 408: a machine that is busy with other work took it in too slowly; a phone comes again.
        if (reply && reply.status < 500 && reply.status !== 408)
          throw new Error(`a filing: ${reply.status} ${text}`)
        repeats += 1
        await pause(50)
      }
    }
  }
  const working = Promise.all(Array.from({ length: phones }, phone))
  return {
    answers,
    repeats: () => repeats,
    async end() {
      stopped = true
      await working
      return answers
    },
  }
}
