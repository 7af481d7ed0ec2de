type State = 'text' | 'opening' | 'start-tag' | 'end-tag' | 'bang' | 'quiet';

/**
 * Follows markup just far enough to find where a top-level element ends, in constant memory whatever the element
 * holds. It checks nothing: it counts what the reader has not finished, and steps over what the reader gave up.
 */
export class MarkupScanner {
  #state: State = 'text';
  #depth = 0;
  #size = 0;
  /** The quote that an attribute value of the start tag ends with, or '' outside of values. */
  #quote = '';
  /** What a comment, CDATA section or processing instruction ends with, less its `>`. */
  #terminator = '';
  /** The last characters, as many as matter: they may stand in an earlier chunk. */
  #before = '';

  /** Characters of the element (or comment) that is open, from its `<` on; 0 between elements. */
  get size(): number {
    return this.#size;
  }

  /** Whether what is open is an element, and no comment or processing instruction between elements. */
  get inElement(): boolean {
    return this.#depth > 0 || this.#state === 'start-tag';
  }

  reset(): void {
    this.#state = 'text';
    this.#depth = 0;
    this.#size = 0;
  }

  /** Goes on from `from`; stops just after the top-level element or comment that is open ends, or at the end of the text. */
  scan(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      const wasOpen = this.#size > 0;
      const next = this.#step(text, at);
      const isOpen = this.#depth > 0 || this.#state !== 'text';
      if (isOpen) this.#size += next - at;
      else this.#size = 0;
      at = next;
      if (wasOpen && !isOpen) return at;
    }
    return at;
  }

  /** Consumes at least one character, of one kind of thing only; returns where it stopped. */
  #step(text: string, at: number): number {
    switch (this.#state) {
      case 'text':
        return this.#inText(text, at);
      case 'opening':
        return this.#afterLess(text, at);
      case 'start-tag':
        return this.#quote === '' ? this.#inStartTag(text, at) : this.#inValue(text, at);
      case 'end-tag':
        return this.#inEndTag(text, at);
      case 'bang':
        return this.#afterBang(text, at);
      case 'quiet':
        return this.#inQuiet(text, at);
    }
  }

  #inText(text: string, at: number): number {
    if (text[at] === '<') {
      this.#state = 'opening';
      return at + 1;
    }
    return orEnd(text, text.indexOf('<', at));
  }

  #afterLess(text: string, at: number): number {
    this.#before = '';
    this.#quote = '';
    const character = text[at];
    if (character === '/') this.#state = 'end-tag';
    else if (character === '!') this.#state = 'bang';
    else if (character === '?') this.#becomeQuiet('?');
    else this.#state = 'start-tag';
    return at + 1;
  }

  #inStartTag(text: string, at: number): number {
    for (let i = at; i < text.length; i++) {
      const character = text[i];
      if (character === '"' || character === "'") {
        this.#quote = character;
        return i + 1;
      }
      if (character === '>') {
        this.#state = 'text';
        if (this.#before !== '/') this.#depth++;
        return i + 1;
      }
      this.#before = character ?? '';
    }
    return text.length;
  }

  #inValue(text: string, at: number): number {
    const end = text.indexOf(this.#quote, at);
    if (end === -1) return text.length;
    this.#quote = '';
    this.#before = '';
    return end + 1;
  }

  #inEndTag(text: string, at: number): number {
    const end = text.indexOf('>', at);
    if (end === -1) return text.length;
    this.#state = 'text';
    this.#depth--;
    return end + 1;
  }

  #afterBang(text: string, at: number): number {
    this.#before += text[at] ?? '';
    if (this.#before === '--') this.#becomeQuiet('--');
    else if (this.#before === '[CDATA[') this.#becomeQuiet(']]');
    // No XML: without a parser nothing can be known of what follows.
    else if (this.#before.length > 7) this.#becomeQuiet('--');
    return at + 1;
  }

  #becomeQuiet(terminator: string): void {
    this.#state = 'quiet';
    this.#terminator = terminator;
    this.#before = '';
  }

  #inQuiet(text: string, at: number): number {
    const end = text.indexOf('>', at);
    const stop = orEnd(text, end);
    const before = this.#before + text.slice(Math.max(at, stop - this.#terminator.length), stop);
    this.#before = before.slice(-this.#terminator.length);
    if (end === -1) return text.length;
    if (this.#before === this.#terminator) this.#state = 'text';
    else this.#before = '>';
    return end + 1;
  }
}

function orEnd(text: string, index: number): number {
  return index === -1 ? text.length : index;
}
