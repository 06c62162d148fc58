import { suite } from './suite.ts'

export const flood = suite(
  {
    id: 'flood',
    promise:
      'A flood of filings leaves inboxes usable: what is doubtful waits for people to look, nothing is dropped',
    limits:
      'Requests are injected and the minute is simulated; two applications share a process and an SQLite database. Words that are written anew each time are told from honest ones by people only, and wait together with them.',
  },
  'tests/issues/flood-proof',
  ['sqlite'],
)
