import { join } from 'node:path'
import { openSecrets } from '@mashang/server/core/secrets.ts'

/** Opens the keys of one folder after the other at given moments, as first starts do. */
const [parent = '', moment = '0', rounds = '0'] = process.argv.slice(2)
for (let n = 0; n < Number(rounds); n++) {
  while (Date.now() < Number(moment) + n * 10);
  console.log(openSecrets(join(parent, String(n))).hash('mark', 'secret.key'))
}
