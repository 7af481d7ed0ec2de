/** What the documentation tells its readers to type: its blocks of code, with their language. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Block {
  readonly file: string;
  readonly line: number;
  /** `indented` where it has none. */
  readonly language: string;
  readonly text: string;
}

export function documents(): readonly string[] {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' });
  return [
    'README.md',
    ...pages.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
}

export function blocksOf(file: string): readonly Block[] {
  const text = readFileSync(file, 'utf8');
  const fenced = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1] === '' ? 'none' : (match[1] ?? ''),
    text: match[2] ?? '',
  }));
  const indented = [...text.matchAll(/(?<=^\n)(?: {4}.*\n)+/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    language: 'indented',
    text: match[0].replace(/^ {4}/gm, ''),
  }));
  return [...fenced, ...indented];
}

/** The only block of this language in a file. */
export function blockOf(file: string, language: string): string {
  const [found, ...more] = blocksOf(file).filter((block) => block.language === language);
  if (found === undefined || more.length > 0) throw new Error(`${file}: not one ${language} block`);
  return found.text;
}

/** The only block of a file that has this text. */
export function blockWith(file: string, part: string): string {
  const [found, ...more] = blocksOf(file).filter(({ text }) => text.includes(part));
  if (found === undefined || more.length > 0) throw new Error(`${file}: not one block has ${part}`);
  return found.text;
}

/** Lines of `NAME=value`. */
export function settingsIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^(\w+)=(.*)$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
