/**
 * The dark tokens, whatever the device is set to: a wall screen is dark. They stand in tokens.css
 * and nowhere else, so they are read from there.
 */
export function nightTokens(): string {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule) || !rule.conditionText.includes('dark')) continue
      for (const inner of rule.cssRules)
        if (inner instanceof CSSStyleRule && inner.style.getPropertyValue('--paper') !== '')
          return inner.style.cssText
    }
  }
  return ''
}
