/**
 * What is wrong with XML that the parser refuses: the parser names what it stumbled over, often far behind the fault.
 * Only for texts that were refused; a fault that is not found here is said in the parser's words.
 */

export interface XmlFault {
  /** Index into the text. */
  readonly at: number;
  /** What is there and what to write instead, without a full stop. */
  readonly detail: string;
}

/** The first fault of well-formedness that a person is likely to have made. */
export function findXmlFault(xml: string): XmlFault | undefined {
  try {
    new Walk(xml).document();
    return undefined;
  } catch (error) {
    if (error instanceof Found) return { at: error.at, detail: error.message };
    throw error;
  }
}

/** `line 3, column 14`, both from 1; a column is a character. */
export function placeIn(text: string, at: number): string {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return `line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1}`;
}

class Found extends Error {
  readonly at: number;

  constructor(at: number, detail: string) {
    super(detail);
    this.at = at;
  }
}

interface Tag {
  readonly name: string;
  readonly at: number;
  /** Declared here and around it. */
  readonly prefixes: ReadonlySet<string>;
}

/** Deeper is not looked into: what the bounds let through ends before. */
const MAX_DEPTH = 256;

const NAME = /[\p{L}_:][\p{L}\p{M}\p{N}._:-]*/uy;
const SPACE = /\s*/y;
const TEXT = /[^<&]*/y;
const REFERENCE = /&(?:(?:amp|lt|gt|quot|apos)|#[0-9]+|#x[0-9a-f]+);/iy;
const NAMED = /&([a-z][a-z0-9]*);/iy;
const UNENDED = /&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-f]+)(?!\w)/iy;

