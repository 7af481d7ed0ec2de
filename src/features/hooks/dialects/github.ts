/** GitHub's webhooks; `X-GitHub-Event` names the event. */
import { isObject } from '../render/look.ts';
import { parseQuietly } from '../render/parse.ts';
import { sampleOf, type Dialect } from './dialect.ts';
import { gitNotice } from './git/events.ts';

export const github: Dialect = {
  read({ headers, json, form }) {
    const event = headers['x-github-event'];
    const body = json ?? formBody(form);
    return event !== undefined && isObject(body) ? gitNotice(event, body) : undefined;
  },
  update: 'new',
  sample: sampleOf(
    {
      action: 'opened',
      repository: { full_name: 'verona/balcony', html_url: 'https://github.com/verona/balcony' },
      sender: { login: 'romeo' },
      issue: {
        number: 1,
        title: 'But soft, what light through yonder window breaks?',
        html_url: 'https://github.com/verona/balcony/issues/1',
        body: 'It is the east.',
      },
    },
    { 'x-github-event': 'issues' },
  ),
};

/** The content type that GitHub offers besides JSON. */
function formBody(form: Readonly<Record<string, string>> | undefined): unknown {
  const field = form?.['payload'];
  return field === undefined ? undefined : parseQuietly(field);
}
