import { fuzzTogether } from './fuzz.figures.ts'
import type { Proof } from './proof.ts'
import { suite } from './suite.ts'

/** Nobody sees or does what they should not. */
export const ACCESS: readonly Proof[] = [
  suite(
    {
      id: 'access',
      promise: 'Everybody reaches their own things only, and what is foreign looks absent',
      limits:
        'One thing of each kind for each position, and one body for each endpoint; time is counted in reads, not measured; the stream of notices is left out',
    },
    'tests/access/matrix',
  ),
  suite(
    {
      id: 'other-district',
      promise: 'Naming what is another district’s changes nothing there and keeps nothing of it',
      limits: 'Two bodies for each endpoint that writes',
    },
    'tests/access/other-district',
  ),
  suite(
    {
      id: 'canaries',
      promise:
        'Everybody reads what a table says; contacts and secrets nobody, nowhere: in no answer, file, stream, message, log or figure',
      limits:
        'On SQLite with a folder and on PostgreSQL with a bucket; of PostgreSQL every row, not its files. A message names the address it goes to, and a voter’s own WeChat the way back to their matter',
    },
    'tests/access/canaries',
    ['sqlite', 'postgres'],
  ),
  suite(
    {
      id: 'fuzz',
      promise: 'No request makes the system fail inside, and every answer is what is declared',
      limits:
        'One at a time, on SQLite; streams come over a line, all others are injected. Time in which others had all processors does not count, and too slow is only what takes longer than a second three times',
    },
    'tests/access/fuzz',
    ['unit'],
    fuzzTogether,
  ),
  suite(
    {
      id: 'texts',
      promise:
        'Scripts, formulas and links in what people write stay words: on every page of voters, on pages of representatives and office, and in every file that leaves',
      limits:
        'The apps of representatives and office in one browser test, about thirty of their pages with one script a field; liaison’s and department’s pages not. Mails and messages are plain text, which their programs may turn into links; what people attach leaves as it came',
    },
    ['tests/access/texts', 'tests/e2e/planted-scripts'],
    ['unit', 'e2e'],
  ),
  suite(
    {
      id: 'uploads',
      promise: 'No hostile file fails inside, and no photo is kept as it came',
      limits:
        'The suggestions’ own PDF and Word files are kept as they are, after a look at their kind',
    },
    'tests/access/uploads',
  ),
  suite(
    {
      id: 'slow-clients',
      promise:
        'Slow clients are hung up on within ten seconds, hostile bodies are refused, and nobody waits for either',
      limits:
        'Client and server share one process; a file that comes with 8 KB in every 9 s may take a quarter of an hour, one that is read while it is made a minute and a half',
    },
    'tests/access/slow-clients',
  ),
  suite(
    {
      id: 'guessing',
      promise:
        'Guessed codes and receipts open nothing, forged senders, hosts and sessions neither',
      limits:
        'A guess is one of 23 letters and right in form; WeChat’s states are looked at in tests/wechat',
    },
    'tests/access/forged',
  ),
]