class Walk {
  readonly #text: string;
  readonly #open: Tag[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    while (this.#at < this.#text.length) {
      this.#take(TEXT);
      const next = this.#text[this.#at];
      if (next === '&') this.#reference();
      else if (next === '<') this.#markup();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed === undefined || this.#open.length > MAX_DEPTH) return;
    throw new Found(unclosed.at, `<${unclosed.name}> is not closed; write </${unclosed.name}>`);
  }

  #reference(): void {
    if (this.#take(REFERENCE) !== undefined) return;
    const name = this.#read(NAMED)?.[1];
    if (name !== undefined) {
      this.#fail(
        `&${name}; is no entity of XML; write the character itself, or &amp;${name}; for the text "&${name};"`,
      );
    }
    const entity = this.#read(UNENDED)?.[0];
    if (entity !== undefined) this.#fail(`${entity} has no semicolon; write ${entity};`);
    this.#fail('unescaped &; write &amp;');
  }

  #markup(): void {
    const rest = this.#text.slice(this.#at, this.#at + 9);
    if (rest.startsWith('<!--')) this.#skip('<!--', '-->', 'a comment');
    else if (rest === '<![CDATA[') this.#skip('<![CDATA[', ']]>', 'a CDATA section');
    else if (rest.startsWith('<?')) this.#skip('<?', '?>', 'a processing instruction');
    else if (rest.startsWith('</')) this.#endTag();
    else if (/^<!DOCTYPE/i.test(rest)) this.#fail('a DOCTYPE is not allowed; leave it out');
    else this.#startTag();
  }

  #skip(begin: string, end: string, what: string): void {
    const stop = this.#text.indexOf(end, this.#at + begin.length);
    if (stop === -1) this.#fail(`${what} is not closed; write ${end}`);
    const twice = begin === '<!--' ? this.#text.slice(this.#at + 4, stop).search(/--|-$/) : -1;
    if (twice !== -1) {
      this.#at += 4 + twice;
      this.#fail('a comment holds --, which ends it; write a single -');
    }
    this.#at = stop + end.length;
  }

  #endTag(): void {
    const at = this.#at;
    this.#at += 2;
    const name = this.#take(NAME)?.[0] ?? '';
    this.#take(SPACE);
    const open = this.#open.at(-1);
    if (open === undefined) throw new Found(at, `</${name}> closes nothing; remove it`);
    if (open.name !== name) throw new Found(at, this.#whyOther(name, open));
    if (this.#text[this.#at] !== '>') this.#fail(`the > of </${name}> is missing`);
    this.#open.pop();
    this.#at++;
  }

  #whyOther(name: string, open: Tag): string {
    const begun = `<${open.name}> of ${placeIn(this.#text, open.at)}`;
    const isOpen = this.#open.some((tag) => tag.name === name);
    if (isOpen)
      return `</${name}> stands here, but ${begun} is not closed; write </${open.name}> before it`;
    return `</${name}> does not close ${begun}; write </${open.name}>`;
  }

  #startTag(): void {
    const at = this.#at++;
    const name = this.#take(NAME)?.[0];
    if (name === undefined) throw new Found(at, 'unescaped <; write &lt;');
    const attributes = new Map<string, number>();
    let ended = this.#isTagEnd();
    while (ended === undefined) {
      this.#attribute(name, at, attributes);
      ended = this.#isTagEnd();
    }
    const tag = { name, at, prefixes: this.#prefixes(attributes) };
    refuseUndeclared(name, at + 1, tag.prefixes);
    for (const [attribute, place] of attributes) refuseUndeclared(attribute, place, tag.prefixes);
    if (ended === 'open') this.#open.push(tag);
    if (this.#open.length > MAX_DEPTH) this.#at = this.#text.length;
  }

  #isTagEnd(): 'open' | 'empty' | undefined {
    this.#take(SPACE);
    const end = this.#take(/\/?>/y)?.[0];
    if (end === undefined) return undefined;
    return end === '>' ? 'open' : 'empty';
  }

  #attribute(tag: string, opened: number, attributes: Map<string, number>): void {
    const at = this.#at;
    const name = this.#take(NAME)?.[0];
    if (name === undefined) throw this.#whyNoAttribute(tag, opened);
    if (attributes.has(name))
      throw new Found(at, `the attribute ${name} stands here for the second time; keep one`);
    attributes.set(name, at);
    this.#take(SPACE);
    if (this.#take(/=/y) === undefined) throw this.#whyNoEquals(tag, name, at, opened);
    this.#take(SPACE);
    this.#attributeValue(name);
    if (/[\p{L}_:]/u.test(this.#text.charAt(this.#at))) {
      this.#fail(
        'a space is missing between two attributes, or a quote in a value is not written as &quot; or &apos;',
      );
    }
  }

  #whyNoAttribute(tag: string, opened: number): Found {
    const next = this.#text[this.#at];
    if (next === undefined || next === '<')
      return new Found(opened, `the > of <${tag}> is missing`);
    if (/["']/.test(next)) return new Found(this.#at, 'a quote too many stands here; remove it');
    return new Found(this.#at, `${JSON.stringify(next)} is no attribute; write name='value'`);
  }

  /** `<3` in a text begins a tag with no name, `a <b and c` one with odd attributes. */
  #whyNoEquals(tag: string, name: string, at: number, opened: number): Found {
    if (/["']/.test(this.#text.charAt(this.#at)))
      return new Found(at, `= is missing behind the attribute ${name}`);
    if (this.#text[this.#at] === undefined || this.#text[this.#at] === '<') {
      return new Found(opened, `the > of <${tag}> is missing; if this is text, write &lt; for <`);
    }
    return new Found(
      at,
      `the attribute ${name} has no value; write ${name}='…', or &lt; for < if this is text`,
    );
  }

  #attributeValue(name: string): void {
    const quote = this.#text.charAt(this.#at);
    if (!/["']/.test(quote) || quote === '') {
      this.#fail(`the value of the attribute ${name} stands without quotes; write ${name}='…'`);
    }
    const opened = this.#at++;
    for (;;) {
      this.#take(quote === '"' ? /[^"<&]*/y : /[^'<&]*/y);
      const next = this.#text[this.#at];
      if (next === quote) break;
      if (next === '&') this.#reference();
      else if (next === '<' && this.#text.includes(quote, this.#at)) {
        this.#fail(
          `unescaped < in the value of the attribute ${name}; write &lt;, or close the value with ${quote}`,
        );
      } else
        throw new Found(
          opened,
          `the value of the attribute ${name} is not closed; write ${quote} behind it`,
        );
    }
    this.#at++;
  }

  #prefixes(attributes: ReadonlyMap<string, number>): ReadonlySet<string> {
    const around = this.#open.at(-1)?.prefixes ?? new Set(['xml', 'xmlns']);
    const declared = [...attributes.keys()].filter((name) => name.startsWith('xmlns:'));
    return declared.length === 0
      ? around
      : new Set([...around, ...declared.map((it) => it.slice(6))]);
  }

  #take(token: RegExp): RegExpExecArray | undefined {
    const found = this.#read(token);
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  #read(token: RegExp): RegExpExecArray | undefined {
    token.lastIndex = this.#at;
    return token.exec(this.#text) ?? undefined;
  }

  #fail(detail: string): never {
    throw new Found(this.#at, detail);
  }
}

function refuseUndeclared(name: string, at: number, prefixes: ReadonlySet<string>): void {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, colon);
  if (colon < 1 || prefixes.has(prefix)) return;
  throw new Found(
    at,
    `the prefix ${prefix} is not declared; add xmlns:${prefix}='…' with its namespace`,
  );
}
