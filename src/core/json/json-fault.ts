/**
 * What is wrong with a text that `JSON.parse` refuses, and where: its own message quotes the body, and is not the same
 * from one Node to the next. Walks the text once and stops at the first fault. Only for texts within the bound of depth.
 */
import type { InputFault } from '../errors.ts';
import { otherFormat, whyHabit, whyNoWord } from './json-habits.ts';
import { pointerToken } from './pointer.ts';

/** The first thing in a text that is not JSON, or a key that stands twice; undefined when there is neither. */
export function findJsonFault(text: string, firstLine = 1): InputFault | undefined {
  try {
    new Walk(text, firstLine).document();
    return undefined;
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    return {
      pointer: error.pointer,
      detail: `${placeIn(text, error.at, firstLine)}: ${error.message}.`,
    };
  }
}

class Found extends Error {
  readonly at: number;
  readonly pointer: string;

  constructor(at: number, message: string, pointer = '') {
    super(message);
    this.at = at;
    this.pointer = pointer;
  }
}

/** `line 3, column 14`, both from 1; a column is a character. */
function placeIn(text: string, at: number, firstLine: number): string {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return `line ${firstLine + lines.length - 1}, column ${Array.from(lines.at(-1) ?? '').length + 1}`;
}

const SPACE = /[ \t\r\n]*/y;
/** Everything up to the end of a string, a backslash, or what JSON lets in as an escape only. */
// eslint-disable-next-line no-control-regex -- these are what JSON excludes
const PLAIN = /[^"\\\0-\x1f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-f]{4})/iy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-])/y;
const LITERAL = /(?:true|false|null)(?!\w)/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$.-]*/uy;
const NUMERIC = /[-+.]?[0-9][\w.+-]*/y;

class Walk {
  readonly #text: string;
  readonly #firstLine: number;
  #at = 0;

  constructor(text: string, firstLine: number) {
    this.#text = text;
    this.#firstLine = firstLine;
  }

