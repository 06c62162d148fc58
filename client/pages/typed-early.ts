/**
 * Remembers what was typed or ticked into a painted page, which being taken over by script would
 * wipe. The answer does it again, and tells the view as if it were done now.
 */
export function typedEarly(): () => void {
  const again: (() => void)[] = []
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type=hidden],[type=file]),textarea',
  )
  for (const field of fields) {
    const { value } = field
    if ('checked' in field && /^(radio|checkbox)$/.test(field.type)) {
      const { checked } = field
      if (checked !== field.defaultChecked)
        again.push(() => {
          field.checked = checked
          field.dispatchEvent(new Event('change'))
        })
    } else if (value !== field.defaultValue)
      again.push(() => {
        field.value = value
        field.dispatchEvent(new Event('input'))
      })
  }
  return () => {
    for (const act of again) act()
  }
}
