import { setTimeout as pause } from 'node:timers/promises'
import { type DataFolder, seededFolder } from '../support/data-folder.ts'
import { type RunningServer, startOn } from '../support/server-process.ts'
import { faultsAtRest, figure } from './at-rest.ts'
import { replayFaults, send, sendPhoto, smallPhoto, type Try } from './phone.ts'
import { type Proof, share } from './proof.ts'
import { between, randomFrom } from './random.ts'

const CLIENTS = 50

/** Phones that take a photo and file with it, again and again, until the line goes dead. */
async function fileUntilDead(
  server: RunningServer,
  data: DataFolder,
  photo: Buffer,
  tries: Try[],
  enough: () => void,
): Promise<void> {
  const phone = async (): Promise<void> => {
    try {
      for (;;) {
        const uploaded = await sendPhoto(server, photo)
        if (uploaded.status !== 201) throw new Error(`a photo: ${await uploaded.text()}`)
        const { id } = (await uploaded.json()) as { id: string }
        const one: Try = { key: crypto.randomUUID(), photos: [id], answer: null }
        tries.push(one)
        const reply = await send(server, data, one)
        const text = await reply.text()
        if (reply.status !== 201) throw new Error(`a filing: ${text}`)
        one.answer = text
        enough()
      }
    } catch (error) {
      // Only a dead line may end it; whether what was under way was kept, the replay will tell.
      if (!(error instanceof TypeError)) throw error
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, phone))
}

export const kill: Proof = {
  id: 'kill',
  promise: 'A killed process (SIGKILL) loses no acknowledged filing and doubles none',
  limits: 'The kernel lives on, so what was written but not synced is kept: see `power-loss`.',
  async run(terms) {
    const random = randomFrom(terms.seed)
    const rounds = share(200, terms)
    const data = await seededFolder(terms.folder)
    const photo = await smallPhoto()
    const tries: Try[] = []
    let acknowledged = 0
    for (let round = 1; round <= rounds; round++) {
      const server = await startOn(data.path)
      const goal = acknowledged + between(random, 60, 160)
      let killed = false
      await fileUntilDead(server, data, photo, tries, () => {
        acknowledged += 1
        if (acknowledged < goal || killed) return
        killed = true
        // Some milliseconds later, so that any moment between two answers is met.
        void pause(random() * 20).then(() => server.process.kill('SIGKILL'))
      })
      await server.end('SIGKILL')
      if (round % 20 === 0) terms.say(`${round} kills, ${acknowledged} filings acknowledged`)
    }

    const server = await startOn(data.path)
    const broken = await replayFaults(server, data, tries)
    const code = await server.end('SIGTERM')
    if (code !== 0) broken.push(`the server ended with ${code}`)
    broken.push(...(await faultsAtRest(data.path)))
    const kept = Number(figure(data.path, 'select count(*) from issues'))
    if (kept !== tries.length) broken.push(`${kept} issues of ${tries.length} filings`)
    const named = Number(
      figure(data.path, 'select count(*) from photos where issue_id is not null'),
    )
    if (named !== tries.length) broken.push(`${named} photos of ${tries.length} filings`)
    return {
      figure: `${rounds} kills under ${CLIENTS} clients, ${acknowledged} acknowledged filings with photos: lost ${broken.length === 0 ? 0 : 'some'}, doubled ${Math.max(0, kept - tries.length)}; ${tries.length} replays, ${2 * tries.length} files of photos read`,
      broken,
    }
  },
}
