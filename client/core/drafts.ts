import { openDB } from 'idb'

/** Keeps what a person typed (photos included) on this phone until the server has it. */
export interface DraftStore {
  get<T>(key: string): Promise<T | undefined>
  set<T>(key: string, value: T): Promise<void>
  remove(key: string): Promise<void>
  /** Keys that begin with `prefix`. */
  keys(prefix: string): Promise<string[]>
  /** False where only this page remembers: closing it loses the draft. */
  readonly lasting: boolean
}

const NAME = 'mashang'
const STORE = 'drafts'

/** Memory, mirrored as JSON to `mirror` where that is possible (words survive, photos do not). */
export function memoryDrafts(mirror?: Storage): DraftStore {
  const kept = new Map<string, unknown>()
  const mirrored = (key: string): string => `${NAME}.draft.${key}`
  let lasting = mirror !== undefined
  return {
    get lasting() {
      return lasting
    },
    async get<T>(key: string) {
      if (!kept.has(key) && mirror) {
        const written = mirror.getItem(mirrored(key))
        if (written) kept.set(key, JSON.parse(written))
      }
      return kept.get(key) as T | undefined
    },
    async set(key, value) {
      kept.set(key, value)
      try {
        mirror?.setItem(mirrored(key), JSON.stringify(value))
      } catch {
        lasting = false
      }
    },
    async remove(key) {
      kept.delete(key)
      mirror?.removeItem(mirrored(key))
    },
    async keys(prefix) {
      const names = new Set(kept.keys())
      for (let index = 0; mirror && index < mirror.length; index++) {
        const name = mirror.key(index)
        if (name?.startsWith(mirrored(''))) names.add(name.slice(mirrored('').length))
      }
      return [...names].filter((key) => key.startsWith(prefix))
    },
  }
}

const storage = (): Storage | undefined => {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

const connect = () =>
  openDB(NAME, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore(STORE)
    },
  })

async function open(): Promise<DraftStore> {
  try {
    let db = await connect()
    /** Phones cut the connection of a page that lies in the background. */
    const connected = async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
        db = await connect()
        return await work()
      }
    }
    return {
      lasting: true,
      get: (key) => connected(() => db.get(STORE, key)),
      set: async (key, value) => {
        await connected(() => db.put(STORE, value, key))
      },
      remove: (key) => connected(() => db.delete(STORE, key)),
      keys: async (prefix) =>
        (await connected(() => db.getAllKeys(STORE)))
          .map(String)
          .filter((key) => key.startsWith(prefix)),
    }
  } catch {
    // Private windows and some WebViews refuse IndexedDB; the words are kept all the same.
    return memoryDrafts(storage())
  }
}

let opened: Promise<DraftStore> | undefined

/** The phone's drafts, opened once. */
export const openDrafts = (): Promise<DraftStore> => {
  opened ??= open()
  return opened
}

const OWN = 'own:'

/** The name of what one account has begun on this phone; nobody else who uses it finds it. */
export const ownDraft = (account: string, name: string): string => `${OWN}${account}:${name}`

/** Names of what anybody has begun here under a name. */
export const ownDrafts = async (name: string): Promise<string[]> =>
  (await (await openDrafts()).keys(OWN)).filter((key) => key.endsWith(`:${name}`))

/** Takes away what others have begun; without an account, everything. */
export async function dropOwnDrafts(except?: string): Promise<void> {
  const drafts = await openDrafts()
  for (const key of await drafts.keys(OWN))
    if (except === undefined || !key.startsWith(ownDraft(except, ''))) await drafts.remove(key)
}
