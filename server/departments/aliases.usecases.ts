import { Failure } from '@mashang/shared/core/errors.ts'
import { departmentErrors } from '@mashang/shared/departments/departments.errors.ts'
import type { DepartmentView } from '@mashang/shared/departments/departments.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { type AliasRecord, allAliases, dropAlias, insertAlias } from './aliases.store.ts'
import { allDepartments, findDepartment, stillStands } from './departments.store.ts'
import { type DepartmentsWithAccount, showDepartment } from './departments.usecases.ts'

type Said = Pick<Fact, 'at' | 'actor'>

/** The department of an alias is the subject; the alias itself is named by its id. */
const aliasFact = (
  said: Said,
  type: 'department.alias-added' | 'department.alias-removed',
  { id, departmentId }: Pick<AliasRecord, 'id' | 'departmentId'>,
): Fact => ({
  ...said,
  type,
  subject: { kind: 'department', id: departmentId },
  data: { alias: id },
})

/** What makes aliases, for the commit of whoever names them. */
export function aliasWrites(
  context: Context,
  wanted: readonly Pick<AliasRecord, 'departmentId' | 'name' | 'importId'>[],
  said: Said,
): { writes: Write[]; facts: Fact[] } {
  const rows = wanted.map((one) => ({
    ...one,
    district: context.district,
    id: newId(),
    createdAt: said.at,
  }))
  return {
    writes: rows.map(insertAlias),
    facts: rows.map((row) => aliasFact(said, 'department.alias-added', row)),
  }
}

/** What takes aliases away, for the commit of whoever does. */
export const aliasRemovals = (
  context: Context,
  rows: readonly AliasRecord[],
  said: Said,
): { writes: Write[]; facts: Fact[] } => ({
  writes: rows.map(({ id }) => dropAlias({ district: context.district, id })),
  facts: rows.map((row) => aliasFact(said, 'department.alias-removed', row)),
})

const saidBy = (context: Context, { accountId }: Actor): Said => ({
  at: context.clock.now(),
  actor: { kind: 'account', id: accountId },
})

async function existing(context: Context, id: string): Promise<void> {
  if ((await findDepartment(context, id)) === null) throw new Failure(departmentErrors.notFound)
}

export async function addAlias(
  context: Context,
  id: string,
  name: string,
  actor: Actor,
  withAccount: DepartmentsWithAccount,
): Promise<DepartmentView> {
  await existing(context, id)
  const aliases = await allAliases(context)
  // Sent again after an answer that was lost: it is done already.
  if (aliases.some((one) => one.departmentId === id && one.name === name))
    return await showDepartment(context, id, withAccount)
  const taken = () =>
    new Failure(departmentErrors.aliasTaken, {
      fields: [{ path: 'name', message: departmentErrors.aliasTaken.title }],
    })
  const departments = await allDepartments(context)
  if ([...departments, ...aliases].some((one) => one.name === name)) throw taken()
  const { writes, facts } = aliasWrites(
    context,
    [{ departmentId: id, name, importId: null }],
    saidBy(context, actor),
  )
  try {
    const standing = stillStands({ district: context.district, id })
    await context.db.commit(context.district, [standing, ...writes], facts)
  } catch (error) {
    if (error instanceof AlreadyThere) throw taken()
    if (error instanceof Conflict) throw new Failure(departmentErrors.notFound, { cause: error })
    throw error
  }
  return await showDepartment(context, id, withAccount)
}

/** What is away already needs no taking away. */
export async function removeAlias(
  context: Context,
  { id, alias }: { id: string; alias: string },
  actor: Actor,
  withAccount: DepartmentsWithAccount,
): Promise<DepartmentView> {
  await existing(context, id)
  const rows = (await allAliases(context)).filter(
    (one) => one.id === alias && one.departmentId === id,
  )
  if (rows.length > 0) {
    const { writes, facts } = aliasRemovals(context, rows, saidBy(context, actor))
    try {
      await context.db.commit(context.district, writes, facts)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
  return await showDepartment(context, id, withAccount)
}
