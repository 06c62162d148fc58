import { askForCode } from '@mashang/shared/accounts/second-factor.words.ts'
import { type Ref, ref } from 'vue'
import type { CallFailure } from './call.ts'
import { asFailure } from './failure.ts'

let whenSignedOut: () => void = () => undefined

/** What to do when the server no longer knows the session; set once by the app. */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act
}

/** To be called where a request that nobody waits for was answered with 401. */
export const sessionEnded = (): void => whenSignedOut()
let freshCode: () => Promise<boolean> = async () => false

/** How a code of the second factor is asked for, where something sensitive needs one. */
export function onFreshCode(ask: () => Promise<boolean>): void {
  freshCode = ask
}

/** Runs it; where it needs a fresh code it is asked for once, and then run again. */
async function withFreshCode<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (asFailure(error).code !== askForCode.again || !(await freshCode())) throw error
    return await work()
  }
}

export interface Action<A extends unknown[], R> {
  /** Runs it; undefined when it failed (see `failure`) or was still running. */
  run: (...given: A) => Promise<R | undefined>
  busy: Ref<boolean>
  failure: Ref<CallFailure | null>
}

/** One thing that a person does: busy while it runs, with its failure kept to be shown. */
export function useAction<A extends unknown[], R>(work: (...given: A) => Promise<R>): Action<A, R> {
  const busy = ref(false)
  const failure = ref<CallFailure | null>(null)
  async function run(...given: A): Promise<R | undefined> {
    if (busy.value) return undefined
    busy.value = true
    failure.value = null
    try {
      return await withFreshCode(() => work(...given))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.status === 401) whenSignedOut()
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { run, busy, failure }
}