  document(): void {
    this.#space();
    if (this.#isAtEnd()) this.#fail('the body is empty');
    const other = otherFormat(this.#text);
    if (other !== undefined) this.#fail(other);
    this.#value('');
    this.#space();
    if (!this.#isAtEnd()) this.#fail(this.#whyAfterEnd());
  }

  #value(pointer: string): void {
    const next = this.#peek();
    if (next === '{') this.#object(pointer);
    else if (next === '[') this.#array(pointer);
    else if (next === '"') this.#string();
    else if (!this.#take(NUMBER) && !this.#take(LITERAL)) this.#fail(this.#whyNoValue());
  }

  #object(pointer: string): void {
    const opened = this.#at++;
    const keys = new Set<string>();
    this.#space();
    while (this.#peek() !== '}') {
      const { key, at } = this.#key(opened);
      const below = `${pointer}/${pointerToken(key)}`;
      if (keys.has(key))
        throw new Found(
          at,
          `the key ${JSON.stringify(key)} stands here for the second time; keep one`,
          below,
        );
      keys.add(key);
      this.#space();
      if (this.#peek() !== ':')
        this.#fail(
          this.#isAtEnd()
            ? this.#unclosed('object', opened)
            : 'a colon (:) is missing behind the key',
        );
      this.#at++;
      this.#space();
      this.#value(below);
      this.#comma('}', 'object', opened);
    }
    this.#at++;
  }

  #key(opened: number): { readonly key: string; readonly at: number } {
    const at = this.#at;
    if (this.#isAtEnd()) this.#fail(this.#unclosed('object', opened));
    if (this.#peek() !== '"') this.#fail(this.#whyNoKey());
    this.#string();
    return { key: JSON.parse(this.#text.slice(at, this.#at)) as string, at };
  }

  #array(pointer: string): void {
    const opened = this.#at++;
    this.#space();
    for (let index = 0; this.#peek() !== ']'; index++) {
      if (this.#isAtEnd()) this.#fail(this.#unclosed('list', opened));
      this.#value(`${pointer}/${index}`);
      this.#comma(']', 'list', opened);
    }
    this.#at++;
  }

  /** Behind an entry: a comma and a further one, or the end. */
  #comma(end: string, what: string, opened: number): void {
    this.#space();
    if (this.#peek() === end) return;
    if (this.#isAtEnd()) this.#fail(this.#unclosed(what, opened));
    if (this.#peek() !== ',') this.#fail(this.#whyNoComma(end, what));
    const comma = this.#at++;
    this.#space();
    if (this.#peek() === end)
      throw new Found(comma, `there is a comma before ${end} with nothing behind it; remove it`);
    if (this.#peek() === ',') this.#fail('there are two commas; remove one');
  }

  #string(): void {
    const opened = this.#at++;
    for (;;) {
      this.#take(PLAIN);
      const next = this.#peek();
      if (next === '"') break;
      if (this.#isAtEnd()) throw new Found(opened, 'a string begins here and is not closed; add "');
      if (next !== '\\') this.#control();
      else if (!this.#take(ESCAPE)) {
        this.#fail(
          'this is no escape of JSON; write \\\\ for a backslash, \\u and four hex digits for a character',
        );
      }
    }
    this.#at++;
  }

  #control(): never {
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x0a || code === 0x0d) {
      this.#fail('a string is broken by a line break; write it as \\n, or close the string with "');
    }
    if (code === 0x09) this.#fail('a string holds a tab; write it as \\t');
    this.#fail(
      `a string holds a control character; write it as \\u${code.toString(16).padStart(4, '0')}`,
    );
  }

  #whyNoValue(): string {
    const word = this.#read(WORD);
    if (word !== undefined) return whyNoWord(word);
    const number = this.#read(NUMERIC);
    if (number !== undefined)
      return 'this is no number of JSON; write it as 10, -0.5 or 1e3, or as a string';
    if (this.#isAtEnd()) return 'the body ends where a value is missing; it may have been cut off';
    return this.#whyHabit() ?? `a value is missing; ${this.#found()} stands here`;
  }

  #whyNoKey(): string {
    if (this.#read(WORD) !== undefined)
      return 'a key stands here without quotes; put it in double quotes (")';
    return (
      this.#whyHabit() ?? `a key in double quotes (") is missing; ${this.#found()} stands here`
    );
  }

  #whyNoComma(end: string, what: string): string {
    const common = this.#whyHabit(false);
    if (common !== undefined) return common;
    if (this.#peek() === '"' || this.#peek() === '{' || this.#peek() === '[') {
      return 'a comma is missing before this';
    }
    if (this.#read(WORD) !== undefined) {
      return 'a comma is missing before this, or a quote (") inside a string is not written as \\"';
    }
    return `a comma, or ${end} as the end of the ${what}, is missing; ${this.#found()} stands here`;
  }

  #whyAfterEnd(): string {
    const common = this.#whyHabit(false);
    if (common !== undefined) return common;
    if (this.#peek() === '{') {
      return 'a second value begins here; send one, or many as a list to POST /v1/messages/batch';
    }
    return `the JSON has ended before this; remove ${this.#found()} and what follows`;
  }

  #whyHabit(quotes = true): string | undefined {
    return whyHabit(this.#text.slice(this.#at, this.#at + 2), quotes);
  }

  #unclosed(what: string, opened: number): string {
    return `the body ends inside the ${what} that begins at ${placeIn(this.#text, opened, this.#firstLine)}; it may have been cut off`;
  }

  /** One character says enough, and no more of the body than that. */
  #found(): string {
    return this.#isAtEnd() ? 'the end' : JSON.stringify(this.#peek());
  }

  #space(): void {
    this.#take(SPACE);
  }

  #take(token: RegExp): boolean {
    const found = this.#read(token);
    this.#at += found?.length ?? 0;
    return found !== undefined;
  }

  #read(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    return token.exec(this.#text)?.[0];
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #fail(message: string): never {
    throw new Found(this.#at, message);
  }
}
