import { setTimeout as pause } from 'node:timers/promises'
import { fileAt } from '../../support/data-folder.ts'
import { type Fleet, PASSWORD } from './fleet.ts'

/** How soon what one process did has to be seen by the others, in milliseconds. */
const NEWS = 1_000

const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

async function signIn(url: string, login: string): Promise<string> {
  const reply = await post(`${url}/api/sessions`, { login, password: PASSWORD })
  if (reply.status !== 201) throw new Error(`${login} at ${url}: ${await reply.text()}`)
  return String(reply.headers.getSetCookie()[0]).split(';')[0] ?? ''
}

const statusAt = async (url: string, headers: Record<string, string> = {}): Promise<number> => {
  const reply = await fetch(url, { headers })
  await reply.arrayBuffer()
  return reply.status
}

/** A session is good on every process, and over on every one when it is ended on one. */
async function sessions({ urls }: Fleet): Promise<string[]> {
  const [first = '', ...others] = urls()
  const cookie = await signIn(first, 'office')
  const seen = () =>
    Promise.all(urls().map((url) => statusAt(`${url}/api/sessions/current`, { cookie })))
  const broken: string[] = []
  const during = await seen()
  if (during.some((status) => status !== 200)) broken.push(`a session was answered ${during}`)
  const last = others.at(-1) ?? first
  await fetch(`${last}/api/sessions/current`, { method: 'DELETE', headers: { cookie } })
  const after = await seen()
  if (after.some((status) => status !== 401)) broken.push(`an ended session was answered ${after}`)
  return broken
}

/**
 * A session from before is good on every process that there is now: to be asked when others have
 * been killed and started anew.
 */
export async function lastingSession({ urls }: Fleet): Promise<() => Promise<string[]>> {
  const cookie = await signIn(urls()[0] ?? '', 'liaison')
  return async () => {
    const seen = await Promise.all(
      urls().map((url) => statusAt(`${url}/api/sessions/current`, { cookie })),
    )
    return seen.every((status) => status === 200)
      ? []
      : [`a session from before the kills was answered ${seen}`]
  }
}

/** Guesses count wherever they are made. */
async function limits({ urls }: Fleet, round: number): Promise<string[]> {
  const at = (n: number): string => urls()[n % urls().length] ?? ''
  const login = `guessed-${round}`
  const guesses: number[] = []
  for (let n = 0; n < 7; n++)
    guesses.push((await post(`${at(n)}/api/sessions`, { login, password: 'x' })).status)
  const voter = `198.51.100.${7 + round}`
  const receipts: number[] = []
  for (let n = 0; n < 64; n++)
    receipts.push(await statusAt(`${at(n)}/api/receipts/NONE`, { 'x-forwarded-for': voter }))
  const broken: string[] = []
  if (guesses.join() !== '401,401,401,401,401,429,429')
    broken.push(`guesses at a login were answered ${guesses}`)
  const let404 = receipts.filter((status) => status === 404).length
  if (let404 !== 60) broken.push(`${let404} guesses at receipts were answered, not 60`)
  return broken
}

/** A code that one process revokes leads nowhere on the others, a second later at the latest. */
async function revocation(
  { urls, seed }: Fleet,
  round: number,
): Promise<{ broken: string[]; took: number }> {
  const code = seed.representatives[2 - round]?.code ?? ''
  const [first = ''] = urls()
  const cookie = await signIn(first, 'office')
  const landings = () => Promise.all(urls().map((url) => statusAt(`${url}/q/${code}`)))
  const before = await landings()
  const revoked = await post(
    `${first}/api/codes/${code}/revocation`,
    { reason: '旧码作废', replace: false },
    { cookie },
  )
  const began = performance.now()
  let after = await landings()
  while (after.some((status) => status !== 410) && performance.now() - began < 5 * NEWS) {
    await pause(20)
    after = await landings()
  }
  const took = performance.now() - began
  const broken: string[] = []
  if (before.some((status) => status !== 200)) broken.push(`landing pages were answered ${before}`)
  if (revoked.status >= 300) broken.push(`the revocation: ${await revoked.text()}`)
  if (took > NEWS) broken.push(`a revoked code was seen after ${took.toFixed(0)} ms`)
  return { broken, took }
}

/** What is filed at one process is told to whoever is connected to another. */
async function events({ urls, seed }: Fleet): Promise<string[]> {
  const [first = '', second = first] = urls()
  const cookie = await signIn(first, 'li')
  const ended = new AbortController()
  const stream = await fetch(`${second}/api/notices/stream`, {
    headers: { cookie },
    signal: AbortSignal.any([ended.signal, AbortSignal.timeout(15_000)]),
  })
  await (await fileAt({ url: first }, { seed })).arrayBuffer()
  let told = ''
  try {
    for await (const chunk of stream.body ?? []) {
      told += Buffer.from(chunk).toString()
      if (told.includes('event: notice')) return []
    }
  } catch (error) {
    if (!(error instanceof Error && /abort|timeout/i.test(error.name))) throw error
  } finally {
    ended.abort()
  }
  return [`no notice came over the stream of another process, only ${JSON.stringify(told)}`]
}

/**
 * Whether the processes answer as one. Files one matter.
 * @param round each has a code, a login and an address of its own to try
 */
export async function agreement(
  fleet: Fleet,
  round: 0 | 1,
): Promise<{ broken: string[]; took: number }> {
  const revoked = await revocation(fleet, round)
  return {
    took: revoked.took,
    broken: [
      ...(await sessions(fleet)),
      ...(await limits(fleet, round)),
      ...revoked.broken,
      ...(await events(fleet)),
    ],
  }
}
