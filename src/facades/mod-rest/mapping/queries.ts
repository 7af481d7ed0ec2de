/** Keys of mod_rest whose values have forms of their own: discovery, commands, formatted text. */
import {
  childElements,
  childNamed,
  element,
  textOf,
  type XmlElement,
} from '../../../core/element.ts';
import { malformedBody } from '../../../core/json/json.ts';
import { textElement } from '../../../stanza/element-helpers.ts';
import { parseRawStanza } from '../../../stanza/xml/raw-stanza.ts';
import type { TreeBounds } from '../../../stanza/xml/tree-builder.ts';
import { writeXml } from '../../../stanza/xml/writer.ts';
import { isObject, listOf, named, type Field, type Fields } from './field.ts';
import {
  defined,
  form,
  formOfMap,
  formsIn,
  formToJson,
  formToMap,
  formToXml,
  mapToForm,
  optional,
} from './forms.ts';

const NS_INFO = 'http://jabber.org/protocol/disco#info';
const NS_ITEMS = 'http://jabber.org/protocol/disco#items';
const NS_COMMANDS = 'http://jabber.org/protocol/commands';
const NS_OOB = 'jabber:x:oob';

/** XEP-0030: a node, `true`, or what was found. */
const disco: Field = {
  read(from) {
    const query = childNamed(from, 'query', NS_INFO);
    if (query === undefined || childElements(query).length > 0) return query && infoToJson(query);
    return query.attributes['node'] ?? true;
  },
  write(value, { children }) {
    children.push(infoToXml(value));
  },
};

function infoToJson(query: XmlElement): Record<string, unknown> {
  const extensions = formsIn(query).map((it) => {
    const { FORM_TYPE: type, ...fields } = Object.fromEntries(formToMap(it));
    return [String(type), fields] as const;
  });
  return defined({
    node: query.attributes['node'],
    identities: named(query, 'identity').map(({ attributes: { category, type, name } }) =>
      defined({ category, type, name }),
    ),
    features: named(query, 'feature').flatMap(({ attributes }) => attributes['var'] ?? []),
    extensions: extensions.length > 0 ? Object.fromEntries(extensions) : undefined,
  });
}

function infoToXml(value: unknown): XmlElement {
  if (!isObject(value)) {
    return element('query', NS_INFO, { node: typeof value === 'string' ? value : undefined });
  }
  const { node, identities = [], features = [], extensions = {} } = value;
  return element('query', NS_INFO, { node: optional(node, 'node') }, [
    ...listOf(identities, 'identities').map((it) =>
      withAttributes('identity', NS_INFO, it, ['category', 'type', 'name']),
    ),
    ...listOf(features, 'features').map((it) =>
      element('feature', NS_INFO, { var: optional(it, 'features') }),
    ),
    ...Object.entries(isObject(extensions) ? extensions : {}).map(([type, it]) =>
      mapToForm({ FORM_TYPE: type, ...(isObject(it) ? it : {}) }, 'extensions'),
    ),
  ]);
}

/** XEP-0030: a node, `true`, or the items. */
const items: Field = {
  read(from) {
    const query = childNamed(from, 'query', NS_ITEMS);
    if (query === undefined) return undefined;
    if (childElements(query).length === 0) return query.attributes['node'] ?? true;
    return named(query, 'item').map(({ attributes: { jid, node, name } }) =>
      defined({ jid, node, name }),
    );
  },
  write(value, { children }) {
    const node = isObject(value) ? optional(value['node'], 'node') : undefined;
    const query = { node: typeof value === 'string' ? value : node };
    const found = Array.isArray(value) ? (value as readonly unknown[]) : [];
    const written = found.map((it) =>
      withAttributes('item', NS_ITEMS, isObject(it) ? it : { jid: it }, ['jid', 'node', 'name']),
    );
    children.push(element('query', NS_ITEMS, query, written));
  },
};

const COMMAND_ATTRIBUTES = ['action', 'node', 'sessionid', 'status'];

