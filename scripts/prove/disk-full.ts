import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type DataFolder, officeOf, seededFolder } from '../support/data-folder.ts'
import { type RunningServer, startOn } from '../support/server-process.ts'
import { type SmallDisk, smallDisk } from '../support/small-disk.ts'
import { faultsAtRest, figure } from './at-rest.ts'
import { OLDER_ROWS, olderFolder } from './older-schema.ts'
import { type Filed, replayFaults, send, sendPhoto, smallPhoto, type Try } from './phone.ts'
import { type Proof, share } from './proof.ts'
import { between, randomFrom } from './random.ts'

const KILOBYTE = 1_024
const PHONES = 6
/** Refusals after which a level has been seen. */
const ENOUGH = 12

interface Scene {
  disk: SmallDisk
  data: DataFolder
  server: RunningServer
  /** A full disk may be answered 507; where only files may not grow, SQLite knows no better than 503. */
  honest: readonly number[]
}

/** What is wrong with a refusal: it has to be a problem document that says when to come again. */
async function faultsOfRefusal(reply: Response, { honest }: Scene): Promise<string[]> {
  const text = await reply.text()
  const said =
    honest.includes(reply.status) &&
    reply.headers.get('content-type')?.includes('application/problem+json') === true &&
    /"title":"[^"]*[\u4e00-\u9fff][^"]*。"/.test(text) &&
    Number(reply.headers.get('retry-after')) > 0
  return said ? [] : [`full: ${reply.status} ${text.slice(0, 200)}`]
}

/** Photos and filings until the disk has refused often enough, reading all the while. */
async function untilRefused(scene: Scene, photo: Buffer, tries: Try[]): Promise<string[]> {
  const { server, data } = scene
  const broken: string[] = []
  let refused = 0
  const phone = async (): Promise<void> => {
    while (refused < ENOUGH) {
      const uploaded = await sendPhoto(server, photo)
      const photos: string[] = []
      if (uploaded.status === 201) photos.push(((await uploaded.json()) as { id: string }).id)
      else {
        refused += 1
        broken.push(...(await faultsOfRefusal(uploaded, scene)))
      }
      const one: Try = { key: crypto.randomUUID(), photos, answer: null }
      tries.push(one)
      const reply = await send(server, data, one)
      if (reply.status === 201) one.answer = await reply.text()
      else {
        refused += 1
        broken.push(...(await faultsOfRefusal(reply, scene)))
      }
    }
  }
  await Promise.all(Array.from({ length: PHONES }, phone))
  const earlier = tries.find(({ answer }) => answer !== null)?.answer
  const receipts = earlier ? [(JSON.parse(earlier) as Filed).receipt] : []
  for (const path of [
    '/readyz',
    `/q/${data.seed.stationCode}`,
    `/api/codes/${data.seed.stationCode}`,
    ...receipts.flatMap((receipt) => [`/api/receipts/${receipt}`, `/r/${receipt}`]),
  ]) {
    const page = await fetch(`${server.url}${path}`)
    if (page.status !== 200) broken.push(`${path} is ${page.status} while the disk is full`)
  }
  return broken
}

