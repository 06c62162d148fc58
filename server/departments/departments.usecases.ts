import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { departmentErrors } from '@mashang/shared/departments/departments.errors.ts'
import type {
  DepartmentRename,
  DepartmentView,
} from '@mashang/shared/departments/departments.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { type AliasRecord, allAliases, dropAlias } from './aliases.store.ts'
import {
  type DepartmentRecord,
  departmentsEver,
  findDepartment,
  insertDepartment,
  renameDepartment,
  STANDING,
} from './departments.store.ts'

/**
 * Which departments somebody can sign in for, and whether that is a 签发人; handed in, because accounts
 * know departments.
 */
export type DepartmentsWithAccount = () => Promise<ReadonlyMap<string, boolean>>

const fact = (context: Context, actor: Actor, id: string, type: string): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'department', id },
})

const accountsOf = (id: string, known: ReadonlyMap<string, boolean>) => ({
  account: known.has(id),
  signer: known.get(id) === true,
})

export const viewOf = (
  { id, name }: Pick<DepartmentRecord, 'id' | 'name'>,
  known: ReadonlyMap<string, boolean>,
  aliases: readonly AliasRecord[],
  ever: readonly DepartmentRecord[],
): DepartmentView => ({
  id,
  name,
  ...accountsOf(id, known),
  aliases: aliases
    .filter(({ departmentId }) => departmentId === id)
    .map((one) => ({ id: one.id, name: one.name })),
  merged: ever.flatMap((one) =>
    one.mergedInto === id
      ? [{ name: one.name, at: toIso(one.mergedAt ?? 0), reason: one.mergeReason ?? '' }]
      : [],
  ),
})

/** One as it is now. */
export async function showDepartment(
  context: Context,
  id: string,
  withAccount: DepartmentsWithAccount,
): Promise<DepartmentView> {
  const found = await findDepartment(context, id)
  if (found === null) throw new Failure(departmentErrors.notFound)
  return viewOf(
    found,
    await withAccount(),
    await allAliases(context),
    await departmentsEver(context),
  )
}

/** Of another department: lists that say it mean that one. */
function notOfAnother(aliases: readonly AliasRecord[], name: string, id: string | null): void {
  if (aliases.some((one) => one.name === name && one.departmentId !== id))
    throw new Failure(departmentErrors.isAlias, {
      fields: [{ path: 'name', message: departmentErrors.isAlias.title }],
    })
}

/** Two of one name would be mixed up. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AlreadyThere)
      throw new Failure(departmentErrors.taken, {
        fields: [{ path: 'name', message: departmentErrors.taken.title }],
      })
    throw error
  }
}

export async function addDepartment(
  context: Context,
  name: string,
  actor: Actor,
): Promise<DepartmentView> {
  notOfAnother(await allAliases(context), name, null)
  const id = newId()
  const { district } = context
  const row = { district, id, name, createdAt: context.clock.now(), ...STANDING }
  await named(() =>
    context.db.commit(
      district,
      [insertDepartment(row)],
      [fact(context, actor, id, 'department.added')],
    ),
  )
  return viewOf(row, new Map(), [], [])
}

export async function nameDepartment(
  context: Context,
  id: string,
  { name, was }: DepartmentRename,
  actor: Actor,
  withAccount: DepartmentsWithAccount,
): Promise<DepartmentView> {
  const found = await findDepartment(context, id)
  if (found === null) throw new Failure(departmentErrors.notFound)
  const renamed = (): Promise<DepartmentView> => showDepartment(context, id, withAccount)
  // Sent again after an answer that was lost: it is done already.
  if (found.name === name) return await renamed()
  if (found.name !== was) throw new Failure(coreErrors.conflict)
  const { district } = context
  const aliases = await allAliases(context)
  notOfAnother(aliases, name, id)
  // Its own name needs no alias beside it.
  const own = aliases.filter((one) => one.name === name)
  await named(() =>
    context.db.commit(
      district,
      [
        renameDepartment({ district, id, name, was }),
        ...own.map((one) => dropAlias({ district, id: one.id })),
      ],
      [fact(context, actor, id, 'department.renamed')],
    ),
  )
  return await renamed()
}
