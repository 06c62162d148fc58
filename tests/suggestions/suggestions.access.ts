import { insertImport, insertImportRow } from '@mashang/server/suggestions/imports.store.ts'
import type { Access } from '../access/declared.ts'
import { must } from '../access/replies.ts'
import { post } from '../issues/steps.ts'
import { contact, done, sentFile, written } from './steps.ts'

export const access: Access = {
  tag: 'suggestions',
  matrix: {
    'DELETE /api/suggestions/:id/issues/:issueId': 'R:o',
    'GET /api/exports/suggestion-reminders': 'OAMI',
    'GET /api/exports/suggestions': 'OAMI',
    'GET /api/published-suggestions': 'NRLDOAMPIS',
    'GET /api/published-suggestions/:id/files/:file': 'NRLDOAMPIS:ope',
    'GET /api/published-suggestions/:id/letters/:department': 'NRLDOAMPIS:ope',
    'GET /api/suggestion-assignments/hints': 'OAMI',
    'GET /api/suggestion-figures': 'OAMI',
    'GET /api/suggestion-periods': 'OAMI',
    'GET /api/suggestion-periods/class-versions': 'OAMI',
    'GET /api/suggestion-reminders': 'RDOAMI',
    'GET /api/suggestion-report': 'OAMI',
    'GET /api/suggestion-tasks': 'OAMI',
    'GET /api/suggestions': 'RDOAMI',
    'GET /api/suggestions/:id': 'RD:o OAMI:ope',
    'GET /api/suggestions/:id/files/:file': 'RD:o OAMI:ope',
    'GET /api/suggestions/:id/letters/:kind': 'RD:o OAMI:ope',
    'GET /api/suggestions/:id/made-public': 'OAMI:ope',
    'GET /api/written-issues': 'R',
    'POST /api/suggestion-assignments': 'OAM',
    'POST /api/suggestion-continuations': 'OAM',
    'POST /api/suggestion-entries': 'OAM',
    'POST /api/suggestion-files': 'RDOAM',
    'GET /api/suggestion-imports': 'OAMI',
    'GET /api/suggestion-imports/:id/problems': 'OAMI:ope',
    'GET /api/suggestion-imports/:id/undoing': 'OAMI:ope',
    'POST /api/suggestion-imports': 'OAM',
    'POST /api/suggestion-imports/:id/undoing': 'OAM:ope',
    'POST /api/suggestion-imports/preview': 'OAM',
    'POST /api/suggestion-imports/refused': 'OAM',
    'POST /api/suggestion-letters': 'OAMI',
    'POST /api/suggestion-letters/plan': 'OAMI',
    'POST /api/suggestion-link-batches': 'OAM',
    'POST /api/suggestion-links/answer': '',
    'POST /api/suggestion-links/chain': '',
    'POST /api/suggestion-links/file': '',
    'POST /api/suggestion-links/files': '',
    'POST /api/suggestion-links/moves': '',
    'POST /api/suggestion-links/opening': '',
    'POST /api/suggestion-links/preview': '',
    'POST /api/suggestion-links/receipt': '',
    'POST /api/suggestion-links/relay-codes': '',
    'POST /api/suggestion-links/steps': '',
    'POST /api/suggestion-publications': 'OAM',
    'POST /api/suggestion-publications/preview': 'OAMI',
    'POST /api/suggestion-publications/withdrawals': 'OAM',
    'POST /api/suggestion-receipts': 'D',
    'POST /api/suggestions': 'R',
    'POST /api/suggestions/:id/acts': 'RD:o OAMI:ope',
    'POST /api/suggestions/:id/letters/preview': 'D:o',
    'POST /api/suggestions/:id/links': 'OAM:ope',
    'PUT /api/suggestion-periods': 'OAM',
    'PUT /api/suggestions/:id/issues/:issueId': 'R:o',
  },
  duties: ['write', 'none', 'read'],
  paths: [
    [/published-suggestions/, { id: 'published', file: 'publishedFile', department: 'department' }],
    [/suggestion-imports\/:id/, { id: 'suggestionImport' }],
    [/suggestions\/:id\/issues/, { id: 'suggestion', issueId: 'issue' }],
    [/suggestions/, { id: 'suggestion', file: 'file' }],
  ],
  readers: {
    letter: 'NRLDOAMPIS:eop',
    published: 'NRLDOAMPIS:eop',
    publishedText: 'NRLDOAMPIS:eop',
    suggestion: 'RD:o OAMI:eop',
    suggestionText: 'RD:o OAMI:eop',
  },
  known: ({ suggestion, department }) => ({
    suggestionId: [suggestion],
    suggestions: [suggestion],
    lead: [department],
  }),
  queries: {
    'GET /api/suggestion-report': '?year=2026',
    'POST /api/suggestion-imports': `?fingerprint=${'a'.repeat(64)}`,
  },
  /** One in the hands of a department, and one that everybody may read. */
  furnish: async (t, { index, department: to, said }) => {
    const [by, office] = [await t.as(index), await t.as('office')]
    const { act: _, ...talk } = contact
    const handedIn = async (
      which: 'suggestion' | 'published',
    ): Promise<{ id: string; file: string }> => {
      const file = await sentFile(by)
      const words = { title: said(which), text: said(`${which}Text`) }
      const { id } = await written(by, { ...words, files: [file] })
      await done(by, id, { act: 'submit' })
      await done(office, id, { act: 'assign', lead: to.id })
      return { id, file }
    }
    const mine = await handedIn('suggestion')
    const made = await must(
      post(office, `/api/suggestions/${mine.id}/links`, { departmentId: to.id }),
    )
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    // The browser that opened it, and so could take it up.
    const [mark] = (await post(t.voter, '/api/suggestion-links/opening', { token })).cookies
    const open = await handedIn('published')
    await done(to.client, open.id, { act: 'receive' })
    await done(to.client, open.id, { act: 'contact', ...talk, text: said('contactText') })
    await done(to.client, open.id, { act: 'propose', text: said('letter'), class: 'A' })
    await done(to.client, open.id, { act: 'sign', signer: said('signer') })
    await done(by, open.id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    await done(office, open.id, { act: 'publish' })
    // Worked on since: nothing of it can be withdrawn.
    const { district, db } = t.context
    const suggestionImport = crypto.randomUUID()
    await db.commit(district, [
      insertImport({
        district,
        id: suggestionImport,
        at: 0,
        accountId: crypto.randomUUID(),
        fileName: '去年.xlsx',
        same: 0,
        problems: [],
        departments: [],
        undoneAt: null,
        undoneBy: null,
      }),
      insertImportRow({
        district,
        importId: suggestionImport,
        suggestionId: mine.id,
        revision: 0,
        before: null,
        undoneAt: null,
      }),
    ])
    return {
      suggestionImport,
      suggestion: mine.id,
      file: mine.file,
      link: token,
      linkCookie: `${mark?.name}=${mark?.value}`,
      published: open.id,
      publishedFile: open.file,
    }
  },
}
