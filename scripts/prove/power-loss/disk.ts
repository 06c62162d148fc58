import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Call } from './trace.ts'

/** A change that waits for a sync: of a file's bytes, or of a folder's names. */
export type Change =
  | { kind: 'bytes'; at: number; bytes: Buffer }
  | { kind: 'size'; size: number }
  | { kind: 'names'; away: string | null; here: [string, Thing] | null }

/** A file or a folder, whatever names lead to it. */
export interface Thing {
  folder: boolean
  /** How it was on the disk before the first call. */
  bytes: Buffer
  names: Map<string, Thing>
  changes: { begin: number; end: number; change: Change }[]
  syncs: { begin: number; end: number }[]
  /** How long the file is in the end, in bytes. */
  size: number
}

const thing = (folder: boolean, bytes: Buffer = Buffer.alloc(0)): Thing => ({
  folder,
  bytes,
  names: new Map(),
  changes: [],
  syncs: [],
  size: bytes.length,
})

/** A folder as it lies on the disk, all of it kept. */
export function keptFolder(path: string): Thing {
  const made = thing(true)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name)
    made.names.set(
      entry.name,
      entry.isDirectory() ? keptFolder(below) : thing(false, readFileSync(below)),
    )
  }
  return made
}

/** Notes at each thing below `root` which changes and syncs of it were asked for. */
export function follow(kept: Thing, root: string, calls: readonly Call[]): void {
  // Which names lead where, as the server sees them.
  const now = new Map<string, Thing>()
  const enter = (path: string, one: Thing): void => {
    now.set(path, one)
    for (const [name, below] of one.names) enter(join(path, name), below)
  }
  enter(root, kept)
  const at = (path: string): Thing => {
    const found = now.get(path)
    if (found === undefined) throw new Error(`the trace names ${path}, which was never made`)
    return found
  }
  for (const { begin, end, act } of calls) {
    const note = (one: Thing, change: Change): void => {
      one.changes.push({ begin, end, change })
    }
    const appear = (path: string, one: Thing): void => {
      now.set(path, one)
      note(at(dirname(path)), { kind: 'names', away: null, here: [basename(path), one] })
    }
    // The server opens files without a name for itself; they are never on the disk.
    if (act.kind === 'answer' || ('path' in act && act.path.endsWith('(deleted)'))) continue
    if (act.kind === 'sync') at(act.path).syncs.push({ begin, end })
    else if (act.kind === 'write') {
      const file = at(act.path)
      const place = act.at ?? file.size
      note(file, { kind: 'bytes', at: place, bytes: act.bytes })
      file.size = Math.max(file.size, place + act.bytes.length)
    } else if (act.kind === 'truncate') {
      at(act.path).size = act.size
      note(at(act.path), { kind: 'size', size: act.size })
    } else if (act.kind === 'create') {
      if (!now.has(act.path)) appear(act.path, thing(false))
    } else if (act.kind === 'link') appear(act.to, at(act.from))
    else if (act.kind === 'folder') appear(act.path, thing(true))
    else if (act.kind === 'unlink') {
      now.delete(act.path)
      note(at(dirname(act.path)), { kind: 'names', away: basename(act.path), here: null })
    } else {
      if (dirname(act.from) !== dirname(act.to)) throw new Error('a rename between two folders')
      const moved = at(act.from)
      now.delete(act.from)
      now.set(act.to, moved)
      const here: [string, Thing] = [basename(act.to), moved]
      note(at(dirname(act.from)), { kind: 'names', away: basename(act.from), here })
    }
  }
}
