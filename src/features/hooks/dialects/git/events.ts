/** Events of GitHub, and of Gitea and Forgejo, whose payloads follow GitHub's. */
import { isObject, joined, listAt, objectAt, ownOf, textAt, type Json } from '../../render/look.ts';
import { oneLine, shortened } from '../../render/clean.ts';
import type { Notice } from '../../render/notice.ts';
import { checkNotice, deploymentNotice, statusNotice, workflowNotice } from './checks.ts';

/** Characters of what somebody wrote. */
const MAX_QUOTE = 600;
const MAX_COMMITS = 10;

type Reader = (body: Json) => Notice;

/** What of each event is shown; of the others, who did what where. */
const READERS: Readonly<Record<string, Reader>> = {
  ping: (body) => ({
    title: `${repository(body) ?? 'GitHub'} is connected`,
    text: textAt(body, 'zen'),
  }),
  push,
  issues: (body) => thing(body, 'issue', 'issue'),
  issue_comment: (body) => comment(body, 'issue'),
  pull_request: (body) => thing(body, 'pull request', 'pull_request'),
  pull_request_review: review,
  pull_request_review_comment: (body) => comment(body, 'pull_request'),
  pull_request_comment: (body) => comment(body, 'pull_request'),
  commit_comment: (body) => comment(body, 'commit'),
  discussion: (body) => thing(body, 'discussion', 'discussion'),
  discussion_comment: (body) => comment(body, 'discussion'),
  milestone: (body) => thing(body, 'milestone', 'milestone'),
  release,
  create: (body) => reference(body, 'created'),
  delete: (body) => reference(body, 'deleted'),
  fork: (body) => ({
    title: joined([who(body), 'forked', repository(body)]),
    url: textAt(body, 'forkee', 'html_url'),
  }),
  star: (body) => starred(body, textAt(body, 'action') === 'deleted' ? 'unstarred' : 'starred'),
  watch: (body) => starred(body, 'starred'),
  gollum: wiki,
  workflow_run: (body) => workflowNotice(body, 'workflow_run'),
  workflow_job: (body) => workflowNotice(body, 'workflow_job'),
  check_run: (body) => checkNotice(body, 'check_run'),
  check_suite: (body) => checkNotice(body, 'check_suite'),
  deployment_status: deploymentNotice,
  status: statusNotice,
};

export function gitNotice(event: string, body: Json): Notice {
  const reader = ownOf(READERS, event);
  const notice = reader?.(body) ?? other(event, body);
  const where = repository(body);
  const title = joined([where && `[${where}]`, notice.title]);
  return { event, status: textAt(body, 'action'), ...notice, title };
}

function repository(body: Json): string | undefined {
  return textAt(body, 'repository', 'full_name') ?? textAt(body, 'organization', 'login');
}

function who(body: Json): string | undefined {
  return (
    textAt(body, 'sender', 'login') ??
    textAt(body, 'sender', 'username') ??
    textAt(body, 'pusher', 'name')
  );
}

/** `pull_request` as words. */
function worded(name: string): string {
  return name.replaceAll('_', ' ');
}

function push(body: Json): Notice {
  const ref = textAt(body, 'ref') ?? '';
  const branch = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const commits = listAt(body, 'commits').filter(isObject);
  const count = Number(textAt(body, 'total_commits') ?? commits.length);
  const what = ref.startsWith('refs/tags/') ? `tag ${branch}` : branch;
  const pusher = who(body) ?? textAt(body, 'pusher', 'name');
  const url =
    textAt(body, 'compare') ?? textAt(body, 'compare_url') ?? textAt(body, 'head_commit', 'url');
  if (body['deleted'] === true || commits.length === 0) {
    const verb =
      body['deleted'] === true ? 'deleted' : body['created'] === true ? 'created' : 'pushed to';
    return { title: joined([pusher, verb, what]), url, status: 'pushed' };
  }
  const number = count === 1 ? '1 commit' : `${count} commits`;
  const forced = body['forced'] === true ? 'force-pushed' : 'pushed';
  return {
    title: joined([pusher, forced, number, 'to', what]),
    text: commitLines(commits, count),
    url,
    status: 'pushed',
  };
}

export function commitLines(commits: readonly Json[], count: number): string | undefined {
  const lines = commits.slice(0, MAX_COMMITS).map((commit) => {
    const [first = ''] = (textAt(commit, 'message') ?? '').split('\n');
    const author = textAt(commit, 'author', 'username') ?? textAt(commit, 'author', 'name');
    return joined([
      (textAt(commit, 'id') ?? '').slice(0, 7),
      oneLine(first, 120),
      author && `(${author})`,
    ]);
  });
  const more = count - lines.length;
  return joined([...lines, more > 0 ? `… and ${more} more` : undefined], '\n');
}

