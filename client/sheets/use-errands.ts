import type { PatrolResult, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { sessionEnded } from '../core/action.ts'
import { openDrafts } from '../core/drafts.ts'
import { renew } from '../core/query.ts'
import { useSession } from '../core/session.ts'
import { waitingLine } from '../core/waiting-line.ts'
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
  const { inLine, look } = waitingLine(reload, sendEach)

  async function reload(): Promise<boolean> {
    const drafts = await openDrafts()
    lasting.value = drafts.lasting
    kept.value = session.account ? await keptErrands(drafts, session.account.id) : []
    return waiting.value.length > 0
  }

  async function sendOne(errand: Kept): Promise<Outcome> {
    const outcome = await sendErrand(await networkSender(), errand)
    // The sign-in page says what still waits here; it goes after the sign-in.
    if (outcome.state === 'waiting' && outcome.failure.status === 401) sessionEnded()
    if (outcome.state === 'sent') {
      for (const tell of listeners) tell(errand.key, outcome.result, outcome.sheet)
      await renew(cache, ['sheets'])
    }
    return outcome
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
    await look()
  }

  /** Sends it now, or keeps it until that works. @param key a UUID */
  const send = (key: string, errand: Errand, photo: ArrayBuffer | null): Promise<Outcome> =>
    inLine(() => sendOne(made(key, errand, photo)))

  /** In their order: a later record must not overtake an earlier one of the same sheet. */
  async function sendEach(): Promise<void> {
    await reload()
    for (const one of waiting.value) if ((await sendOne(one)).state === 'waiting') return
  }
  const sendAll = (): Promise<void> => inLine(sendEach)

  async function drop(one: Kept): Promise<void> {
    await dropErrand(await openDrafts(), one)
    await look()
  }

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
