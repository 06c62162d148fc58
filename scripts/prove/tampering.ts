import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { GENESIS, hashOf, type LedgerRow } from '@mashang/server/core/ledger/ledger.chain.ts'
import {
  keepHead,
  lineOf,
  nextHead,
  readHeads,
} from '@mashang/server/core/ledger/ledger.signing.ts'
import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import Sqlite from 'better-sqlite3'
import { contextOver, seededFolder } from '../support/data-folder.ts'
import { type Proof, share } from './proof.ts'
import { between, randomFrom } from './random.ts'

const FACTS = 300
const FILE = 'mashang.sqlite'
const START = Date.parse('2026-11-01T01:00:00Z')

/** A folder with a ledger that was signed every 60 facts, and at its end. */
async function signedLedger(parent: string): Promise<string> {
  const { path } = await seededFolder(parent)
  const context = await contextOver(path)
  const places = placesIn(path)
  for (let n = 1; n <= FACTS; n++) {
    await context.db.commit(
      'home',
      [],
      [
        {
          at: START + n * 60_000,
          type: n % 3 === 0 ? 'issue.answered' : 'issue.filed',
          actor: { kind: n % 3 === 0 ? 'account' : 'voter', id: n % 3 === 0 ? `a${n % 7}` : null },
          subject: { kind: 'issue', id: `i${Math.ceil(n / 3)}` },
          data: { number: n },
        },
      ],
    )
    if (n % 60 !== 0) continue
    const { sequence, hash } = rowsIn(join(path, FILE)).at(-1) as LedgerRow
    const head = await nextHead(places, {
      district: 'home',
      day: `2026-11-${10 + n / 60}`,
      at: START + n,
      sequence,
      hash,
    })
    await keepHead(places, lineOf(head))
  }
  await context.db.close()
  return path
}

const placesIn = (folder: string) => ({
  key: join(folder, 'ledger-signing.key'),
  heads: join(folder, 'ledger-heads.jsonl'),
})

const COLUMNS =
  'district, sequence, at, type, actor_kind as actorKind, actor_id as actorId, subject_kind as subjectKind, subject_id as subjectId, data, hash'

function rowsIn(file: string): LedgerRow[] {
  const db = new Sqlite(file, { readonly: true })
  try {
    return db.prepare<[], LedgerRow>(`select ${COLUMNS} from ledger order by sequence`).all()
  } finally {
    db.close()
  }
}

/** Puts other rows in the place of a ledger, as somebody may who owns the file. */
function replaceRows(file: string, rows: readonly LedgerRow[], end: LedgerRow | undefined): void {
  const db = new Sqlite(file)
  try {
    for (const what of ['update', 'delete', 'replacement'])
      db.exec(`drop trigger ledger_refuses_${what}`)
    const insert = db.prepare(
      'insert into ledger values (@district, @sequence, @at, @type, @actorKind, @actorId, @subjectKind, @subjectId, @data, @hash)',
    )
    db.transaction(() => {
      db.exec('delete from ledger')
      for (const row of rows) insert.run(row)
      if (end !== undefined)
        db.prepare('update ledger_heads set sequence = ?, hash = ?').run(end.sequence, end.hash)
    })()
  } finally {
    db.close()
  }
}

/** Numbers and hashes as they would be had it always been so. */
function recount(rows: readonly LedgerRow[]): LedgerRow[] {
  let previous = GENESIS
  return rows.map((row, index) => {
    const numbered = { ...row, sequence: index + 1 }
    previous = hashOf(previous, numbered)
    return { ...numbered, hash: previous }
  })
}

type Tamper = (rows: LedgerRow[], random: () => number) => LedgerRow[]

const swapped = (rows: LedgerRow[], a: number, b: number): LedgerRow[] => {
  const [one, other] = [rows[a], rows[b]] as [LedgerRow, LedgerRow]
  const changed = [...rows]
  changed[a] = { ...other, sequence: one.sequence }
  changed[b] = { ...one, sequence: other.sequence }
  return changed
}

