import { between } from '../random.ts'
import type { Change, Thing } from './disk.ts'

/** What a disk promises to write whole. */
const SECTOR = 512

/** A file or folder as a power cut left it. */
export type Left = Buffer | Map<string, Left>

/** How much of what no sync covers has reached the disk. */
type Fate = 'nothing' | 'everything' | 'torn' | 'any order'
const FATES: readonly Fate[] = ['nothing', 'everything', 'torn', 'any order']

/**
 * One of the disks that may be left when the power goes at a place of the trace. What a finished
 * sync covers is there. Of the rest each file and each folder has a fate of its own, so that later
 * writes to one may be there while earlier ones to another are not.
 * @param fate the same one for all, or undefined: drawn for each
 */
export function cutAt(kept: Thing, place: number, random: () => number, fate?: Fate): Left {
  const synced = Math.max(0, ...kept.syncs.filter(({ end }) => end < place).map((s) => s.begin))
  const asked = kept.changes.filter(({ begin }) => begin < place)
  let sure = asked.findIndex(({ end }) => end >= synced)
  if (sure < 0) sure = asked.length
  const changes = asked.map(({ change }) => change)
  const own = fate ?? (FATES[between(random, 0, FATES.length - 1)] as Fate)
  if (!kept.folder) return bytesAfter(kept.bytes, changes, sure, own, random)

  const names = new Map(kept.names)
  for (const change of namesAfter(changes, sure, own, random)) {
    if (change.kind !== 'names') continue
    if (change.away !== null) names.delete(change.away)
    if (change.here !== null) names.set(...change.here)
  }
  return new Map([...names].map(([name, below]) => [name, cutAt(below, place, random, fate)]))
}

function namesAfter(changes: Change[], sure: number, fate: Fate, random: () => number): Change[] {
  if (fate === 'nothing') return changes.slice(0, sure)
  if (fate === 'everything') return changes
  if (fate === 'torn') return changes.slice(0, between(random, sure, changes.length))
  return changes.filter((_, index) => index < sure || random() < 0.5)
}

function bytesAfter(
  before: Buffer,
  changes: Change[],
  sure: number,
  fate: Fate,
  random: () => number,
): Buffer {
  const file = new Growing(before)
  for (const change of changes.slice(0, sure)) file.apply(change)
  const rest = changes.slice(sure)
  // Sizes change in the order that the file system keeps; only bytes are written back in any.
  const mixed = fate === 'any order' && rest.every(({ kind }) => kind === 'bytes')
  if (mixed) file.mix(rest, random)
  else if (fate !== 'nothing') {
    const whole = fate === 'everything' ? rest.length : between(random, 0, rest.length)
    for (const change of rest.slice(0, whole)) file.apply(change)
    const torn = rest[whole]
    if (torn?.kind === 'bytes') {
      const end = torn.at + between(random, 0, torn.bytes.length)
      const length = Math.max(0, end - (end % SECTOR) - torn.at)
      file.apply({ ...torn, bytes: torn.bytes.subarray(0, length) })
    }
  }
  return file.content()
}

class Growing {
  #bytes: Buffer
  #size: number

  constructor(bytes: Buffer) {
    this.#bytes = Buffer.from(bytes)
    this.#size = bytes.length
  }

  content(): Buffer {
    return this.#bytes.subarray(0, this.#size)
  }

  apply(change: Change): void {
    if (change.kind === 'size') {
      this.#reach(change.size)
      this.#bytes.fill(0, change.size)
      this.#size = change.size
    } else if (change.kind === 'bytes' && change.bytes.length > 0) {
      this.#reach(change.at + change.bytes.length)
      change.bytes.copy(this.#bytes, change.at)
    }
  }

  /** Every sector as it was after some one of the changes, or before them all. */
  mix(changes: readonly Change[], random: () => number): void {
    const upTo = new Map<number, number>()
    for (const [index, change] of changes.entries()) {
      if (change.kind !== 'bytes') continue
      const { at, bytes } = change
      for (let from = at; from < at + bytes.length; ) {
        const sector = Math.floor(from / SECTOR)
        const to = Math.min(at + bytes.length, (sector + 1) * SECTOR)
        const last = upTo.get(sector) ?? between(random, -1, changes.length - 1)
        upTo.set(sector, last)
        if (index <= last)
          this.apply({ ...change, at: from, bytes: bytes.subarray(from - at, to - at) })
        from = to
      }
    }
  }

  #reach(size: number): void {
    if (size > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(size, 2 * this.#bytes.length))
      this.#bytes.copy(larger)
      this.#bytes = larger
    }
    this.#size = Math.max(this.#size, size)
  }
}
