import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import { DAY, fact, type Life, type People, type Random } from './facts.ts'

/** Lives of suggestions: co-signed, withdrawn, answered, merged, praised, taken over from lists. */

/** Facts by which what had been merged, or was not filed, counts again. */
export const APART = new Set(['suggestion.unmerge', 'suggestion.counted-here', 'suggestion.resume'])

/** What had been merged counts again, for some of those for whom it did not. */
const takenApart = (r: Random, people: People, id: string, at: number): LedgerFact =>
  fact(
    r.pick([...APART]),
    id,
    {
      ...r.pick([{}, { leadId: people[0] }, { leadId: people[0], key: true }]),
      ...r.pick([
        {},
        { cosignerIds: r.pick(people) },
        { cosignerIds: `${people[1]} ${people[2]}` },
      ]),
    },
    at,
  )

/** Sent by one and co-signed by another. */
const sent = (r: Random, people: People, id: string, lead: string, at: number): LedgerFact[] => [
  fact('suggestion.submit', id, { byId: lead, submitted: false }, at),
  fact('suggestion.confirm', id, { byId: r.pick(people), submitted: true }, at + DAY),
]

/** Co-signers answer, one after another; whoever is silent is waited for, or not. */
const cosigning: Life = ({ r, people, who, id, at }) => {
  const others = people.filter((one) => one !== who)
  const last = r.pick(['confirm', 'refuse', 'send-on', 'author-left'])
  const by = last === 'confirm' || last === 'refuse' ? { byId: others[1] } : { byId: who }
  return [
    fact('suggestion.submit', id, { byId: who }, at),
    fact(`suggestion.${r.pick(['confirm', 'refuse'])}`, id, { byId: others[0] }, at + DAY),
    fact(`suggestion.${last}`, id, { ...by, submitted: true }, at + 2 * DAY),
    ...(r.below(2) === 0 ? returned(r, people, who, id, at + 3 * DAY) : []),
  ]
}

/** Given back and perhaps written anew: co-signing is asked for once more. */
const returned = (r: Random, people: People, who: string, id: string, at: number): LedgerFact[] => [
  fact('suggestion.return', id, {}, at),
  ...(r.below(2) === 0 ? [fact('suggestion.edit', id, { byId: who }, at + DAY)] : []),
  fact('suggestion.submit', id, { byId: who, submitted: true }, at + 2 * DAY),
  ...(r.below(2) === 0
    ? [fact('suggestion.confirm', id, { byId: r.pick(people) }, at + 3 * DAY)]
    : []),
]

/** Taken back by all who wrote it: at once, with the last word of those asked, or of who had left. */
const withdrawn: Life = ({ r, people, who, id, at }) => {
  const last = r.pick(['withdraw', 'agree', 'refuse', 'author-left'])
  const agreed = fact(
    `suggestion.${last}`,
    id,
    { byId: r.pick(people), agreed: true },
    at + 9 * DAY,
  )
  const asked = fact('suggestion.withdraw', id, { byId: who, agreed: false }, at + 8 * DAY)
  return [
    ...sent(r, people, id, who, at),
    ...(r.below(2) === 0 ? [fact('suggestion.mark-key', id, {}, at + DAY)] : []),
    ...(last === 'withdraw' ? [] : [asked]),
    agreed,
  ]
}

/** Answered by one or several; assigned without the last of them, redeemed, judged anew. */
const answered: Life = ({ r, people, who, id, at }) => [
  ...sent(r, people, id, who, at),
  ...Array.from({ length: r.below(4) }, (_, n) => {
    const whole = r.pick(['A', 'B', 'C'])
    const data = r.pick([
      { class: 'A', answered: false, whole: null },
      { class: 'A', answered: true, whole },
      // As facts said it in earlier days.
      { class: whole, answered: true },
    ])
    return fact(`suggestion.${r.pick(['sign', 'assign', 'redeem'])}`, id, data, at + (9 + n) * DAY)
  }),
  ...r.pick([
    [],
    [fact('suggestion.decline', id, {}, at + 20 * DAY)],
    returned(r, people, who, id, at + 20 * DAY),
  ]),
]

/** Out of a list of an earlier year, which may be mended, go on here, or be taken back. */
const listed: Life = ({ r, people, who, id, at }) => {
  const list = (type: string, on: number, more: { gone?: boolean } = {}): LedgerFact =>
    fact(`suggestion.${type}`, id, {
      ...more,
      leadId: who,
      cosignerIds: r.pick(['', r.pick(people)]),
      leftIds: r.pick(['', r.pick(people)]),
      class: r.pick(['A', 'C', null]),
      on,
      answeredOn: on + 60 * DAY,
    })
  return [
    list('imported', at),
    ...(r.below(2) === 0 ? [list('import-updated', at + r.below(9) * DAY)] : []),
    ...r.pick([
      [],
      [fact(`suggestion.${r.pick(['retell', 'sign'])}`, id, { class: 'A' }, at + 90 * DAY)],
      [list('import-undone', at + 10 * DAY, { gone: r.pick([true, false]) })],
    ]),
  ]
}

/** Merged into another one, which goes on in a third. */
const merged: Life = ({ r, people, who, id, at }) => {
  const twice = (): { countedThere?: string } =>
    r.pick([{}, { countedThere: r.pick(people) }, { countedThere: `${people[0]} ${people[2]}` }])
  const later = at + 2 * DAY
  return [
    ...[id, `${id}-into`, `${id}-last`].flatMap((own) =>
      sent(r, people, own, r.pick([who, people[1]]), at),
    ),
    ...(r.below(2) === 0 ? [fact('suggestion.mark-key', id, {}, at + DAY)] : []),
    fact('suggestion.merge', id, { into: `${id}-into`, ...twice() }, later),
    fact('suggestion.merge', `${id}-into`, { into: `${id}-last`, ...twice() }, later + DAY),
    fact('suggestion.counted-there', id, { into: `${id}-last`, ...twice() }, later + DAY),
    ...(r.below(2) === 0 ? [takenApart(r, people, id, later + 2 * DAY)] : []),
  ]
}

/** Key and excellent, said and taken back, over a year's end, too. */
const praised: Life = ({ r, who, id, at }) => {
  const marks = ['mark-key', 'unmark-key', 'mark-excellent', 'unmark-excellent']
  return [
    fact('suggestion.submit', id, { byId: who, submitted: true }, at),
    ...Array.from({ length: r.below(6) }, (_, n) =>
      fact(`suggestion.${r.pick(marks)}`, id, { leadId: who }, at + n * 30 * DAY),
    ),
  ]
}

/** Entered by the office from paper, on an earlier day; what was wrong with that is found out, or taken back. */
const onPaper: Life = ({ r, people, who, id, at }) => {
  const others = people.filter((one) => one !== who)
  const on = at - r.below(40) * DAY
  const found = (data: object): LedgerFact =>
    fact('suggestion.verify', id, { theirs: r.pick([true, false]), ...data }, at + 2 * DAY)
  return [
    fact('suggestion.enter', id, { of: who, on }, at),
    ...others
      .slice(0, r.below(3))
      .map((of) => fact('suggestion.cosigned-on-paper', id, { of, on }, at)),
    ...r.pick([
      [],
      [found({ of: r.pick(people) })],
      [found({ of: who, theirs: false, agreed: true })],
      [fact('suggestion.take-back', id, { agreed: true }, at + 3 * DAY)],
      returned(r, people, who, id, at + 3 * DAY),
    ]),
  ]
}

export const suggestionLives: readonly Life[] = [
  cosigning,
  withdrawn,
  answered,
  listed,
  merged,
  praised,
  onPaper,
]
