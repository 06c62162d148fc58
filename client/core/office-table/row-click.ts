/** Whether a click on a row means the row: not a link, a button or a box inside of it. */
export const meansRow = (event: Event): boolean =>
  !(event.target as Element).closest('a, button, input, label')
