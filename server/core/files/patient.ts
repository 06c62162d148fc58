import { join } from 'node:path'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { folderStore } from './folder.ts'
import type { FileStore } from './store.ts'

/** How long a storage that was away is not asked again, in milliseconds: nobody waits for it twice. */
const LEFT_ALONE = 10_000

const isAway = (error: unknown): boolean =>
  error instanceof Failure && error.kind === coreErrors.filesUnavailable

/**
 * A storage whose outage nobody has to wait out: what is stored meanwhile waits in a folder of this
 * machine, is read from there, and is moved by `moveWaiting`. Another machine sees it after that.
 */
export function patientStore(far: FileStore, folder: string): FileStore {
  const near = folderStore(folder)
  let awayUntil = 0
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time: a file that is being moved is neither replaced nor taken away under way. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  const waits = async (name: string): Promise<boolean> => {
    const found = await near.read(name)
    found?.stream.destroy()
    return found !== null
  }

  async function store(name: string, into: (where: FileStore) => Promise<void>): Promise<void> {
    // Behind what waits under the same name, which would else be moved over it.
    if (performance.now() >= awayUntil && !(await waits(name))) {
      try {
        return await into(far)
      } catch (error) {
        if (!isAway(error)) throw error
        awayUntil = performance.now() + LEFT_ALONE
      }
    }
    await alone(() => into(near))
  }

  return {
    put: (name, bytes) => store(name, (where) => where.put(name, bytes)),
    putFile: (name, path) => store(name, (where) => where.putFile(name, path)),
    // Moved files are there before they leave here.
    read: async (name, range) => (await near.read(name, range)) ?? (await far.read(name, range)),
    remove: (name) =>
      alone(async () => {
        await near.remove(name)
        await far.remove(name)
      }),
    async *list(below) {
      const here = new Set<string>()
      for await (const name of near.list(below)) here.add(name)
      yield* here
      for await (const name of far.list(below)) if (!here.has(name)) yield name
    },
    async moveWaiting() {
      for await (const name of near.list(''))
        await alone(async () => {
          if (!(await waits(name))) return
          await far.putFile(name, join(folder, name))
          await near.remove(name)
        })
      awayUntil = 0
    },
  }
}
