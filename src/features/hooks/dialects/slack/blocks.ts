/** Block Kit as text. */
import {
  isObject,
  joined,
  joinedOf,
  listAt,
  objectAt,
  textAt,
  type Json,
} from '../../render/look.ts';
import { fromMrkdwn, unescaped } from './markup.ts';

export function blocksText(blocks: readonly Json[]): string | undefined {
  return joinedOf(blocks, blockText, '\n');
}

/** The URLs of pictures, in their order. */
export function picturesIn(blocks: readonly Json[], attachments: readonly Json[]): string[] {
  const inBlocks = blocks.map(
    (block) => textAt(block, 'image_url') ?? textAt(block, 'accessory', 'image_url'),
  );
  const attached = attachments.map((attachment) => textAt(attachment, 'image_url'));
  return [...inBlocks, ...attached].filter((url) => url !== undefined);
}

/** A text object: `plain_text` has no markup. */
function textOf(object: unknown): string | undefined {
  const text = textAt(object, 'text');
  if (text === undefined) return undefined;
  return textAt(object, 'type') === 'plain_text' ? unescaped(text) : fromMrkdwn(text);
}

function blockText(block: Json): string | undefined {
  switch (textAt(block, 'type')) {
    case 'header':
      return bold(textOf(block['text']));
    case 'section': {
      const fields = joinedOf(listAt(block, 'fields'), textOf, '\n');
      const button = buttonText(objectAt(block, 'accessory'));
      return joined([textOf(block['text']), fields, button], '\n');
    }
    case 'context':
      return joinedOf(listAt(block, 'elements'), textOf);
    case 'actions':
      return joinedOf(listAt(block, 'elements').filter(isObject), buttonText, '\n');
    case 'image':
      return textOf(block['title']) ?? textAt(block, 'alt_text');
    case 'markdown':
      return textAt(block, 'text');
    case 'rich_text':
      return joinedOf(listAt(block, 'elements').filter(isObject), richText, '\n');
    default:
      return textOf(block['text']);
  }
}

function bold(text: string | undefined): string | undefined {
  return text === undefined || text.includes('\n') ? text : `*${text.trim()}*`;
}

/** What leads somewhere is shown; what would call Slack's own API means nothing here. */
function buttonText(button: Json): string | undefined {
  const url = textAt(button, 'url');
  return url === undefined ? undefined : joined([textOf(button['text']), url], ': ');
}

function richText(element: Json): string | undefined {
  const parts = listAt(element, 'elements').filter(isObject);
  switch (textAt(element, 'type')) {
    case 'rich_text_list':
      return joinedOf(parts, (part) => joined(['•', richText(part)]), '\n');
    case 'rich_text_quote':
      return joinedOf(parts, richPart, '')?.replace(/^/gm, '> ');
    case 'rich_text_preformatted':
      return `\`\`\`\n${joinedOf(parts, richPart, '') ?? ''}\n\`\`\``;
    default:
      return joinedOf(parts, richPart, '');
  }
}

function richPart(part: Json): string | undefined {
  switch (textAt(part, 'type')) {
    case 'link':
      return joined([textAt(part, 'text'), textAt(part, 'url')], ': ');
    case 'emoji':
      return `:${textAt(part, 'name') ?? ''}:`;
    case 'user':
      return `@${textAt(part, 'user_id') ?? ''}`;
    case 'channel':
      return `#${textAt(part, 'channel_id') ?? ''}`;
    case 'broadcast':
      return `@${textAt(part, 'range') ?? 'here'}`;
    default:
      return typeof part['text'] === 'string' ? part['text'] : undefined;
  }
}
