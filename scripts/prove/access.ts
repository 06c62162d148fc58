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
      promise: 'Everybody reads what a table says; contacts and secrets nobody, nowhere',
      limits: 'PDF files are not read; SQLite and a folder, no PostgreSQL and no bucket',
    },
    'tests/access/canaries',
  ),
  suite(
    {
      id: 'fuzz',
      promise: 'No request makes the system fail inside, and every answer is what is declared',
      limits: 'One at a time, without uploads and without the stream of notices; on SQLite',
    },
    'tests/access/fuzz',
  ),
]
