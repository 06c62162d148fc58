import { Failure } from '@mashang/shared/core/errors.ts'
import { departmentErrors } from '@mashang/shared/departments/departments.errors.ts'
import { departmentsLike } from '@mashang/shared/suggestions/department-guesses.rules.ts'
import type { ReadList } from '@mashang/shared/suggestions/import.rules.ts'
import {
  NEW_DEPARTMENT,
  saidDepartments,
  undecidedWords,
} from '@mashang/shared/suggestions/import.words.ts'
import type { Alias } from '@mashang/shared/suggestions/import-departments.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { insertDepartment, STANDING } from '../departments/departments.store.ts'
import type { Looked } from './import.look.ts'

/** Each name that the district does not have, with what it may mean. */
export const unknownWithGuesses = ({ list, known }: Pick<Looked, 'list' | 'known'>) =>
  list.unknownDepartments.map((one) => ({
    ...one,
    guesses: departmentsLike(one.name, known.departments, known.district).map(({ id, name }) => ({
      id,
      name,
    })),
  }))

/**
 * What somebody said of the names that nobody knew: those that are another word for a department. The
 * others become departments; a name of which nothing was said stops the import.
 */
export function chosenAliases(
  { list, known }: Pick<Looked, 'list' | 'known'>,
  said: string | undefined,
): Alias[] {
  const chosen = said === undefined ? new Map<number, string>() : saidDepartments(said)
  const undecided = list.unknownDepartments.filter((_, at) => !chosen.has(at + 1))
  if (undecided.length > 0)
    throw new Failure(suggestionErrors.importDepartments, {
      detail: undecidedWords(undecided.map(({ name }) => name)),
    })
  return list.unknownDepartments.flatMap(({ name }, at) => {
    const which = chosen.get(at + 1) ?? NEW_DEPARTMENT
    if (which === NEW_DEPARTMENT) return []
    if (!known.departments.some(({ id }) => id === which))
      throw new Failure(departmentErrors.notFound)
    return [{ departmentId: which, name }]
  })
}

/** Departments that a list names first, made in its own commit. */
export function newDepartments(context: Context, list: ReadList, fact: Pick<Fact, 'at' | 'actor'>) {
  const ids = new Map(list.unknownDepartments.map(({ name }) => [name, newId()]))
  return {
    ids: [...ids.values()],
    idOf: (name: string): string => ids.get(name) ?? '',
    writes: [...ids].map(([name, id]) =>
      insertDepartment({ district: context.district, id, name, createdAt: fact.at, ...STANDING }),
    ),
    facts: [...ids.values()].map(
      (id): Fact => ({ ...fact, type: 'department.added', subject: { kind: 'department', id } }),
    ),
  }
}
