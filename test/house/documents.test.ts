import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absolute, projectFiles, read } from '../helpers/tree.ts';

const documents = projectFiles().filter((path) => path.endsWith('.md'));

/** Markdown without its code, where `#` and `[]()` mean other things. */
function prose(source: string): string {
  return source
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

function headings(source: string): { level: number; text: string }[] {
  return [...prose(source).matchAll(/^(#{1,6}) +(.+?)\s*$/gm)].map(([, marks = '', text = '']) => ({
    level: marks.length,
    text,
  }));
}

/** The anchor GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function brokenLinks(document: string): string[] {
  const targets = [...prose(read(document)).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map(
    ([, target = '']) => target,
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = decodeURIComponent(target).split('#');
      const file = path === '' ? document : posix.join(posix.dirname(document), path);
      if (file.startsWith('..') || !existsSync(absolute(file))) return true;
      if (anchor === undefined || !file.endsWith('.md')) return false;
      return !headings(read(file)).some(({ text }) => anchorOf(text) === anchor);
    })
    .map((target) => `${document}: ${target}`);
}

describe('documents', () => {
  it('link to files and headings that exist', () => {
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  it('have exactly one title', () => {
    const untitled = documents.filter(
      (path) => headings(read(path)).filter(({ level }) => level === 1).length !== 1,
    );
    expect(untitled).toEqual([]);
  });
});

describe('anchorOf', () => {
  it.each([
    ['The floors of the house', 'the-floors-of-the-house'],
    ['7. Storage: one study, one file', '7-storage-one-study-one-file'],
    ['备付金 (reserve)', '备付金-reserve'],
  ])('turns %j into %j', (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor);
  });
});
