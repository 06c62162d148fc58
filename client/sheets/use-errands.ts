import type { PatrolResult, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { openDrafts } from '../core/drafts.ts'
import { useSession } from '../core/session.ts'
import {
  dropErrand,
  type Errand,
  type Kept,
  keepErrand,
  keptErrands,
  type Outcome,
  sendErrand,
} from './outbox.ts'
import { networkSender } from './sheets-sender.ts'

const AGAIN = 20_000

type Listener = (key: string, result: PatrolResult | null, sheet: SheetView | null) => void

/** What the signed-in person found or did before walls, until the server has it. */
export const useErrands = defineStore('errands', () => {
  const session = useSession()
  const cache = useQueryCache()
  // Shallow: what goes into the phone's database must be plain.
  const kept = shallowRef<Kept[]>([])
  const waiting = computed(() => kept.value.filter((one) => one.refused === null))
  const refused = computed(() => kept.value.filter((one) => one.refused !== null))
  /** False where only this page remembers: closing it loses what waits. */
  const lasting = ref(true)
  const listeners = new Set<Listener>()
  let line: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function reload(): Promise<void> {
    const drafts = await openDrafts()
    lasting.value = drafts.lasting
    kept.value = session.account ? await keptErrands(drafts, session.account.id) : []
    clearTimeout(timer)
    if (waiting.value.length > 0) timer = setTimeout(() => void sendAll(), AGAIN)
  }

  async function sendOne(errand: Kept): Promise<Outcome> {
    const outcome = await sendErrand(await networkSender(), errand)
    if (outcome.state === 'sent') {
      for (const tell of listeners) tell(errand.key, outcome.result, outcome.sheet)
      await cache.invalidateQueries({ key: ['sheets'] })
    }
    return outcome
  }

  /** One after the other: a later record must not overtake an earlier one of the same sheet. */
  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = line.then(work)
    line = mine.catch(() => undefined).then(reload)
    return mine
  }

  const made = (key: string, errand: Errand, photo: ArrayBuffer | null): Kept => ({
    key,
    account: session.account?.id ?? '',
    at: Date.now(),
    errand,
    photo: photo ? { data: photo, id: null } : null,
    refused: null,
  })

  /** Keeps it on the phone for later. @param key a UUID */
  async function keep(key: string, errand: Errand): Promise<void> {
    await keepErrand(await openDrafts(), made(key, errand, null))
    await reload()
  }

  /** Sends it now, or keeps it until that works. @param key a UUID */
  const send = (key: string, errand: Errand, photo: ArrayBuffer | null): Promise<Outcome> =>
    inLine(() => sendOne(made(key, errand, photo)))

  /** Sends what waits, until the first one that does not get through. */
  const sendAll = (): Promise<void> =>
    inLine(async () => {
      await reload()
      for (const one of waiting.value) if ((await sendOne(one)).state === 'waiting') return
    })

  async function drop(one: Kept): Promise<void> {
    await dropErrand(await openDrafts(), one)
    await reload()
  }

  window.addEventListener('online', () => void sendAll())

  return {
    waiting,
    refused,
    lasting,
    keep,
    send,
    sendAll,
    drop,
    /** Calls back whenever one was sent; gives the way to stop that. */
    whenSent: (tell: Listener) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
  }
})
