import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectFiles, read } from '../helpers/tree.ts';

const FLOORS_0_TO_3 =
  /^engine\/(base|random|finance|ledger|scenario|state|draws|settle|market|opening|metrics|laws)\/.*\.ts$/;

/** Exported functions of a file without a doc comment; the header of the file does not count as one. */
function undocumented(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2023, true);
  const described = new Map<string, boolean>();
  for (const statement of file.statements) {
    const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport) === true;
    if (!exported) continue;
    for (const name of functionNames(statement)) {
      described.set(name, (described.get(name) ?? false) || hasDocComment(statement, file));
    }
  }
  return [...described].filter(([, fine]) => !fine).map(([name]) => `${path}: ${name}`);
}

function isExport(modifier: ts.Modifier): boolean {
  return modifier.kind === ts.SyntaxKind.ExportKeyword;
}

function functionNames(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? 'default'];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations
    .filter(
      ({ initializer }) =>
        initializer !== undefined &&
        (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
    )
    .map(({ name }) => name.getText());
}

function hasDocComment(statement: ts.Statement, file: ts.SourceFile): boolean {
  const comments = ts.getLeadingCommentRanges(file.text, statement.getFullStart()) ?? [];
  return comments.some(({ pos }) => pos > 0 && file.text.startsWith('/**', pos));
}

describe('exported functions of floors 0 to 3', () => {
  it('say what they mean', () => {
    const silent = projectFiles()
      .filter((path) => FLOORS_0_TO_3.test(path))
      .flatMap((path) => undocumented(path, read(path)));
    expect(silent).toEqual([]);
  });
});

describe('undocumented', () => {
  it.each([
    ['a function without a comment', '/** File. */\nexport function bare(): void {}', ['x.ts: bare']],
    ['an arrow function without a comment', '/** File. */\n\nexport const bare = () => 1;', ['x.ts: bare']],
    ['nothing when there is one', '/** File. */\n\n/** Does. */\nexport function fine(): void {}', []],
    ['nothing for what is not exported', '/** File. */\nfunction own(): void {}', []],
    ['nothing for a value', '/** File. */\nexport const LIMIT = 3;', []],
  ])('finds %s', (_, source, expected) => {
    expect(undocumented('x.ts', source)).toEqual(expected);
  });
});
