import type { Transporter } from 'nodemailer'
import { type Destination, type Driver, declined, type Outcome, taken } from './channel.ts'

/** What the operator set (`MASHANG_SMTP_*`). */
export interface MailSettings {
  /** `smtp://…` or `smtps://…`, with user and password where the server wants them. */
  url: string
  /** The sender's address, and the name before it. */
  from: { name: string; address: string }
}

type To = Extract<Destination, { channel: 'mail' }>

/** The library is loaded with the first mail: most offices set up none. */
async function transportTo(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url,
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 10_000,
    // Nothing in a message may make the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Plain text in any mail program; the id makes a repeated mail recognizable as the same one. */
export function mailDriver(settings: MailSettings): Driver<To> {
  let transport: Promise<Transporter> | undefined
  const domain = settings.from.address.split('@')[1]
  return async (message) => {
    try {
      transport ??= transportTo(settings.url)
      const sent = await (await transport).sendMail({
        from: settings.from,
        to: { name: '', address: message.to.address },
        subject: message.title,
        text: [...message.lines, ...(message.link === null ? [] : ['', message.link])].join('\n'),
        textEncoding: 'base64',
        messageId: `<${message.id}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(message.unsubscribe === null
            ? {}
            : {
                'List-Unsubscribe': `<${message.unsubscribe}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      })
      return taken(/\b(\w{6,40})\b\s*$/.exec(String(sent.response))?.[1] ?? null)
    } catch (error) {
      return outcomeOf(error as { code?: string; responseCode?: number })
    }
  }
}

/** RFC 5321: 4xx passes, 5xx stays. 550–553 are about the mailbox, 554 and the rest about us. */
function outcomeOf({ code, responseCode }: { code?: string; responseCode?: number }): Outcome {
  if (code === 'EAUTH') return declined('account', 'later', responseCode ?? code)
  if (responseCode === undefined) return declined('unreachable', 'soon', code ?? null)
  if (responseCode === 421) return declined('unreachable', 'soon', responseCode)
  if (responseCode === 450 || responseCode === 451 || responseCode === 452)
    return declined('limited', 'later', responseCode)
  if (responseCode >= 550 && responseCode <= 553) return declined('address', 'never', responseCode)
  return declined('refused', responseCode < 500 ? 'later' : 'never', responseCode)
}
