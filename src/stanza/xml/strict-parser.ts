import { SaxesParser } from 'saxes';

/** What is read is not XML, or more than XMPP allows of XML (RFC 6120 §11.1). No parser survives it. */
export class NotXml extends Error {
  override name = 'NotXml';
}

export type StrictParser = SaxesParser<{ xmlns: true }>;

/** A parser that throws NotXml at the first error and at a DOCTYPE. */
export function strictParser(): StrictParser {
  return strict(new SaxesParser({ ...STRICT, fragment: false }));
}

/** The same for text that stands inside another element, whose default namespace is given. */
export function strictFragmentParser(namespace: string): StrictParser {
  return strict(
    new SaxesParser({ ...STRICT, fragment: true, additionalNamespaces: { '': namespace } }),
  );
}

/** XML 1.1 would let in characters that XMPP does not. Positions are added by those who show them. */
const STRICT = {
  xmlns: true,
  position: false,
  defaultXMLVersion: '1.0',
  forceXMLVersion: true,
} as const;

function strict(parser: StrictParser): StrictParser {
  keepFast(parser);
  parser.on('error', ({ message }) => {
    throw new NotXml(message);
  });
  parser.on('doctype', () => {
    throw new NotXml('a DOCTYPE is not allowed.');
  });
  return parser;
}

/**
 * COMPAT: `on` of saxes 6 stores listeners under computed names. V8 then turns the parser into a dictionary, which
 * makes it four times slower; storing each once under its plain name avoids that.
 */
function keepFast(parser: StrictParser): void {
  parser['textHandler'] = ignore;
  parser['cdataHandler'] = ignore;
  parser['openTagStartHandler'] = ignore;
  parser['attributeHandler'] = ignore;
  parser['openTagHandler'] = ignore;
  parser['closeTagHandler'] = ignore;
  parser['commentHandler'] = ignore;
  parser['piHandler'] = ignore;
  parser['doctypeHandler'] = ignore;
  parser['errorHandler'] = ignore;
  parser.off('text');
}

function ignore(): void {
  // Nothing to do.
}

/**
 * Where half of a surrogate pair stands alone, or -1. To be looked for before each write.
 * COMPAT: saxes 6 reads a high surrogate and whatever follows it as one character, a `<` too.
 */
export function loneSurrogate(text: string): number {
  return text.search(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
}

/**
 * To be called after each write.
 * COMPAT: saxes 6 takes everything behind a `&` for a name, tags too, until a `;` comes.
 */
export function refuseOpenReference(parser: StrictParser): void {
  const entity: unknown = parser['entity'];
  if (typeof entity === 'string' && !/^(?:[a-z]{0,4}|#[0-9]*|#x[0-9a-f]*)$/i.test(entity)) {
    throw new NotXml('malformed reference.');
  }
}
