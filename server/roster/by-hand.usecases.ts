import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { byHandApi, PersonForm, StationForm } from '@mashang/shared/roster/by-hand.api.ts'
import { byHandErrors } from '@mashang/shared/roster/by-hand.errors.ts'
import type { Changes, ImportDecision } from '@mashang/shared/roster/import.rules.ts'
import type { RepresentativeFacts, StationFacts } from '@mashang/shared/roster/roster.model.ts'
import { stationKey } from '@mashang/shared/roster/station-row.rules.ts'
import type { z } from 'zod'
import { type Actor, isBeyond } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { maskPhone } from '../core/phones.ts'
import { lookUpRepresentative, photoUrlOf } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { BY_HAND, historyOf } from './by-hand.history.ts'
import { ImportUnit } from './import.writes.ts'
import { type Known, knownPerson, knownRoster, knownStation } from './roster.known.ts'

type PersonView = z.input<NonNullable<typeof byHandApi.person.reply>>
type StationView = z.input<NonNullable<typeof byHandApi.station.reply>>

/** Where a row of a file would stand. */
const TYPED = { sheet: '', row: 1 }
const none = () => ({ insert: [], update: [], unchanged: [], skipped: [] })
const nothing = (): ImportDecision => ({
  stations: none(),
  representatives: { ...none(), left: [], absent: [] },
})

const masked = (phone: string | null): string | null => (phone === null ? null : maskPhone(phone))

export async function personView(context: Context, id: string, actor: Actor): Promise<PersonView> {
  const record = await lookUpRepresentative(context, id)
  if (record === null || isBeyond(actor, record.stationId)) throw new Failure(byHandErrors.notFound)
  const at = record.stationId === null ? null : await findStation(context, record.stationId)
  const { id: _, phone, station, state, leftOn, ...facts } = knownPerson(context, record, at)
  return {
    id,
    facts: { ...facts, stationId: record.stationId },
    phoneMask: masked(phone),
    state,
    leftOn,
    photoUrl: photoUrlOf(record),
    seen: toIso(record.updatedAt),
    history: await historyOf(context, id),
  }
}

export async function stationFacts(
  context: Context,
  id: string,
  actor: Actor,
): Promise<StationView> {
  const record = await findStation(context, id)
  if (record === null || isBeyond(actor, id)) throw new Failure(byHandErrors.notFound)
  const { id: _, headPhone, liaisonPhone, ...facts } = knownStation(context, record)
  return {
    id,
    facts,
    headPhoneMask: masked(headPhone),
    liaisonPhoneMask: masked(liaisonPhone),
    seen: toIso(record.updatedAt),
    history: await historyOf(context, id),
  }
}

/** A form as what a roster says of a person. */
function personFacts(
  known: Known,
  { stationId, phone, ...form }: PersonForm,
  before: RepresentativeFacts | null,
): RepresentativeFacts {
  const station = known.stations.find(({ id }) => id === stationId)
  if (stationId !== null && station === undefined)
    throw new Failure(byHandErrors.stationUnknown, {
      fields: [{ path: 'stationId', message: byHandErrors.stationUnknown.title }],
    })
  return {
    ...form,
    station: station?.name ?? null,
    phone: phone === undefined ? (before?.phone ?? null) : phone,
    state: before?.state ?? 'serving',
    leftOn: before?.leftOn ?? null,
  }
}

const differences = <Facts extends object>(before: Facts, after: Facts): Changes =>
  Object.fromEntries(
    (Object.keys(after) as (keyof Facts & string)[])
      .filter((field) => after[field] !== before[field])
      .map((field) => [field, { from: before[field], to: after[field] }]),
  )

const phoneTaken = (): Failure =>
  new Failure(byHandErrors.phoneTaken, {
    fields: [{ path: 'phone', message: byHandErrors.phoneTaken.title }],
  })

function refuseForeignPhone(known: Known, phone: string | null, id: string | null): void {
  if (phone !== null && known.people.some((one) => one.phone === phone && one.id !== id))
    throw phoneTaken()
}

