/** What has arrived and is not handled yet: above a bound nothing more is read from the link. */
import type { XmlElement, XmlNode } from '../core/element.ts';

/** Stanzas, and characters in them. Reading goes on at half of both. */
const MAX_STANZAS = 1_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;
/** For an element with its names and attributes, roughly. */
const ELEMENT_CHARACTERS = 100;

export interface Unhandled {
  /** Returns what is to be called when the stanza is handled. */
  readonly add: (stanza: XmlElement) => () => void;
  /** Resolves when there is none. */
  readonly idle: () => Promise<void>;
}

export function createUnhandled(link: { pause(): void; resume(): void }): Unhandled {
  let stanzas = 0;
  let characters = 0;
  let isPaused = false;
  let onIdle: (() => void)[] = [];

  const steer = () => {
    const isOver = stanzas >= MAX_STANZAS || characters >= MAX_CHARACTERS;
    const isUnder = stanzas <= MAX_STANZAS / 2 && characters <= MAX_CHARACTERS / 2;
    if (isPaused ? !isUnder : !isOver) return;
    isPaused = !isPaused;
    if (isPaused) link.pause();
    else link.resume();
  };

  return {
    add(stanza) {
      const size = sizeOf(stanza);
      stanzas += 1;
      characters += size;
      steer();
      return () => {
        stanzas -= 1;
        characters -= size;
        steer();
        if (stanzas === 0) for (const resolve of onIdle.splice(0)) resolve();
      };
    },
    idle: () =>
      stanzas === 0 ? Promise.resolve() : new Promise((resolve) => (onIdle = [...onIdle, resolve])),
  };
}

function sizeOf(node: XmlNode): number {
  if (typeof node === 'string') return node.length;
  let size = ELEMENT_CHARACTERS;
  for (const child of node.children) size += sizeOf(child);
  return size;
}
