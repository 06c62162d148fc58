import type { LightMyRequestResponse } from 'fastify'
import { post } from '../issues/steps.ts'
import { multipart } from '../photos/upload.ts'
import type { Client, TestApp } from '../support/app.ts'
import { browserOf } from '../support/browser.ts'
import { PDF } from '../support/small-pdf.ts'
import { contact, onTheDay } from './steps.ts'

type Reply = Promise<LightMyRequestResponse>

const { act: _, ...talk } = contact
/** A whole answer by a link. */
export const form = {
  contact: talk,
  letter: { text: '5 月底前装好。', class: 'A' },
  signer: '局长王建国',
}

/** Numbers of the letters that go by links, each once. */
let numbered = 0

/** What somebody does at the page behind one-time links, in one browser. */
export interface LinkDesk {
  open(token: string): Reply
  chain(token: string): Reply
  preview(token: string, said: object): Reply
  receive(token: string): Reply
  step(token: string, said: object): Reply
  answer(token: string, body?: object): Reply
  send(token: string, bytes?: Buffer): Reply
  read(token: string, file: string): Reply
  askCode(token: string): Reply
  move(token: string, code: string): Reply
}

/** Like the page, it opens a link before it does anything else by it. */
export function linkDesk(t: TestApp, by: Client = browserOf(t)): LinkDesk {
  const opened = new Map<string, Reply>()
  const sent = (what: string, token: string, body: object = {}): Reply =>
    post(by, `/api/suggestion-links/${what}`, { token, ...body })
  const opening = (token: string): Reply => {
    const reply = sent('opening', token)
    opened.set(token, reply)
    return reply
  }
  const after = async (token: string, act: () => Reply): Reply => {
    await (opened.get(token) ?? opening(token))
    return await act()
  }
  const act = (what: string, token: string, body?: object): Reply =>
    after(token, () => sent(what, token, body))
  return {
    open: opening,
    preview: (token, said) => act('preview', token, said),
    chain: (token) => act('chain', token),
    receive: (token) => act('receipt', token),
    step: (token, step) =>
      act('steps', token, {
        step: 'act' in step && step.act === 'contact' ? onTheDay(step, t.clock.now()) : step,
      }),
    answer: (token, body: object = form) => {
      const year = new Date(t.clock.now()).getUTCFullYear()
      const document = `链函〔${year}〕${++numbered}号`
      const talked =
        'contact' in body
          ? { ...body, contact: onTheDay(body.contact as object, t.clock.now()) }
          : body
      return act('answer', token, 'letter' in talked ? { document, ...talked } : talked)
    },
    send: (token, bytes = PDF) =>
      after(token, () => {
        const { headers, payload } = multipart(bytes, 'file', '../答复附件.PDF')
        const url = '/api/suggestion-links/files'
        return by({
          method: 'POST',
          url,
          headers: { ...headers, 'x-link-token': token },
          body: payload,
        })
      }),
    read: (token, file) => act('file', token, { file }),
    askCode: (token) => act('relay-codes', token),
    move: (token, code) => act('moves', token, { code }),
  }
}
