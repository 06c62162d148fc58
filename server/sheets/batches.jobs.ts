import { DAY, HOUR, SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { whenTouched } from '../core/db/when-touched.ts'
import type { Job } from '../core/jobs.ts'
import { dropOldFiles } from './batches.ends.ts'
import { dropLeftovers, workOnBatches } from './batches.work.ts'
import type { Printer } from './print/printer.ts'

/** How long finished files are kept; after that they are made again when asked for. [default] */
const KEEP_FILES = 30 * DAY
/** How soon a batch is found whose worker fell silent. */
const LOOK = 3 * SECOND

export const batchesJobs = (context: Context, printer: Printer): Job[] => [
  {
    name: 'print batches',
    every: SECOND,
    run: whenTouched(
      context,
      ['poster_batches'],
      (stopping) => workOnBatches(context, printer, stopping),
      LOOK,
    ),
  },
  {
    name: 'drop old batch files',
    every: 6 * HOUR,
    run: async () => {
      await dropOldFiles(context, context.clock.now() - KEEP_FILES)
      await dropLeftovers(context)
    },
  },
]
