/** Slack's incoming webhooks: `text`, `blocks` and `attachments`, as JSON or as the form field `payload`. */
import { isObject, joined, joinedOf, listAt, textAt, type Json } from '../render/look.ts';
import type { Payload } from '../render/delivery.ts';
import type { Link, Notice } from '../render/notice.ts';
import { sampleOf, type Dialect, type PlainAnswer } from './dialect.ts';
import { attachmentText } from './slack/attachments.ts';
import { blocksText, picturesIn } from './slack/blocks.ts';
import { fromMrkdwn } from './slack/markup.ts';

const plain = (status: number, body: string): PlainAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body,
});

export const slack: Dialect = {
  read(payload) {
    const body = bodyOf(payload);
    return isObject(body) ? noticeOf(body) : undefined;
  },
  update: 'new',
  answers: {
    taken: () => plain(200, 'ok'),
    unread: (payload) => plain(400, isObject(bodyOf(payload)) ? 'no_text' : 'invalid_payload'),
  },
  sample: sampleOf({
    text: 'Deployed',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Deployed' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*balcony* is <https://verona.example.org|live>' },
      },
    ],
  }),
};

function bodyOf({ json, form, packed }: Payload): unknown {
  return form?.['payload'] === undefined ? (json ?? form) : packed;
}

function noticeOf(body: Json): Notice | undefined {
  const blocks = listAt(body, 'blocks').filter(isObject);
  const attachments = listAt(body, 'attachments').filter(isObject);
  const said = textAt(body, 'text');
  // Where there are blocks, `text` is what notifications show of them.
  const main = blocksText(blocks) ?? (said && fromMrkdwn(said));
  const attached = joinedOf(attachments, attachmentText, '\n\n');
  const text = joined([main, attached], '\n\n');
  const [image, ...others] = picturesIn(blocks, attachments);
  if (text === undefined && image === undefined) return undefined;
  return {
    event: 'message',
    text,
    image,
    links: others.map((url): Link => ({ title: 'Picture', url })),
    key: textAt(body, 'thread_ts'),
  };
}
