import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import { CUT, lineWords } from '@mashang/shared/lineage/line.words.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { type Matter, maySee } from '@mashang/shared/suggestions/matter.rules.ts'
import { settlementReleased, toLookThrough } from '@mashang/shared/suggestions/publishing.rules.ts'
import { askingOf } from '@mashang/shared/suggestions/settling.rules.ts'
import {
  classWords,
  handedInWords,
  originsWords,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Chain } from '../lineage/lineage.usecases.ts'
import { inParts } from './each-alone.ts'
import { issuesBehind, unwillingAmong } from './origins.store.ts'
import { authorOf, publicDetail, releasedNow } from './published.usecases.ts'
import { goneOf, type Names } from './suggestions.rows.ts'
import { type SuggestionRecord, withMatter } from './suggestions.store.ts'
import { partyFor, suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

type Detail = Awaited<ReturnType<typeof publicDetail>>

const day = (at: string): string => fullDayWords(Date.parse(at))

const withFiles = (words: string, files: readonly { name: string }[]): string =>
  files.length === 0 ? words : `${words}，附件：${files.map(({ name }) => name).join('、')}`

function letterLine(letter: Detail['letters'][number]): string {
  const { heading, outcome, document, at, class: of, said, judgement, files } = letter
  const parts = [outcome, document, day(at), classWords(of, said), judgement]
  return withFiles(`${heading}全文：${parts.filter(Boolean).join('；')}`, files)
}

function chainLine({ matters, cut }: LineageView): string[] {
  const others = matters.filter(({ here }) => !here).map(lineWords)
  if (others.length === 0) return []
  const said = others.map(({ title, note }) => `${title}（${note}）`).join('、')
  return [`来龙去脉：${said}${cut ? `。${CUT}` : ''}`]
}

/** What comes there by itself, and what needs another release. */
function laterLine(asked: boolean): string {
  return `以后代表的评价：满意、基本满意还是不满意，不带理由；${
    asked ? '还有代表接不接受协调的结果' : '以后由代表工委协调的，要再公开一次'
  }`
}

/** What its page will say, a line for each. */
const linesOf = (one: Detail, lineage: LineageView, asked: boolean): string[] => [
  withFiles(`《${one.title}》的全文`, one.files),
  ...one.letters.map(letterLine),
  ...(one.letters.some(({ printed }) => printed !== null) ? ['下载答复函（PDF）'] : []),
  authorOf(one),
  ...(one.cosigners.length === 0 ? [] : [`附议：${one.cosigners.join('、')}`]),
  [
    one.number,
    ...(one.handedIn === null ? [] : [handedInWords(one.handedIn)]),
    `${day(one.answeredAt)}答复`,
  ].join('，'),
  ...(one.handlers.length === 0 ? [] : [`承办单位：${one.handlers.join('、')}`]),
  `办到哪一步：${one.standing}`,
  ...one.settled,
  ...(one.excellent ? ['优秀建议'] : []),
  ...(one.origins === 0 ? [] : [originsWords(one.origins)]),
  ...chainLine(lineage),
  laterLine(asked),
]

async function linesNow(
  context: Context,
  record: SuggestionRecord,
  chain: Chain,
): Promise<string[]> {
  const { id } = record
  const lineage = await chain({ kind: 'suggestion', id }, { kind: 'public', released: id })
  const now = context.clock.now()
  const released = releasedNow(record, now)
  const detail = await publicDetail(context, released)
  return linesOf(detail, lineage, isAsked(released.matter, now, await namesOf(context)))
}

/** Whether somebody may still say whether they accept what was agreed. */
function isAsked(matter: Matter, now: EpochMs, names: Names): boolean {
  const last = settlementReleased(matter)
  const around = { now, gone: goneOf(matter, names) }
  return last !== undefined && askingOf(matter, last, around).asking === 'open'
}

/** What everybody would read if it were released now, out of what its page is made of. */
export async function madePublic(
  context: Context,
  id: string,
  actor: Actor,
  chain: Chain,
): Promise<{ lines: string[] }> {
  const { record } = await suggestionFor(context, id, actor)
  return { lines: await linesNow(context, record, chain) }
}

/** The same of many, each with what has to be looked through first; foreign and absent are left out. */
export async function madePublicOfMany(
  context: Context,
  ids: readonly string[],
  actor: Actor,
  chain: Chain,
): Promise<{ items: { id: string; lines: string[]; toCheck: string[] }[] }> {
  const who = await partyFor(actor)
  const wanted = [...new Set(ids)].map((id) => ({ id }))
  const seen = (await withMatter(context, wanted)).filter(({ matter }) => maySee(matter, who))
  const items = await inParts(seen, async (record) => {
    const unwilling = await unwillingAmong(context, await issuesBehind(context, record.id))
    return {
      id: record.id,
      lines: await linesNow(context, record, chain),
      toCheck: toLookThrough(record.matter, unwilling).map(({ title }) => title),
    }
  })
  return { items }
}
