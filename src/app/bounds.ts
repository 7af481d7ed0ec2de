import { SETTINGS } from '../config/settings-table.ts';
import type { Settings } from '../config/settings.ts';
import type { StanzaBounds } from '../stanza/bounds.ts';
import type { LinkBounds } from '../xmpp/settings.ts';

/** Of stanzas that leave. */
export function outgoingBounds(settings: Settings): StanzaBounds {
  return {
    maxBytes: settings.maxStanzaOut,
    maxDepth: settings.maxDepthOut,
    maxElements: settings.maxElementsOut,
    settings: {
      bytes: SETTINGS.maxStanzaOut.name,
      depth: SETTINGS.maxDepthOut.name,
      elements: SETTINGS.maxElementsOut.name,
    },
  };
}

/** Of stanzas that come in. What was asked for may be larger than what anybody sends unasked. */
export function incomingBounds(settings: Settings): Pick<LinkBounds, 'stanza' | 'answer'> {
  const {
    maxStanzaIn,
    maxDepthIn: maxDepth,
    maxElementsIn,
    maxAnswer,
    maxAnswerElements,
  } = settings;
  const depth = SETTINGS.maxDepthIn.name;
  return {
    stanza: {
      maxBytes: maxStanzaIn,
      maxDepth,
      maxElements: maxElementsIn,
      settings: {
        bytes: SETTINGS.maxStanzaIn.name,
        depth,
        elements: SETTINGS.maxElementsIn.name,
      },
    },
    answer: {
      maxBytes: Math.max(maxAnswer, maxStanzaIn),
      maxDepth,
      maxElements: Math.max(maxAnswerElements, maxElementsIn),
      settings: {
        bytes: SETTINGS.maxAnswer.name,
        depth,
        elements: SETTINGS.maxAnswerElements.name,
      },
    },
  };
}
