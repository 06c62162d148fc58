import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { and, desc, eq } from 'drizzle-orm'
import { accountsTables } from './accounts/accounts.table.ts'
import { ConfigError } from './core/config-error.ts'
import type { Context } from './core/context.ts'
import { AlreadyThere, Conflict, rootOf } from './core/db/faults.ts'
import { insertInto, statement, value } from './core/db/statement.ts'
import { installationKeysTables } from './core/installation-keys.table.ts'
import type { Job } from './core/jobs.ts'
import { keysFolder } from './core/keeping-settings.ts'
import { beginList, ledgerSigner, readHeads, signingPlaces } from './core/ledger/ledger.signing.ts'
import { markOf } from './core/sealing-keys.ts'
import { opened } from './core/secrets.ts'

type Schema = ReturnType<typeof installationKeysTables>
type Known = Schema['installationKeys']['$inferSelect']
type Name = Known['name']

const insertMark = insertInto(installationKeysTables, 'installationKeys')

/** Guarded by what was read, so that of two changes at once the second one notices. */
const changeMark = statement<Schema, Known & { was: string }>(
  installationKeysTables,
  'change the mark of a key',
  (b, { installationKeys: k }) =>
    b
      .update(k)
      .set({ mark: value('mark'), since: value('since') })
      .where(
        and(eq(k.district, value('district')), eq(k.name, value('name')), eq(k.mark, value('was'))),
      ),
  { guarded: true },
)

/** As long as no key was ever changed. */
const NONE = 'none'
/** Accounts that are tried: one that opens is enough. */
const TRIED = 50
const FILES = { secret: 'secret.key', sealing: 'sealing.keys', signing: 'ledger-signing.key' }

/** What a look at the keys needs: a backup has no more. */
type Looking = Pick<Context, 'db' | 'secrets' | 'district'> & {
  config: Pick<Context['config'], 'dataFolder' | 'keys' | 'ledgerKey'>
}

function refused(context: Looking, name: Name): ConfigError {
  const file =
    name === 'signing'
      ? signingPlaces(context.config).key
      : join(keysFolder(context.config), FILES[name])
  return new ConfigError(
    `密钥对不上（keys.differ）：${file} 不是这个数据库一直在用的那一份，没有往下做，什么也没有改；请从别的进程或备份里把 secret.key、sealing.keys、ledger-signing.key 一起抄来（抄来的盖掉这里的），再来一次。`,
  )
}

async function known(context: Looking, name: Name): Promise<Known | undefined> {
  const { installationKeys: k } = context.db.tables(installationKeysTables)
  const rows = await context.db.read
    .select()
    .from(k)
    .where(and(eq(k.district, context.district), eq(k.name, name)))
  return rows[0]
}

/** What the database knows, after it was told where it knew nothing: whoever comes first is believed. */
async function knownOrTold(context: Context, name: Name, mark: string): Promise<Known> {
  const found = await known(context, name)
  if (found !== undefined) return found
  const { district } = context
  const row = { district, name, mark, since: context.clock.now() }
  try {
    await context.db.commit(district, [insertMark(row)])
    return row
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error
    return await knownOrTold(context, name, mark)
  }
}

/** Whether what was sealed before anybody noted a key can be opened with ours. */
async function opensWhatIsThere(context: Looking): Promise<boolean> {
  const { accounts: a } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: a.id, login: a.login })
    .from(a)
    .where(eq(a.district, context.district))
    .orderBy(desc(a.id))
    .limit(TRIED)
  return rows.length === 0 || rows.some(({ id, login }) => opened(context, login, id) !== null)
}

const secretMark = ({ secrets }: Looking): string => secrets.hash('mark', 'secret.key').slice(0, 32)

async function agreeOnSecret(context: Context): Promise<void> {
  const mark = secretMark(context)
  if ((await known(context, 'secret')) === undefined && !(await opensWhatIsThere(context)))
    throw refused(context, 'secret')
  if ((await knownOrTold(context, 'secret', mark)).mark !== mark) throw refused(context, 'secret')
}

