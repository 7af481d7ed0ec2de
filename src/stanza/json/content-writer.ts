import type { ElementJson } from '../../contract/schemas.ts';
import { completeElement } from './complete.ts';
import { extensionsOf } from './content-keys.ts';
import type { ContentKeys, Draft } from './content-keys.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Extension } from '../../extensions/extension.ts';
import { NS_CLIENT } from '../namespaces.ts';
import { textElement } from '../element-helpers.ts';

/** The elements inside a stanza, and for each the JSON pointer (RFC 6901) of where it came from. */
export interface Content {
  readonly elements: readonly XmlElement[];
  readonly pointers: readonly string[];
}

/**
 * Elements come in the order of the keys, `extensions` last: a second receipt must not come before
 * the first. Keys that stand for no element are passed over. What is stamped comes after what is in the JSON.
 */
export type ContentWriter = (json: Readonly<Draft>, stamp: object) => Content;

type Add = (element: XmlElement, pointer: string) => void;
type Writer = (value: unknown, add: Add, json: Readonly<Draft>) => void;

export function contentWriter(keys: ContentKeys): ContentWriter {
  const writers = new Map<string, Writer>();
  for (const key of keys.texts) writers.set(key, textWriter(key));
  for (const extension of extensionsOf(keys)) {
    const writer = extension.repeated ? listWriter(extension) : singleWriter(extension);
    writers.set(extension.key, writer);
  }
  return (json, stamp) => writeContent(writers, json, stamp as Readonly<Draft>);
}

function writeContent(
  writers: ReadonlyMap<string, Writer>,
  json: Readonly<Draft>,
  stamp: Readonly<Draft>,
): Content {
  const elements: XmlElement[] = [];
  const pointers: string[] = [];
  const add: Add = (element, pointer) => {
    elements.push(element);
    pointers.push(pointer);
  };
  const writeKeys = (draft: Readonly<Draft>) => {
    for (const key in draft) {
      const value = draft[key];
      if (value !== undefined) writers.get(key)?.(value, add, draft);
    }
  };
  writeKeys(json);
  writeKeys(stamp);
  writeExtensions(json['extensions'], add);
  return { elements, pointers };
}

// The writers below are given values that fit the schema of their key, so the types hold.

function singleWriter(extension: Extension<unknown>): Writer {
  const pointer = `/${extension.key}`;
  if (extension.isLenient !== true) return (value, add) => add(extension.toXml(value), pointer);
  return (value, add, json) => {
    if (!isWhole(extension, json['extensions'])) add(extension.toXml(value), pointer);
  };
}

/** Whether `extensions` has the element as it came. */
function isWhole({ elements }: Extension<unknown>, extensions: unknown): boolean {
  const whole = extensions as readonly ElementJson[] | undefined;
  return (
    whole?.some((it) =>
      elements.some(({ name, namespace }) => it.name === name && it.namespace === namespace),
    ) ?? false
  );
}

function listWriter(extension: Extension<unknown>): Writer {
  return (values, add) =>
    (values as readonly unknown[]).forEach((value, i) =>
      add(extension.toXml(value), `/${extension.key}/${i}`),
    );
}

function textWriter(key: string): Writer {
  const pointer = `/${key}`;
  const langKey = `${key}Lang`;
  return (text, add, json) => {
    const lang = json[langKey] as string | undefined;
    add(textElement(key, NS_CLIENT, text as string, { 'xml:lang': lang }), pointer);
  };
}

function writeExtensions(values: unknown, add: Add): void {
  (values as readonly ElementJson[] | undefined)?.forEach((value, i) =>
    add(completeElement(value, NS_CLIENT), `/extensions/${i}`),
  );
}