/** A batch of posters for three people that begins before the disk is full and has to be whole when it is offered. */
async function whilePrinting(
  scene: Scene,
  cookie: string,
  { copies, leave }: { copies: number; leave: number },
): Promise<string[]> {
  const { server, data, disk } = scene
  const call = (path: string, body?: object): Promise<Response> =>
    fetch(`${server.url}/api/poster-batches${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const representatives = data.seed.representatives.map(({ id }) => id)
  const made = await call('', { format: 'a4', select: { representatives }, copies })
  if (!made.ok) return [`a batch was not begun: ${made.status} ${await made.text()}`]
  const { id } = (await made.json()) as { id: string }
  const view = async (): Promise<{ state: string; numbers: unknown; done: number }> =>
    (await call(`/${id}`)).json() as never
  while ((await view()).numbers === null) await pause(50)
  disk.useUp(server.process.pid ?? 0, leave)
  const spool = join(data.path, 'spool')
  while (existsSync(spool) && readdirSync(spool).length > 0) await pause(50)
  const broken: string[] = []
  const early = await call(`/${id}.pdf`)
  if (early.status === 200 && !(await early.text()).trimEnd().endsWith('%%EOF'))
    broken.push('a PDF was offered that is not whole')
  disk.giveBack(server.process.pid ?? 0)
  for (;;) {
    const { state, done } = await view()
    if (state === 'ready') {
      if (done !== 3 * copies) broken.push(`the batch is ready with ${done} of ${3 * copies}`)
      break
    }
    if (state === 'failed') await (await call(`/${id}/retry`, {})).text()
    await pause(200)
  }
  const whole = await (await call(`/${id}.pdf`)).text()
  if (!whole.trimEnd().endsWith('%%EOF')) broken.push('the PDF is not whole')
  return broken
}

/** A start of the new version on older data, with room for a part of it only. */
async function whileMigrating(disk: SmallDisk, name: string, leave: number): Promise<string[]> {
  const path = join(disk.path, name)
  await olderFolder(path, 2)
  disk.useUp(process.pid, leave)
  const said = await startOn(path).then(
    async (server) => {
      await server.end()
      return null
    },
    (error: unknown) => String(error),
  )
  const broken: string[] = []
  disk.giveBack(process.pid)
  const kept = "select count(*) from counters where name like 'kept-%'"
  if (figure(path, kept) !== OLDER_ROWS)
    broken.push(`rows are gone after a migration without room: ${said}`)
  const server = await startOn(path)
  await server.end()
  if (figure(path, kept) !== OLDER_ROWS) broken.push('rows are gone after the migration')
  if (leave === 0 && !said?.includes('请腾出空间再启动。'))
    broken.push(`a migration without any room: ${said ?? 'it ended as if all were well'}`)
  return [...broken, ...(await faultsAtRest(path))]
}

export const diskFull: Proof = {
  id: 'disk-full',
  promise:
    'A full disk is told as such, reading goes on, and filing goes on by itself when there is room again',
  limits:
    'A file system in memory (tmpfs), which says at once that it is full; where it says so only at a sync, the fence of `io-errors` goes up instead.',
  async run(terms) {
    const random = randomFrom(terms.seed)
    const disk = smallDisk(192)
    const data = await seededFolder(disk.path)
    const cookie = await officeOf(data)
    const server = await startOn(data.path)
    const honest = disk.kind === 'limit' ? [503, 507] : [507]
    const scene: Scene = { disk, data, server, honest }
    const broken: string[] = []
    const tries: Try[] = []
    const levels = share(20, terms)
    const batches = Math.round(3 * terms.size)
    const migrations = disk.kind === 'limit' ? 0 : Math.round(6 * terms.size)
    const photo = await smallPhoto(640, 480)
    try {
      for (let level = 0; level < levels; level++) {
        const leave = level === 0 ? 0 : between(random, 1, 3_000) * KILOBYTE
        const from = tries.length
        disk.useUp(server.process.pid ?? 0, leave)
        broken.push(...(await untilRefused(scene, photo, tries)))
        disk.giveBack(server.process.pid ?? 0)
        broken.push(...(await replayFaults(server, data, tries.slice(from))))
        terms.say(`level ${level + 1} of ${levels}: ${Math.round(leave / KILOBYTE)} KB were free`)
      }
      for (let batch = 0; batch < batches; batch++) {
        // The same order twice would be asked back for.
        const order = { copies: 50 + batch, leave: batch * 150 * KILOBYTE }
        broken.push(...(await whilePrinting(scene, cookie, order)))
      }
      const code = await server.end()
      if (code !== 0) broken.push(`the server ended with ${code}`)
      broken.push(...(await faultsAtRest(data.path)))
      const kept = figure(data.path, 'select count(*) from issues')
      if (kept !== tries.length) broken.push(`${kept} issues of ${tries.length} filings`)
      for (let n = 0; n < migrations; n++)
        broken.push(...(await whileMigrating(disk, `older-${n}`, n * 300 * KILOBYTE)))
    } finally {
      await server.end('SIGKILL')
      disk.remove()
    }
    return {
      figure: `${levels} levels (${disk.kind}), ${tries.length} filings with photos of which ${tries.filter(({ answer }) => answer === null).length} were refused and taken in later; ${batches} times in the middle of a PDF, ${migrations} of a migration: ${broken.length} faults, no restart`,
      broken,
    }
  },
}
