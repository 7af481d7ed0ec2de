import type { AtomEntry, Geoloc, PubsubItem } from '../../contract/schemas.ts';
import { childElements, childNamed, element, textOf, type XmlElement } from '../../core/element.ts';
import { present } from '../../core/present.ts';
import { completeElement } from '../../stanza/json/complete.ts';
import { dataForm } from '../queries/form.ts';
import { NS_JSON, readJson, writeJson } from './json-container.ts';
import { childText, optionalText, textElement } from '../../stanza/element-helpers.ts';

/** What an item says, in the one form of it that is known; `payload` is any other. */
export type Payload = Omit<PubsubItem, 'id' | 'publisher'>;

const NS_NICK = 'http://jabber.org/protocol/nick';
export const NS_GEOLOC = 'http://jabber.org/protocol/geoloc';
const NS_TUNE = 'http://jabber.org/protocol/tune';
const NS_FORM = 'jabber:x:data';
const NS_ATOM = 'http://www.w3.org/2005/Atom';

/** Elements with nothing but texts and numbers in them, one below the other. */
interface FlatForm {
  readonly name: string;
  readonly namespace: string;
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  /** Its texts may say in which language they are. */
  readonly hasLang?: true;
}

const GEOLOC: FlatForm = {
  name: 'geoloc',
  namespace: NS_GEOLOC,
  hasLang: true,
  numbers: ['accuracy', 'alt', 'altaccuracy', 'bearing', 'error', 'lat', 'lon', 'speed'],
  texts: [
    'area',
    'building',
    'country',
    'countrycode',
    'datum',
    'description',
    'floor',
    'locality',
    'postalcode',
    'region',
    'room',
    'street',
    'text',
    'timestamp',
    'tzo',
    'uri',
  ],
};

const TUNE: FlatForm = {
  name: 'tune',
  namespace: NS_TUNE,
  numbers: ['length', 'rating'],
  texts: ['artist', 'source', 'title', 'track', 'uri'],
};

export function payloadToJson(payload: XmlElement): Payload {
  const known = readKnown(payload);
  if (known !== undefined && 'json' in known) return known;
  const [written] = known === undefined ? [] : payloadToXml(known);
  return known !== undefined && isSame(written, payload) ? known : { payload };
}

/** One element for each form that is said, usually one in all. */
export function payloadToXml(content: Payload): XmlElement[] {
  const { nick, geoloc, tune, entry, json, form, payload } = content;
  return [
    ...(nick === undefined ? [] : [textElement('nick', NS_NICK, nick)]),
    ...(geoloc === undefined ? [] : [writeFlat(GEOLOC, geoloc)]),
    ...(tune === undefined ? [] : [writeFlat(TUNE, tune)]),
    ...(entry === undefined ? [] : [writeEntry(entry)]),
    ...(json === undefined ? [] : [writeJson(json)]),
    ...(form === undefined ? [] : [dataForm.toXml(form)]),
    ...(payload === undefined ? [] : [completeElement(payload, '')]),
  ];
}

function readKnown(payload: XmlElement): Payload | undefined {
  const is = (name: string, namespace: string) =>
    payload.name === name && payload.namespace === namespace;
  if (is('nick', NS_NICK)) return { nick: textOf(payload) };
  if (is(GEOLOC.name, NS_GEOLOC)) return { geoloc: readFlat(GEOLOC, payload) };
  if (is(TUNE.name, NS_TUNE)) return { tune: readFlat(TUNE, payload) };
  if (is('json', NS_JSON)) return readJson(payload);
  if (is('x', NS_FORM)) return readForm(payload);
  return is('entry', NS_ATOM) ? { entry: readEntry(payload) } : undefined;
}

function readForm(payload: XmlElement): Payload | undefined {
  const form = dataForm.toJson(payload);
  return form && { form };
}

export function geolocToJson(element: XmlElement): Geoloc {
  return readFlat(GEOLOC, element);
}

export function geolocToXml(geoloc: Geoloc): XmlElement {
  return writeFlat(GEOLOC, geoloc);
}

function readFlat({ namespace, numbers, texts, hasLang }: FlatForm, parent: XmlElement): object {
  const fields = [...numbers, ...texts].map((name) => {
    const text = childText(parent, name, namespace);
    if (text === undefined || !numbers.includes(name)) return [name, text] as const;
    return [name, text.trim() === '' ? undefined : Number(text)] as const;
  });
  const lang = hasLang === true ? parent.attributes['xml:lang'] : undefined;
  const isSaid = (value: string | number | undefined) =>
    value !== undefined && (typeof value === 'string' || Number.isFinite(value));
  const said = Object.fromEntries<string | number | undefined>(
    fields.filter(([, value]) => isSaid(value)),
  );
  return lang === undefined ? said : { ...said, lang };
}

function writeFlat(
  { name, namespace, numbers, texts, hasLang }: FlatForm,
  value: Readonly<Record<string, string | number | undefined>>,
): XmlElement {
  // As the specifications write them.
  const children = [...numbers, ...texts]
    .sort()
    .map((key) => optionalText(key, namespace, value[key]?.toString()));
  const lang = hasLang === true ? value['lang']?.toString() : undefined;
  return element(name, namespace, { 'xml:lang': lang }, children);
}

function readEntry(entry: XmlElement): AtomEntry {
  const text = (name: string) => childText(entry, name, NS_ATOM);
  const author = childNamed(entry, 'author', NS_ATOM);
  return present<AtomEntry>({
    id: text('id'),
    title: text('title'),
    content: text('content'),
    author: author && childText(author, 'name', NS_ATOM),
    link: childNamed(entry, 'link', NS_ATOM)?.attributes['href'],
    published: text('published'),
    updated: text('updated'),
  });
}

function writeEntry({ id, title, content, author, link, published, updated }: AtomEntry) {
  const text = (name: string, value: string | undefined) => optionalText(name, NS_ATOM, value);
  return element('entry', NS_ATOM, {}, [
    text('id', id),
    text('title', title),
    text('content', content),
    author === undefined
      ? undefined
      : element('author', NS_ATOM, {}, [textElement('name', NS_ATOM, author)]),
    link === undefined ? undefined : element('link', NS_ATOM, { href: link }),
    text('published', published),
    text('updated', updated),
  ]);
}

/** The order of what stands below says nothing here, and neither does the space between. */
function isSame(one: XmlElement | undefined, other: XmlElement): boolean {
  return one !== undefined && inOrder(one) === inOrder(other);
}

function inOrder({ name, namespace, attributes, children }: XmlElement): string {
  const inner = childElements({ name, namespace, attributes, children }).map(inOrder).sort();
  const text = inner.length === 0 ? textOf({ name, namespace, attributes, children }) : '';
  const facts = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name, namespace, facts, text, inner]);
}
