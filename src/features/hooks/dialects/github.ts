/** GitHub's webhooks; `X-GitHub-Event` names the event. */
import { isObject } from '../render/look.ts';
import { sampleOf, type Dialect } from './dialect.ts';
import { gitNotice } from './git/events.ts';

export const github: Dialect = {
  read({ headers, json, packed }) {
    const event = headers['x-github-event'];
    // A form is the content type that GitHub offers besides JSON.
    const body = json ?? packed;
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
