import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { mailDriver } from '@mashang/server/core/channels/mail.ts'
import { type SteadyChannel, steady } from '@mashang/server/core/channels/steady.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { testClock } from '../support/app.ts'
import { startMailPeer } from '../support/peers.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const channelAt = (url: string): SteadyChannel =>
  steady(
    mailDriver({ url, from: { name: '码上代表', address: 'tx@rd.example' } }),
    testClock('2026-11-23'),
    { timeout: 1_000, failures: 3, rest: 30_000 },
  )

const send = (channel: SteadyChannel, changes: object = {}) =>
  channel.send({
    id: '0199-id',
    to: { channel: 'mail', address: 'li@example.org' },
    title: '标题',
    lines: ['一行'],
    link: null,
    params: { number: '', step: '', time: '', moment: '' },
    unsubscribe: null,
    event: {},
    ...changes,
  })

/** Somebody at a port who does not speak SMTP. */
async function stranger(greet: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    greet(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a mail server', () => {
  it.each([
    ['says nothing', () => undefined],
    ['speaks another language', (socket: Socket) => void socket.end('HTTP/1.1 400 Bad\r\n\r\n')],
    ['hangs up', (socket: Socket) => void socket.destroy()],
    ['greets and falls silent', (socket: Socket) => void socket.write('220 hello\r\n')],
    ['is busy', (socket: Socket) => void socket.end('421 busy\r\n')],
  ])('that %s is unreachable, and tried again', async (_, greet) => {
    const outcome = await send(channelAt(await stranger(greet)))
    expect(outcome).toMatchObject({ accepted: false, reason: 'unreachable', again: 'soon' })
  })

  it.each([
    [450, 'limited', 'later'],
    [550, 'address', 'never'],
    [554, 'refused', 'never'],
  ] as const)('that answers %i → %s, %s', async (code, reason, again) => {
    const peer = await startMailPeer()
    closing.push(() => peer.close())
    peer.meet(code)
    expect(await send(channelAt(peer.url))).toEqual({
      accepted: false,
      reason,
      again,
      peerCode: String(code),
    })
  })

  it('that takes a mail and never says so holds nobody longer than its limit', async () => {
    const peer = await startMailPeer()
    closing.push(() => peer.close())
    peer.meet('hang')
    const channel = channelAt(peer.url)
    expect(await send(channel)).toMatchObject({ reason: 'unreachable' })
    expect(await send(channel)).toMatchObject({ accepted: true })
  })

  it('is given one address and one subject, whatever stands in them', async () => {
    const peer = await startMailPeer()
    closing.push(() => peer.close())
    const title = '新来一件\r\nBcc: evil@example.org'
    await send(channelAt(peer.url), { title })
    const [mail] = peer.mails
    expect(mail?.to).toEqual(['li@example.org'])
    expect(mail?.headers.bcc).toBeUndefined()
    expect(mail?.headers['message-id']).toBe('<0199-id@rd.example>')
  })
})
