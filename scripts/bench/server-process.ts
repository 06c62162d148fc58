/** One server of the bench: `server-process.ts <variant> <data folder>`; speaks over IPC. */
import type { AddressInfo } from 'node:net'
import type { Variant } from './servers.ts'
import { variants } from './variants.ts'

const [variant, folder = ''] = process.argv.slice(2)
const { app, committed } = await variants[variant as Variant](folder)
await app.listen({ port: 0, host: '127.0.0.1' })
process.on('message', async (message) => {
  if (message === 'figures') {
    const { user, system } = process.cpuUsage()
    process.send?.({ ...committed(), cpu: user + system })
  }
  if (message === 'close') {
    await app.close()
    process.exit(0)
  }
})
process.once('disconnect', () => process.exit(0))
process.send?.({ port: (app.server.address() as AddressInfo).port })
