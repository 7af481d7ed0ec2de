/** Apprise's `json://` and `form://`: `title`, `message`, `type`, `attachments`. */
import { isObject, joined, listAt, ownOf, textAt } from '../render/look.ts';
import type { Mark } from '../render/notice.ts';
import { sampleOf, type Dialect } from './dialect.ts';

const MARKS: Readonly<Record<string, Mark>> = {
  success: 'good',
  warning: 'warning',
  failure: 'bad',
};

export const apprise: Dialect = {
  read({ json, form }) {
    const body = isObject(json) ? json : form;
    const message = textAt(body, 'message');
    const title = textAt(body, 'title');
    const type = textAt(body, 'type');
    if (message === undefined && title === undefined) return undefined;
    const files = listAt(body, 'attachments').map((file) => textAt(file, 'filename'));
    return {
      event: 'notification',
      status: type,
      severity: type,
      mark: type === undefined ? undefined : ownOf(MARKS, type),
      title,
      text: joined([message, ...files.map((file) => file && `(not kept: ${file})`)], '\n'),
    };
  },
  update: 'new',
  sample: sampleOf({
    version: '1.0',
    title: 'Backup',
    message: 'The backup of Verona is complete.',
    attachments: [],
    type: 'success',
  }),
};
