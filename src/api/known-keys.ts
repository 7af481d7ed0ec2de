/** What a caller probably meant by a name that the contract does not have. */
import { nearest } from '../nearest.ts';

/** What people write who know other APIs; the first that is known in the place is meant. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  text: ['body', 'status', 'description'],
  message: ['body', 'messages', 'message.received'],
  presence: ['presence.received'],
  iq: ['iq.received'],
  status: ['message.status'],
  receipt: ['message.status'],
  receipts: ['receipt', 'message.status'],
  sent: ['message.status'],
  delivered: ['message.status'],
  displayed: ['message.status'],
  msg: ['body'],
  content: ['body'],
  payload: ['body', 'extensions'],
  plain: ['body'],
  title: ['subject', 'name'],
  topic: ['subject'],
  recipient: ['to', 'recipients'],
  receiver: ['to'],
  target: ['to', 'url'],
  destination: ['to'],
  jid: ['to'],
  address: ['to'],
  phone: ['to'],
  number: ['to'],
  user: ['to', 'identities'],
  room: ['to', 'remotes'],
  sender: ['from'],
  source: ['from'],
  identity: ['from', 'identities'],
  kind: ['type'],
  msgtype: ['type'],
  types: ['events'],
  topics: ['events'],
  language: ['lang'],
  locale: ['lang'],
  expires: ['ttl', 'expiresAt'],
  expiry: ['ttl', 'expiresAt'],
  timeout: ['ttl', 'wait'],
  state: ['chatState', 'status'],
  typing: ['chatState', 'composing'],
  type: ['events'],
  file: ['oob'],
  attachment: ['oob'],
  image: ['oob'],
  media: ['oob'],
  correction: ['replace'],
  edit: ['replace'],
  delete: ['retract'],
  reaction: ['reactions'],
  emoji: ['emojis', 'reactions'],
  xmlns: ['namespace'],
  ns: ['namespace'],
  tag: ['name'],
  attrs: ['attributes'],
  child: ['children'],
  elements: ['children', 'extensions'],
  callback: ['url'],
  endpoint: ['url'],
  webhook: ['url'],
  uri: ['url'],
  link: ['url'],
  href: ['url'],
  filter: ['events', 'remotes'],
  remote: ['remotes'],
  peers: ['remotes'],
  permissions: ['scopes'],
  roles: ['scopes'],
  cursor: ['after'],
  since: ['after'],
  offset: ['after'],
  start: ['after'],
  from: ['after', 'remotes'],
  to: ['remotes'],
  count: ['limit'],
  max: ['limit'],
  size: ['limit'],
  pagesize: ['limit'],
  perpage: ['limit'],
  group: ['groupchat', 'consumer'],
  direct: ['chat'],
};

const LONGEST = 64;

/** Of the names that are known in a place; undefined where none is like it. */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  // Longer names are no slips, and would take long to compare.
  if (name.length > LONGEST) return undefined;
  const folded = fold(name);
  const same = known.find((it) => fold(it) === folded);
  if (same !== undefined) return same;
  const synonym = SYNONYMS[folded]?.find((it) => known.includes(it));
  if (synonym !== undefined) return synonym;
  const foldedNames = known.map(fold);
  const like =
    known.find((_, index) => isPlural(folded, foldedNames[index] ?? '')) ??
    known[foldedNames.indexOf(nearest(folded, foldedNames) ?? '')];
  return like ?? beginning(folded, known);
}

/** `chat_state`, `chat-state` and `ChatState` are `chatState`. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function isPlural(one: string, other: string): boolean {
  return one !== '' && (`${one}s` === other || one === `${other}s`);
}

/** The only one that begins with it, or that it begins with. */
function beginning(folded: string, known: readonly string[]): string | undefined {
  if (folded.length < 3) return undefined;
  const found = known.filter((it) => {
    const other = fold(it);
    return other.startsWith(folded) || (other.length > 2 && folded.startsWith(other));
  });
  return found.length === 1 ? found[0] : undefined;
}

/** A schema, as far as it says which keys an object may have. */
interface KeySchema {
  readonly $ref?: string;
  readonly properties?: object;
  readonly allOf?: readonly KeySchema[];
  readonly anyOf?: readonly KeySchema[];
  readonly oneOf?: readonly KeySchema[];
}

/** Finds what a `$ref` of the contract leads to. */
export type Resolve = (reference: string) => object | undefined;

/** All keys that a schema has a place for, itself or in what it is put together from. */
export function knownKeys(schema: object, resolve: Resolve): readonly string[] {
  const { $ref, properties = {}, allOf = [], anyOf = [], oneOf = [] } = schema as KeySchema;
  const target = $ref === undefined ? undefined : resolve($ref);
  const parts = [...allOf, ...anyOf, ...oneOf, ...(target === undefined ? [] : [target])];
  const keys = parts.flatMap((part) => knownKeys(part, resolve));
  return [...new Set([...Object.keys(properties), ...keys])];
}