/** Writes a decision of one row as an import writes one of many; tells the id of what it is about. */
async function write(
  context: Context,
  known: Known,
  decision: ImportDecision,
  actor: Actor,
  was?: number,
): Promise<string> {
  const unit = await ImportUnit.begin(context, BY_HAND, known, actor, context.clock.now(), was)
  unit.add(decision)
  if (unit.loginTaken.length > 0) throw phoneTaken()
  try {
    await context.db.commit(context.district, unit.writes, unit.facts)
  } catch (error) {
    // Another clerk has just made the same station or taken the same login.
    if (error instanceof AlreadyThere) throw new Failure(coreErrors.conflict, { cause: error })
    throw error
  }
  const about = unit.facts.find(({ type }) => /^(representative|station)\./.test(type))
  return about?.subject.id ?? ''
}

export async function addPerson(context: Context, form: PersonForm, actor: Actor): Promise<string> {
  const known = await knownRoster(context)
  const facts = personFacts(known, form, null)
  refuseForeignPhone(known, facts.phone, null)
  const decision = nothing()
  decision.representatives.insert.push({ ...facts, ...TYPED, key: '', needs: null })
  return await write(context, known, decision, actor)
}

function refuseStale(updatedAt: number, seen: string): void {
  if (toIso(updatedAt) !== seen) throw new Failure(coreErrors.conflict)
}

export async function changePerson(
  context: Context,
  id: string,
  { seen, facts: form }: { seen: string; facts: PersonForm },
  actor: Actor,
): Promise<PersonView> {
  const known = await knownRoster(context)
  const record = await lookUpRepresentative(context, id)
  const person = known.people.find((one) => one.id === id)
  if (record === null || person === undefined) throw new Failure(byHandErrors.notFound)
  refuseStale(record.updatedAt, seen)
  const { id: _, ...before } = person
  const facts = personFacts(known, form, before)
  refuseForeignPhone(known, facts.phone, id)
  const changes = differences(before, facts)
  if (Object.keys(changes).length > 0) {
    const decision = nothing()
    const row = { ...facts, ...TYPED, key: '', needs: null }
    decision.representatives.update.push({ id, row, changes })
    await write(context, known, decision, actor, record.updatedAt)
  }
  return await personView(context, id, actor)
}

function refuseSameStation(known: Known, name: string, id: string | null): void {
  if (known.stations.some((one) => one.id !== id && stationKey(one.name) === stationKey(name)))
    throw new Failure(byHandErrors.stationExists, {
      fields: [{ path: 'name', message: byHandErrors.stationExists.title }],
    })
}

const stationOf = (form: StationForm, before: StationFacts | null): StationFacts => ({
  ...form,
  headPhone: form.headPhone === undefined ? (before?.headPhone ?? null) : form.headPhone,
  liaisonPhone:
    form.liaisonPhone === undefined ? (before?.liaisonPhone ?? null) : form.liaisonPhone,
})

export async function addStation(
  context: Context,
  form: StationForm,
  actor: Actor,
): Promise<string> {
  const known = await knownRoster(context)
  refuseSameStation(known, form.name, null)
  const decision = nothing()
  const key = stationKey(form.name)
  decision.stations.insert.push({ ...stationOf(form, null), ...TYPED, key })
  return await write(context, known, decision, actor)
}

export async function changeStation(
  context: Context,
  id: string,
  { seen, facts: form }: { seen: string; facts: StationForm },
  actor: Actor,
): Promise<StationView> {
  const known = await knownRoster(context)
  const record = await findStation(context, id)
  const station = known.stations.find((one) => one.id === id)
  if (record === null || station === undefined) throw new Failure(byHandErrors.notFound)
  refuseStale(record.updatedAt, seen)
  refuseSameStation(known, form.name, id)
  const { id: _, ...before } = station
  const facts = stationOf(form, before)
  const changes = differences(before, facts)
  if (Object.keys(changes).length > 0) {
    const decision = nothing()
    const row = { ...facts, ...TYPED, key: stationKey(facts.name) }
    decision.stations.update.push({ id, row, changes })
    await write(context, known, decision, actor, record.updatedAt)
  }
  return await stationFacts(context, id, actor)
}