/** Ours may be ahead of what is known (a change that was cut there), never without it. */
async function agreeOnSealing(context: Context): Promise<void> {
  const { ring } = context.secrets
  const newest = ring.newest()
  const mark = newest === null ? NONE : markOf(newest)
  const found = await knownOrTold(context, 'sealing', mark)
  if (found.mark === mark) return
  const theirs = ring.all().find((key) => markOf(key) === found.mark)
  if (theirs === undefined && found.mark !== NONE) throw refused(context, 'sealing')
  if (theirs !== undefined) ring.takeUp(theirs.id, found.since)
  const now = ring.newest()
  if (now === null || markOf(now) === found.mark) return
  try {
    const row = { ...found, mark: markOf(now), since: now.since ?? context.clock.now() }
    await context.db.commit(context.district, [changeMark({ ...row, was: found.mark })])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    await agreeOnSealing(context)
  }
}

async function agreeOnSigning(context: Context): Promise<void> {
  const places = signingPlaces(context.config)
  const found = await known(context, 'signing')
  // A list without its key is told to the office, which is to find out who has taken it.
  if (!existsSync(places.key) && readHeads(places).fault !== null) return
  if (found !== undefined) {
    if (!existsSync(places.key)) throw refused(context, 'signing')
    // What was signed comes from the others.
    if (context.db.engine.alone !== undefined) await beginList(places)
  }
  const ours = (await ledgerSigner(places))?.fingerprint
  if (ours === undefined) return
  if ((await knownOrTold(context, 'signing', ours)).mark !== ours) throw refused(context, 'signing')
}

/**
 * Holds the keys of this process against those that the database is used with, so that nothing is
 * ever sealed, hashed or signed under a key that the others do not have. Throws a ConfigError.
 */
export async function agreeOnKeys(context: Context): Promise<void> {
  await agreeToSeal(context)
  await agreeOnSigning(context)
}

/** The same without the key of the ledger, which is neither asked for nor made. */
export async function agreeToSeal(context: Context): Promise<void> {
  await agreeOnSecret(context)
  await agreeOnSealing(context)
}

/**
 * The same comparison without a word to the database, for whoever only reads it and takes the keys
 * along: one backup with others than its rows were sealed under would be worth nothing.
 */
export async function refuseOtherKeys(context: Looking): Promise<void> {
  const secret = await knownIfAny(context, 'secret')
  const foreign =
    secret === undefined ? !(await opensWhatIsThere(context)) : secret.mark !== secretMark(context)
  if (foreign) throw refused(context, 'secret')
  const sealing = (await knownIfAny(context, 'sealing'))?.mark ?? NONE
  const ours = context.secrets.ring.all()
  if (sealing !== NONE && !ours.some((key) => markOf(key) === sealing))
    throw refused(context, 'sealing')
}

/**
 * The same of all keys, for a backup: beside another key the list of signed days could not be gone on
 * with. A key that is lost is no reason to have no backup either; the office is told of it.
 */
export async function refuseAnyOtherKey(context: Looking): Promise<void> {
  await refuseOtherKeys(context)
  const { fingerprint } = readHeads(signingPlaces(context.config))
  const signing = await knownIfAny(context, 'signing')
  if (fingerprint !== null && signing !== undefined && signing.mark !== fingerprint)
    throw refused(context, 'signing')
}

/** A database that no start of this version has brought up to date has no table of marks yet. */
async function knownIfAny(context: Looking, name: Name): Promise<Known | undefined> {
  try {
    return await known(context, name)
  } catch (error) {
    const root = rootOf(error)
    if (root instanceof Error && /no such table|does not exist/.test(root.message)) return undefined
    throw error
  }
}

/** The keys that are here count from now on, whatever was used before: for whoever lost those. */
export async function acceptKeys(context: Context): Promise<void> {
  const newest = context.secrets.ring.newest()
  const signer = await ledgerSigner(signingPlaces(context.config))
  const marks: [Name, string | undefined][] = [
    ['secret', secretMark(context)],
    ['sealing', newest === null ? NONE : markOf(newest)],
    ['signing', signer?.fingerprint],
  ]
  for (const [name, mark] of marks) {
    if (mark === undefined) continue
    const found = await knownOrTold(context, name, mark)
    if (found.mark === mark) continue
    const row = { ...found, mark, since: context.clock.now(), was: found.mark }
    await context.db.commit(context.district, [changeMark(row)])
  }
}

/**
 * Follows a change of the sealing key in another process.
 * @param leave called where ours is missing: this process must not go on sealing
 */
export const installationKeysJobs = (
  context: Context,
  leave: (why: ConfigError) => void,
): Job[] => [
  {
    name: 'follow the sealing key',
    every: 20_000,
    run: async () => {
      try {
        await agreeOnSealing(context)
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error
        leave(error)
      }
    },
  },
]
