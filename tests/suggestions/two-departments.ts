import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { startApp } from '../support/app.ts'
import { contact, department, done, fresh, written } from './steps.ts'

/** Two representatives, the office and two departments, and suggestions that are with the first. */
export async function withTwoDepartments() {
  const t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  const li = fresh(t, 0)
  const office = fresh(t, 'office')
  const housing = await department(t, '区住房和城乡建设局')
  const police = await department(t, '公安分局')
  const assigned = async (changes: object = {}): Promise<SuggestionView> => {
    const { id } = await written(li, changes)
    await done(li, id, { act: 'submit' })
    return await done(office, id, { act: 'assign', lead: housing.id })
  }
  const answered = async (changes: object = {}, letter: object = {}): Promise<SuggestionView> => {
    const { id } = await assigned(changes)
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    await done(housing.client, id, {
      act: 'propose',
      text: '5 月底前装好。',
      class: 'A',
      ...letter,
    })
    return await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  }
  return { t, li, zhang: fresh(t, 1), office, housing, police, assigned, answered }
}
