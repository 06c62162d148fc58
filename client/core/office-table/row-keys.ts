/** What a key does in a table. */
export type RowAct = { to: number } | 'toggle' | 'reach' | 'open' | null

/**
 * Arrows walk over the rows, Home and End go to the ends, Space chooses (with Shift all since the
 * last one), Enter opens.
 * @param at the row that has the focus, -1 where none has
 */
export function rowActOf(
  key: { key: string; shiftKey: boolean },
  at: number,
  rows: number,
): RowAct {
  if (rows === 0) return null
  switch (key.key) {
    case 'ArrowDown':
      return { to: Math.min(at + 1, rows - 1) }
    case 'ArrowUp':
      return { to: Math.max(at - 1, 0) }
    case 'Home':
      return at < 0 ? null : { to: 0 }
    case 'End':
      return at < 0 ? null : { to: rows - 1 }
    case ' ':
      return at < 0 ? null : key.shiftKey ? 'reach' : 'toggle'
    case 'Enter':
      return at < 0 ? null : 'open'
    default:
      return null
  }
}

/**
 * What Enter does in a row: presses what is marked with `data-opens`, else follows its link. A row
 * that has neither gives the focus to its first button, as what that does may not be taken back.
 */
function open(row: HTMLElement | null): void {
  const leads = row?.querySelector<HTMLElement>('[data-opens]') ?? row?.querySelector('a')
  if (leads) leads.click()
  else row?.querySelector<HTMLElement>('button:not(.select-box)')?.focus()
}

function stepOn(row: HTMLElement): void {
  row.tabIndex = -1
  row.focus()
}

/** Leads to the first row of a page's table; false: there is none. */
export function toFirstRow(): boolean {
  const row = document.querySelector<HTMLElement>('.sheet > .scroll tbody tr')
  if (row) stepOn(row)
  return row !== null
}

/** Handles a key inside of `frame`, which holds a table. Links, buttons and boxes keep their own keys. */
export function walkRows(frame: HTMLElement, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const target = event.target as HTMLElement
  const inRow = target.closest<HTMLElement>('tbody tr')
  const own = target !== frame && target !== inRow
  if (own && (!inRow || !event.key.startsWith('Arrow') || target.closest('select'))) return
  const rows = [...frame.querySelectorAll<HTMLElement>('tbody tr')]
  const act = rowActOf(event, inRow ? rows.indexOf(inRow) : -1, rows.length)
  if (act === null) return
  event.preventDefault()
  if (typeof act === 'object') {
    const row = rows[act.to]
    if (row) stepOn(row)
  } else if (act === 'open') open(inRow)
  else {
    const box = inRow?.querySelector<HTMLElement>('.select-box')
    box?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: act === 'reach' }),
    )
  }
}
