/** The statements tie: assets are what is owed and what is the owners', and every book holds what its lines say came in. */
import { invariant } from '../base/assert.ts';
import { BOOK_ACCOUNTS, STATEMENT_LINES, type BookName } from '../ledger/statement-lines.ts';
import { equityFen } from '../state/figures.ts';
import { balanceNow, bookFen, linesSoFar } from '../state/statements.ts';
import type { World } from '../state/world.ts';

/** Sections of the balance sheet against each other and against equity as it is tested; flows against balances of accounts. */
export function statementsLaw(world: World): void {
  const balance = balanceNow(world);
  const sum = (section: string) =>
    STATEMENT_LINES.reduce(
      (fen, row) =>
        row.statement === 'balance' && row.section === section
          ? fen + balance[row.line as keyof typeof balance]
          : fen,
      0,
    );
  const [assetsFen, owedFen, ownFen] = [sum('assets'), sum('liabilities'), sum('equity')];
  invariant(assetsFen === owedFen + ownFen, 'the balance sheet balances', () => ({
    assetsFen,
    owedFen,
    ownFen,
    differenceFen: assetsFen - owedFen - ownFen,
  }));
  const testedFen = equityFen(world);
  invariant(ownFen === testedFen, 'equity of the balance sheet is the equity that is tested', () => ({
    ownFen,
    testedFen,
  }));
  for (const book of Object.keys(BOOK_ACCOUNTS) as BookName[]) {
    let linesFen = 0;
    for (const fen of linesSoFar(world, book).values()) linesFen += fen;
    const holdsFen = bookFen(world, book);
    invariant(linesFen === holdsFen, 'a book holds what its lines say', () => ({ book, linesFen, holdsFen }));
  }
}
