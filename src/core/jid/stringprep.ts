/**
 * Stringprep (RFC 3454) for the three parts of a JID, as RFC 6122 profiles it and as the XMPP servers in use
 * apply it. RFC 7622 replaced it by PRECIS on paper; a bridge that compares addresses must fold them the way
 * its server does, or two spellings of one account become two conversations.
 *
 * Characters that Unicode 3.2 does not know pass unchanged, as RFC 3454 §7 lets a query do: an emoji in a
 * room nickname is ordinary traffic.
 */
import {
  ASSIGNED_RUNS,
  FOLDED_RUNS,
  FOLDED_TO_MANY,
  IGNORED,
  LEFT_TO_RIGHT,
  OLD_DECOMPOSITIONS,
  PROHIBITED_IN_DOMAIN,
  PROHIBITED_IN_LOCAL,
  PROHIBITED_IN_RESOURCE,
  RIGHT_TO_LEFT,
} from './tables.gen.ts';

type Mapping = ReadonlyMap<string, string>;

const decompositions: Mapping = new Map(
  OLD_DECOMPOSITIONS.map(([point, text]) => [String.fromCodePoint(point), text]),
);
const caseFolding: Mapping = new Map([...foldedCharacters(), ...decompositions]);

/** Nodeprep (RFC 6122 §A). Undefined if the text holds what a local part may not. */
export function prepareLocal(text: string): string | undefined {
  return prepare(text, caseFolding, PROHIBITED_IN_LOCAL);
}

/** Nameprep (RFC 3491). */
export function prepareDomain(text: string): string | undefined {
  return prepare(text, caseFolding, PROHIBITED_IN_DOMAIN);
}

/** Resourceprep (RFC 6122 §B): case is kept. */
export function prepareResource(text: string): string | undefined {
  return prepare(text, decompositions, PROHIBITED_IN_RESOURCE);
}

function prepare(text: string, mapping: Mapping, prohibited: RegExp): string | undefined {
  const prepared = normalise(map(text.replace(IGNORED, ''), mapping));
  if (prohibited.test(prepared)) return undefined;
  return readsInOneDirection(prepared) ? prepared : undefined;
}

function map(text: string, mapping: Mapping): string {
  let mapped = '';
  for (const character of text) mapped += mapping.get(character) ?? character;
  return mapped;
}

/** NFKC of Unicode 3.2 (RFC 3454 §4): what is younger is left alone, whatever Unicode the engine has. */
function normalise(text: string): string {
  return text.replace(ASSIGNED_RUNS, (run) => run.normalize('NFKC'));
}

/** RFC 3454 §6: right-to-left text neither contains left-to-right text nor begins or ends as anything else. */
function readsInOneDirection(text: string): boolean {
  if (!RIGHT_TO_LEFT.test(text)) return true;
  if (LEFT_TO_RIGHT.test(text)) return false;
  const characters = Array.from(text);
  return [characters.at(0), characters.at(-1)].every((edge) => RIGHT_TO_LEFT.test(edge ?? ''));
}

function* foldedCharacters(): Generator<[string, string]> {
  for (const [first, last, step, distance] of FOLDED_RUNS) {
    for (let point = first; point <= last; point += step) {
      yield [String.fromCodePoint(point), String.fromCodePoint(point + distance)];
    }
  }
  for (const [point, text] of FOLDED_TO_MANY) yield [String.fromCodePoint(point), text];
}
