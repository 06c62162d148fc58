import { DAY } from '@mashang/shared/core/clock.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'
import { commands, START, steps } from './deciding.ts'
import {
  alone,
  assigned,
  entered,
  handling,
  listed,
  matters,
  proposed,
  ready,
  redo,
  review,
  sentBack,
  signing,
} from './matters.ts'

const disowned = steps(entered, [['lead', commands.disown]])

const listedPromise: Matter = {
  ...listed,
  answeredAt: START,
  letters: [
    {
      round: 0,
      departmentId: 'housing',
      text: '年底前装好。',
      class: 'B',
      promisedFor: Date.parse('2026-09-30T16:00:00Z'),
      proposedAt: START,
      signer: null,
      signedAt: START,
      redeems: false,
    },
  ],
}

/** Assigned so long ago that whoever only helps is late with what it thinks. */
const silent = steps(
  steps(
    review,
    [
      ['office', commands.assign],
      ['main', commands.receive],
    ],
    START - 50 * DAY,
  ),
  [['main', commands.contact]],
)

/** Where several handle it and are not equally far, and where something is open or was said beside its state. */
export const halfway: readonly (readonly [string, SuggestionState, Matter])[] = [
  ['taken by one of two', 'assigned', alone],
  ['drafted by one of two, not taken by the other', 'signing', proposed],
  [
    'answered by one of two, not taken by the other',
    'assigned',
    steps(proposed, [['main', commands.sign]]),
  ],
  [
    'not taken by its lead, with the co-handler’s opinion',
    'assigned',
    steps(assigned, [['co', commands.opine]]),
  ],
  [
    'kept from the public, with more time asked for',
    'handling',
    steps(handling, [
      ['office', commands['mark-secret']],
      ['main', commands['ask-extension']],
    ]),
  ],
  [
    'about to be taken back by all who wrote it',
    'review',
    steps(review, [['lead', commands.withdraw]]),
  ],
  [
    'wanted back by its lead while it is handled',
    'handling',
    steps(ready, [['lead', commands.withdraw]]),
  ],
  ['sent back by one of two', 'objected', sentBack],
  [
    'answered, and nobody has said a word in time',
    'answered',
    steps(signing, [['main', commands.sign]], START - 50 * DAY),
  ],
  [
    'at work, and its author says that there was no talk',
    'handling',
    steps(ready, [['lead', commands.dispute]]),
  ],
  [
    'settled by the office, and its author is asked',
    'closed',
    steps(matters.mediation, [['office', commands.settle]]),
  ],
  [
    'closed with a promise, public, watched and excellent',
    'closed',
    steps(ready, [
      ['office', commands['mark-key']],
      ['main', { ...commands.propose, class: 'B', promisedFor: '2026-09-30' }],
      ['main', commands.sign],
      ['lead', commands.rate],
      ['office', commands['mark-excellent']],
      ['office', commands.publish],
    ]),
  ],
  [
    'handled apart, and one of two was refused more time',
    'handling',
    steps(alone, [
      ['co', commands.receive],
      ['main', commands['ask-extension']],
      ['office', { ...commands['decide-extension'], granted: false }],
    ]),
  ],
  ['held up by a silent co-handler', 'handling', silent],
  [
    'not waiting for a silent co-handler any more',
    'handling',
    steps(silent, [['office', commands.waive]]),
  ],
  [
    'given to another lead, who finds a draft',
    'assigned',
    steps(signing, [['office', commands.reassign]]),
  ],
  ['drafted once more', 'signing', steps(redo, [['main', { ...commands.propose }]])],
  ['entered from paper', 'review', entered],
  ['entered from paper, and its lead says it is not theirs', 'review', disowned],
  [
    'entered from paper and returned unchanged',
    'returned',
    steps(entered, [['office', commands.return]]),
  ],
  [
    'entered from paper and assigned, and who is said to have signed says no',
    'assigned',
    steps(entered, [
      ['office', commands.assign],
      ['cosigner', commands.disown],
    ]),
  ],
  ['left without an answer by a list', 'closed', listed],
  ['left with a promise by a list', 'closed', listedPromise],
  ['going on out of a list', 'assigned', steps(listed, [['office', commands['go-on']]])],
]
