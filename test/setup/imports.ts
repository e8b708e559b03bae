import ts from 'typescript'

export interface Import {
  /** The module as the source writes it. */
  readonly name: string
  readonly isDynamic: boolean
}

/** Every import of a source file: static, re-exported, type-only and dynamic. */
export function importsOf(fileName: string, source: string): readonly Import[] {
  const imports: Import[] = []
  const add = (node: ts.Node | undefined, isDynamic: boolean): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) {
      imports.push({ name: node.text, isDynamic })
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, false)
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, false)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], true)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest))
  return imports
}
