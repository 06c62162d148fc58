import ts from 'typescript'

/** One small change of a module that a test should notice. */
export interface Mutant {
  id: number
  /** From the project's folder, with slashes. */
  file: string
  line: number
  /** "a < b → a <= b", as it stands there. */
  change: string
}

interface Edit {
  /** The expression or statement that is written once for each change of it. */
  anchor: ts.Node
  from: number
  to: number
  text: string
}

const K = ts.SyntaxKind

/** What stands in the place of an operator. */
const OPERATORS: Partial<Record<ts.SyntaxKind, readonly string[]>> = {
  [K.LessThanToken]: ['<=', '>='],
  [K.LessThanEqualsToken]: ['<', '>'],
  [K.GreaterThanToken]: ['>=', '<='],
  [K.GreaterThanEqualsToken]: ['>', '<'],
  [K.EqualsEqualsEqualsToken]: ['!=='],
  [K.ExclamationEqualsEqualsToken]: ['==='],
  [K.AmpersandAmpersandToken]: ['||'],
  [K.BarBarToken]: ['&&'],
  [K.QuestionQuestionToken]: ['&&'],
  [K.PlusToken]: ['-'],
  [K.MinusToken]: ['+'],
  [K.AsteriskToken]: ['/'],
  [K.SlashToken]: ['*'],
  [K.PercentToken]: ['*'],
  [K.PlusEqualsToken]: ['-='],
  [K.MinusEqualsToken]: ['+='],
}

/** What is called in the place of a method; '' leaves the call away, and its object stays. */
const METHODS: Record<string, string> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  filter: '',
  slice: '',
  sort: '',
  toSorted: '',
  reverse: '',
  toReversed: '',
  trim: '',
  concat: '',
}

const isText = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right)))

/** A part of a?.b().c stays inside of it: brackets around a part would cut the chain. */
function wholeChain(node: ts.Node): ts.Node {
  let whole = node
  while (
    ts.isOptionalChain(whole) &&
    (ts.isOptionalChain(whole.parent) || ts.isNonNullExpression(whole.parent)) &&
    whole.parent.expression === whole
  )
    whole = whole.parent
  return whole
}

function editsOf(node: ts.Node, source: ts.SourceFile): Edit[] {
  const edit = (at: ts.Node, text: string, anchor: ts.Node = node): Edit => ({
    anchor,
    from: at.getStart(source),
    to: at.end,
    text,
  })
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === K.PlusToken && isText(node)) return []
    return (OPERATORS[kind] ?? []).map((text) => edit(node.operatorToken, text))
  }
  if (node.kind === K.TrueKeyword) return [edit(node, 'false')]
  if (node.kind === K.FalseKeyword) return [edit(node, 'true')]
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const asked = ts.isIfStatement(node) ? node.expression : node.condition
    return ['true', 'false'].map((text) => edit(asked, text, asked))
  }
  if (ts.isWhileStatement(node)) return [edit(node.expression, 'false', node.expression)]
  if (ts.isForStatement(node) && node.condition !== undefined)
    return [edit(node.condition, 'false', node.condition)]
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator } = node
    if (operator === K.ExclamationToken || operator === K.MinusToken)
      return [edit(node, node.operand.getText(source))]
    const other = operator === K.PlusPlusToken ? '--' : operator === K.MinusMinusToken ? '++' : ''
    return other === '' ? [] : [edit(node, `${other}${node.operand.getText(source)}`)]
  }
  if (ts.isPostfixUnaryExpression(node)) {
    const other = node.operator === K.PlusPlusToken ? '--' : '++'
    return [edit(node, `${node.operand.getText(source)}${other}`)]
  }
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node))
    return [edit(node, '')]
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [edit(node, '[]')]
  return [...chainEdits(node, source)]
}

function* chainEdits(node: ts.Node, source: ts.SourceFile): Generator<Edit> {
  if (
    !ts.isPropertyAccessExpression(node) &&
    !ts.isElementAccessExpression(node) &&
    !ts.isCallExpression(node)
  )
    return
  const anchor = wholeChain(node)
  const question = node.questionDotToken
  if (question !== undefined)
    yield {
      anchor,
      from: question.getStart(source),
      to: question.end,
      text: ts.isPropertyAccessExpression(node) ? '.' : '',
    }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
  const { name, expression: object } = node.expression
  const other = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined
  if (other === undefined) return
  yield other === ''
    ? { anchor, from: object.end, to: node.end, text: '' }
    : { anchor, from: name.getStart(source), to: name.end, text: other }
}

/** What is written to, or taken away, is no value that could be another. */
const isPlace = ({ parent, pos }: ts.Node): boolean =>
  ts.isDeleteExpression(parent) ||
  (ts.isBinaryExpression(parent) &&
    parent.left.pos === pos &&
    parent.operatorToken.kind >= K.FirstAssignment &&
    parent.operatorToken.kind <= K.LastAssignment)

/**
 * Every change of a module, and the module as it is with all of them inside: each stands behind
 * `mutant(id)`, so that one loaded module is, in turn, every one of them.
 */
export function mutantsOf(
  file: string,
  text: string,
  firstId: number,
): { mutants: Mutant[]; switched: string } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const edits = new Map<ts.Node, Edit[]>()
  const look = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return
    for (const edit of editsOf(node, source))
      if (!isPlace(edit.anchor)) edits.set(edit.anchor, [...(edits.get(edit.anchor) ?? []), edit])
    ts.forEachChild(node, look)
  }
  look(source)

  const mutants: Mutant[] = []
  const brief = (code: string): string => {
    const line = code.replaceAll(/\s+/g, ' ').replaceAll('|', '¦')
    return line.length <= 90 ? line : `${line.slice(0, 90)}…`
  }
  const write = (node: ts.Node): string => {
    const start = node.getStart(source)
    const own = (edits.get(node) ?? []).map((edit) => {
      const id = firstId + mutants.length
      const changed = text.slice(start, edit.from) + edit.text + text.slice(edit.to, node.end)
      const line = source.getLineAndCharacterOfPosition(edit.from).line + 1
      const change = `${brief(text.slice(start, node.end))} → ${brief(changed)}`
      mutants.push({ id, file, line, change })
      // In brackets, because another operator may bind otherwise.
      return ts.isBinaryExpression(node) && edit.from >= node.left.end
        ? {
            id,
            changed: `(${node.left.getText(source)}) ${edit.text} (${node.right.getText(source)})`,
          }
        : { id, changed }
    })
    let written = ''
    let at = start
    ts.forEachChild(node, (child) => {
      const begin = child.getStart(source)
      if (begin < at) return
      written += text.slice(at, begin) + write(child)
      at = child.end
    })
    written += text.slice(at, node.end)
    if (own.length === 0) return written
    if (ts.isStatement(node)) return `{if(!mutant(${own[0]?.id})){${written}\n}}`
    const others = own.map(({ id, changed }) => `mutant(${id})?(${changed}):`).join('')
    return `(${others}(${written}))`
  }
  const switched = write(source)
  return { mutants, switched }
}