const ways: Record<string, Tamper> = {
  change: (rows, random) => {
    const at = between(random, 0, rows.length - 1)
    const row = rows[at] as LedgerRow
    const columns = [
      'at',
      'type',
      'actorKind',
      'actorId',
      'subjectKind',
      'subjectId',
      'data',
    ] as const
    const column = columns[between(random, 0, columns.length - 1)] as (typeof columns)[number]
    const value = column === 'at' ? row.at + between(random, 1, 9e6) : `${row[column] ?? ''}x`
    return rows.with(at, { ...row, [column]: value })
  },
  delete: (rows, random) =>
    rows.toSpliced(between(random, 0, rows.length - 1), between(random, 1, 5)),
  insert: (rows, random) => {
    const at = between(random, 0, rows.length - 1)
    const forged = { ...(rows[at] as LedgerRow), subjectId: 'forged' }
    const later = rows.slice(at).map((row) => ({ ...row, sequence: row.sequence + 1 }))
    return [...rows.slice(0, at), forged, ...later]
  },
  reorder: (rows, random) => {
    const a = between(random, 0, rows.length - 2)
    return swapped(rows, a, between(random, a + 1, rows.length - 1))
  },
  cut: (rows, random) => rows.slice(0, between(random, 0, rows.length - 1)),
}

export const tampering: Proof = {
  id: 'tampering',
  promise:
    'Whoever changes the ledger behind the system’s back is found out, even by counting all hashes anew',
  limits:
    'What was written since the last daily signature is held by the chain alone, and whoever has the signing key can sign anew: hence the mailed or printed copies.',
  async run(terms) {
    const random = randomFrom(terms.seed)
    const origin = await signedLedger(terms.folder)
    const rows = rowsIn(join(origin, FILE))
    const broken: string[] = []
    const work = join(terms.folder, 'tampered')
    mkdirSync(work)
    const verdict = async (): Promise<string> => {
      const { fault, heads } = readHeads(placesIn(work))
      if (fault !== null) return fault
      const db = await openToRead(null, work)
      try {
        const found = await verifyLedger(db, 'home', heads)
        return found.whole ? 'whole' : found.reason
      } finally {
        await db.close()
      }
    }
    const fresh = (): void => {
      rmSync(work, { recursive: true })
      mkdirSync(work)
      for (const name of [FILE, 'ledger-signing.key', 'ledger-heads.jsonl'])
        copyFileSync(join(origin, name), join(work, name))
    }
    const count = new Map<string, number>()
    const tries = share(1_000, terms)
    for (let n = 0; n < tries; n++) {
      fresh()
      if (n % 100 === 0 && (await verdict()) !== 'whole') broken.push('untouched, but not whole')
      const names = [...Object.keys(ways), 'signatures']
      const way = names[n % names.length] as string
      // Every second one covers its traces: the chain fits itself again, from end to end.
      const covers = Math.floor(n / names.length) % 2 === 1
      if (way === 'signatures') {
        const file = join(work, 'ledger-heads.jsonl')
        const bytes = readFileSync(file)
        const at = between(random, 0, bytes.length - 2)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << between(random, 0, 6))
        if (covers) rmSync(file)
        else writeFileSync(file, bytes)
      } else {
        const changed = (ways[way] as Tamper)(rows, random)
        const told = covers ? recount(changed) : changed
        replaceRows(join(work, FILE), told, covers || n % 4 === 0 ? told.at(-1) : undefined)
      }
      const found = await verdict()
      if (found === 'whole')
        broken.push(`${way}${covers ? ', recounted' : ''} (try ${n}) was not found`)
      count.set(found, (count.get(found) ?? 0) + 1)
    }
    const how = [...count].map(([name, times]) => `${name} ${times}`).join(', ')
    return {
      figure: `${tries} tamperings of ${FACTS} facts, half of them recounted from end to end: ${tries - broken.length} found (${how})`,
      broken,
    }
  },
}
