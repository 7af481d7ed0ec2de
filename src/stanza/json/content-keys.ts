import type { Extension, StanzaKind } from '../../extensions/extension.ts';
import { EXTENSIONS } from '../../extensions/table.ts';

/** The JSON form of a stanza while it is being read or written: keys without their types. */
export type Draft = Record<string, unknown>;

/** What stands for the elements directly inside one kind of stanza. */
export interface ContentKeys {
  readonly kind: StanzaKind;
  /** Texts with a language: `body` stands for `body` and `bodyLang`. */
  readonly texts: readonly string[];
  /** The elements that the RFC defines; those of the extension table come by themselves. */
  readonly core: readonly Extension<unknown>[];
}

/** Every key of the kind that stands for elements other than plain texts. */
export function extensionsOf({ kind, core }: ContentKeys): Extension<unknown>[] {
  return [...core, ...EXTENSIONS].filter(({ kinds }) => kinds.includes(kind));
}
