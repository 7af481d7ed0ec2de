/** Gitea and Forgejo, whose payloads follow GitHub's with names of their own for some events. */
import { isObject, textAt } from '../render/look.ts';
import { sampleOf, type Dialect } from './dialect.ts';
import { gitNotice } from './git/events.ts';

const HEADERS = ['x-forgejo-event', 'x-gitea-event', 'x-gogs-event', 'x-github-event'];

export const gitea: Dialect = {
  read({ headers, json, packed }) {
    const event = HEADERS.map((name) => headers[name]).find((name) => name !== undefined);
    const body = json ?? packed;
    if (event === undefined || !isObject(body)) return undefined;
    return gitNotice(nameOf(event, textAt(body, 'review', 'type')), body);
  },
  update: 'new',
  sample: sampleOf(
    {
      ref: 'refs/heads/main',
      compare_url: 'https://gitea.example.org/verona/balcony/compare/1...2',
      total_commits: 1,
      commits: [
        {
          id: 'bffeb74224043ba2feb48d137756c8a9331c449a',
          message: 'But soft',
          author: { name: 'Romeo' },
        },
      ],
      repository: { full_name: 'verona/balcony' },
      pusher: { login: 'romeo' },
      sender: { login: 'romeo' },
    },
    { 'x-gitea-event': 'push' },
  ),
};

/** `pull_request_approved`, `pull_request_rejected` and `pull_request_review_…` are reviews; the rest are as they are. */
function nameOf(event: string, review: string | undefined): string {
  if (review !== undefined || /^pull_request_(?:approved|rejected|review)/.test(event)) {
    return 'pull_request_review';
  }
  if (event.startsWith('issue_') && event !== 'issue_comment') return 'issues';
  if (/^pull_request_(?:assign|label|milestone|sync)/.test(event)) return 'pull_request';
  return event;
}