/** XEP-0050. */
const command: Field = {
  read(from) {
    const found = childNamed(from, 'command', NS_COMMANDS);
    if (found === undefined) return undefined;
    const { action, node, sessionid, status } = found.attributes;
    const [asked] = formsIn(found);
    const shown = asked && { form: formToJson(asked) };
    return { ...defined({ action, node, sessionid, status }), ...stepOf(found), ...shown };
  },
  write(value, { children }) {
    if (typeof value === 'string') {
      children.push(element('command', NS_COMMANDS, { node: value }));
      return;
    }
    if (!isObject(value)) throw malformedBody('"command" is an object or the name of a node.');
    const whole = withAttributes('command', NS_COMMANDS, value, COMMAND_ATTRIBUTES);
    children.push({ ...whole, children: commandContent(value) });
  },
};

/** What may be done next, or what was said. */
function stepOf(found: XmlElement): object {
  const actions = childNamed(found, 'actions', NS_COMMANDS);
  if (actions !== undefined) {
    const names = childElements(actions).map(({ name }) => [name, true] as const);
    const { execute } = actions.attributes;
    return { actions: { ...defined({ execute }), ...Object.fromEntries(names) } };
  }
  const note = childNamed(found, 'note', NS_COMMANDS);
  if (note === undefined) return {};
  return { note: defined({ type: note.attributes['type'], text: textOf(note) }) };
}

function commandContent(value: Readonly<Record<string, unknown>>): readonly XmlElement[] {
  const { actions, note, form: whole, data } = value;
  return [
    ...(isObject(actions) ? [actionsToXml(actions)] : []),
    ...(isObject(note) && !isObject(actions) ? [noteToXml(note)] : []),
    ...(whole === undefined ? [] : [formToXml(whole, 'form')]),
    ...(whole === undefined && data !== undefined ? [mapToForm(data, 'data', 'submit')] : []),
  ];
}

function actionsToXml(actions: Readonly<Record<string, unknown>>): XmlElement {
  const offered = ['prev', 'next', 'complete'].filter((name) => actions[name] === true);
  const execute = optional(actions['execute'], 'execute');
  return element(
    'actions',
    NS_COMMANDS,
    { execute },
    offered.map((name) => element(name, NS_COMMANDS)),
  );
}

function noteToXml({ type, text }: Readonly<Record<string, unknown>>): XmlElement {
  return textElement('note', NS_COMMANDS, optional(text, 'text') ?? '', {
    type: optional(type, 'type'),
  });
}

/** XEP-0066, in the older way. */
const oobUrl: Field = {
  read(from) {
    const x = childNamed(from, 'x', NS_OOB);
    const url = x && childNamed(x, 'url', NS_OOB);
    return url && textOf(url);
  },
  write(value, { children }, key) {
    const url = textElement('url', NS_OOB, optional(value, key) ?? '');
    children.push(element('x', NS_OOB, {}, [url]));
  },
};

const NS_HTML = 'http://jabber.org/protocol/xhtml-im';
const NS_XHTML = 'http://www.w3.org/1999/xhtml';
const HTML_BOUNDS: TreeBounds = { maxDepth: 32, maxElements: 1_000 };

/** XEP-0071: the `<body/>` as text. */
const html: Field = {
  read(from) {
    const found = childNamed(from, 'html', NS_HTML);
    const body = found && childNamed(found, 'body', NS_XHTML);
    return body && writeXml(body, NS_XHTML);
  },
  write(value, { children }, key) {
    const text = `<message><h:html xmlns:h='${NS_HTML}' xmlns='${NS_XHTML}'>${optional(value, key)}</h:html></message>`;
    const [found, ...more] = parseRawStanza(text, HTML_BOUNDS).children;
    if (found === undefined || more.length > 0) throw malformedBody('"html" is one element.');
    children.push(found);
  },
};

/** Also in the order in which mod_rest looks at them: after the others. */
export const SPECIAL: Fields = {
  html,
  disco,
  items,
  command,
  oob_url: oobUrl,
  dataform: form,
  formdata: formOfMap,
};

function withAttributes(
  name: string,
  namespace: string,
  value: unknown,
  keys: readonly string[],
): XmlElement {
  const from = isObject(value) ? value : {};
  const attributes = keys.map((key) => [key, optional(from[key], key)] as const);
  return element(name, namespace, Object.fromEntries(attributes));
}
