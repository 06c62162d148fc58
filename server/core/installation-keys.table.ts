import { tables } from './db/columns.ts'

/** What the keys of an installation are known by: never a key, nor anything that leads to one. */
export const installationKeysTables = tables((c) => ({
  installationKeys: c.table(
    'installation_keys',
    {
      district: c.text().notNull(),
      /** Which of them. */
      name: c.word<'secret' | 'sealing' | 'signing'>().notNull(),
      mark: c.text().notNull(),
      /** Since when it is this one. */
      since: c.moment().notNull(),
    },
    (t) => [c.primaryKey({ name: 'installation_keys_pk', columns: [t.district, t.name] })],
  ),
}))
