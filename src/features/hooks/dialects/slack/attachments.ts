/** Slack's older attachments, which most senders still use, as text. */
import { isObject, joined, joinedOf, listAt, textAt, type Json } from '../../render/look.ts';
import { blocksText } from './blocks.ts';
import { fromMrkdwn } from './markup.ts';

export function attachmentText(attachment: Json): string | undefined {
  const blocks = blocksText(listAt(attachment, 'blocks').filter(isObject));
  if (blocks !== undefined) return blocks;
  const marked = (name: string) => {
    const text = textAt(attachment, name);
    return text === undefined ? undefined : fromMrkdwn(text);
  };
  const shown = joined(
    [
      marked('pretext'),
      marked('author_name'),
      titleOf(attachment),
      marked('text'),
      joinedOf(listAt(attachment, 'fields').filter(isObject), fieldText, '\n'),
      marked('footer'),
    ],
    '\n',
  );
  // `fallback` is for those who show nothing else.
  return shown ?? marked('fallback');
}

function titleOf(attachment: Json): string | undefined {
  const title = textAt(attachment, 'title');
  const link = textAt(attachment, 'title_link');
  if (title === undefined) return link;
  const text = `*${fromMrkdwn(title).replace(/\s+/g, ' ').trim()}*`;
  return link === undefined ? text : `${text}\n${link}`;
}

function fieldText(field: Json): string | undefined {
  const value = textAt(field, 'value');
  return joined([textAt(field, 'title'), value && fromMrkdwn(value)], ': ');
}