/** An issue, a pull request, a discussion: what was done to it. */
function thing(body: Json, name: string, member: string): Notice {
  const it = objectAt(body, member);
  const action = textAt(body, 'action') ?? 'changed';
  const isMerged = action === 'closed' && it['merged'] === true;
  const number = textAt(it, 'number');
  const done = isMerged ? 'merged' : doneTo(action);
  return {
    title: joined([who(body), done, name, number && `#${number}:`, textAt(it, 'title')]),
    text:
      action === 'opened' || action === 'created'
        ? quoted(textAt(it, 'body'))
        : detail(body, action),
    url: textAt(it, 'html_url') ?? textAt(it, 'url'),
    ...(isMerged && { status: 'merged' }),
  };
}

function doneTo(action: string): string {
  const words = worded(action);
  if (action === 'synchronize' || action === 'synchronized') return 'updated';
  return words;
}

/** What it was labelled with, who it was assigned to. */
function detail(body: Json, action: string): string | undefined {
  if (action.includes('label')) return textAt(body, 'label', 'name');
  if (action.includes('assign')) return textAt(body, 'assignee', 'login');
  if (action.includes('review_request')) return textAt(body, 'requested_reviewer', 'login');
  return action.includes('milestone') ? textAt(body, 'milestone', 'title') : undefined;
}

function comment(body: Json, member: string): Notice {
  const it = objectAt(body, member);
  const said = objectAt(body, 'comment');
  const action = textAt(body, 'action');
  const verb =
    action === undefined || action === 'created'
      ? 'commented on'
      : `${worded(action)} a comment on`;
  const number = textAt(it, 'number');
  const commit = textAt(said, 'commit_id');
  const about =
    number === undefined
      ? commit && `commit ${commit.slice(0, 7)}`
      : `#${number}: ${textAt(it, 'title') ?? ''}`;
  return {
    title: joined([who(body), verb, about]),
    text: action === 'deleted' ? undefined : quoted(textAt(said, 'body')),
    url: textAt(said, 'html_url') ?? textAt(it, 'html_url'),
  };
}

function review(body: Json): Notice {
  const it = objectAt(body, 'pull_request');
  const state = textAt(body, 'review', 'state') ?? textAt(body, 'review', 'type');
  const verb =
    state === undefined || /comment/i.test(state)
      ? 'reviewed'
      : worded(state.replace(/^pull_request_review_/, '')).toLowerCase();
  return {
    title: joined([who(body), verb, `#${textAt(it, 'number') ?? ''}:`, textAt(it, 'title')]),
    text: quoted(textAt(body, 'review', 'body') ?? textAt(body, 'review', 'content')),
    url: textAt(body, 'review', 'html_url') ?? textAt(it, 'html_url'),
    status: state,
  };
}

function release(body: Json): Notice {
  const it = objectAt(body, 'release');
  const name = textAt(it, 'name') ?? textAt(it, 'tag_name');
  const action = textAt(body, 'action') ?? 'published';
  return {
    title: joined([who(body), worded(action), 'release', name]),
    text: action === 'deleted' ? undefined : quoted(textAt(it, 'body')),
    url: textAt(it, 'html_url'),
  };
}

function reference(body: Json, verb: string): Notice {
  return {
    title: joined([who(body), verb, textAt(body, 'ref_type'), textAt(body, 'ref')]),
    url: textAt(body, 'repository', 'html_url'),
    status: verb,
  };
}

function starred(body: Json, verb: string): Notice {
  return {
    title: joined([who(body), verb, 'the repository']),
    url: textAt(body, 'repository', 'html_url'),
  };
}

function wiki(body: Json): Notice {
  const pages = listAt(body, 'pages').filter(isObject);
  const lines = pages
    .slice(0, MAX_COMMITS)
    .map((page) => joined([textAt(page, 'action'), textAt(page, 'title')]));
  return {
    title: joined([who(body), 'changed the wiki']),
    text: joined(lines, '\n'),
    url: textAt(pages[0], 'html_url'),
  };
}

/** Of an event that is not known closer. */
function other(event: string, body: Json): Notice {
  const it = objectAt(body, event);
  const name = textAt(it, 'title') ?? textAt(it, 'name') ?? textAt(it, 'summary');
  return {
    title: joined([worded(event), worded(textAt(body, 'action') ?? ''), name, by(body)]),
    url: textAt(it, 'html_url') ?? textAt(body, 'repository', 'html_url'),
  };
}

function by(body: Json): string | undefined {
  const name = who(body);
  return name && `by ${name}`;
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shortened(text.trim(), MAX_QUOTE);
}
