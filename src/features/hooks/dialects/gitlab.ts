/** GitLab's webhooks; `object_kind` names the event. */
import { oneLine, shortened } from '../render/clean.ts';
import { isObject, joined, listAt, objectAt, ownOf, textAt, type Json } from '../render/look.ts';
import type { Mark, Notice } from '../render/notice.ts';
import { sampleOf, type Dialect } from './dialect.ts';
import { commitLines } from './git/events.ts';

export const gitlab: Dialect = {
  read({ json }) {
    const kind = textAt(json, 'object_kind') ?? textAt(json, 'event_name');
    return kind !== undefined && isObject(json) ? noticeOf(kind, json) : undefined;
  },
  update: 'new',
  sample: sampleOf(
    {
      object_kind: 'issue',
      user: { name: 'Romeo', username: 'romeo' },
      project: { path_with_namespace: 'verona/balcony', web_url: 'https://gitlab.example.org/v/b' },
      object_attributes: {
        iid: 1,
        title: 'But soft, what light through yonder window breaks?',
        action: 'open',
        url: 'https://gitlab.example.org/verona/balcony/-/issues/1',
      },
    },
    { 'x-gitlab-event': 'Issue Hook' },
  ),
};

type Reader = (body: Json) => Notice;

const READERS: Readonly<Record<string, Reader>> = {
  push,
  tag_push: push,
  issue: (body) => thing(body, 'issue', '#'),
  work_item: (body) => thing(body, 'work item', '#'),
  merge_request: (body) => thing(body, 'merge request', '!'),
  note,
  pipeline,
  build,
  release,
  deployment,
  wiki_page: (body) => thing(body, 'wiki page', ''),
};

function noticeOf(kind: string, body: Json): Notice {
  const reader = ownOf(READERS, kind);
  const notice = reader?.(body) ?? other(kind, body);
  const where = textAt(body, 'project', 'path_with_namespace') ?? textAt(body, 'project_name');
  return { event: kind, ...notice, title: joined([where && `[${where}]`, notice.title]) };
}

function who(body: Json): string | undefined {
  return (
    textAt(body, 'user', 'username') ??
    textAt(body, 'user_username') ??
    textAt(body, 'user', 'name') ??
    textAt(body, 'user_name')
  );
}

const NOTHING = /^0+$/;

function push(body: Json): Notice {
  const ref = textAt(body, 'ref') ?? '';
  const branch = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const what = ref.startsWith('refs/tags/') ? `tag ${branch}` : branch;
  const commits = listAt(body, 'commits').filter(isObject);
  const count = Number(textAt(body, 'total_commits_count') ?? commits.length);
  const url = textAt(body, 'project', 'web_url');
  const isGone = NOTHING.test(textAt(body, 'after') ?? '');
  const isMade = NOTHING.test(textAt(body, 'before') ?? '');
  if (isGone || commits.length === 0) {
    const verb = isGone ? 'deleted' : isMade ? 'created' : 'pushed to';
    return { title: joined([who(body), verb, what]), url, status: 'pushed' };
  }
  const number = count === 1 ? '1 commit' : `${count} commits`;
  return {
    title: joined([who(body), 'pushed', number, 'to', what]),
    text: commitLines(commits, count),
    url: count === 1 ? (textAt(commits[0], 'url') ?? url) : url,
    status: 'pushed',
  };
}

const DONE: Readonly<Record<string, string>> = {
  open: 'opened',
  close: 'closed',
  reopen: 'reopened',
  update: 'updated',
  merge: 'merged',
  approved: 'approved',
  unapproved: 'unapproved',
  approval: 'approved',
  create: 'created',
  delete: 'deleted',
};

function thing(body: Json, name: string, sign: string): Notice {
  const it = objectAt(body, 'object_attributes');
  const action = textAt(it, 'action') ?? 'update';
  const number = textAt(it, 'iid');
  return {
    title: joined([
      who(body),
      ownOf(DONE, action) ?? action,
      name,
      number && `${sign}${number}:`,
      textAt(it, 'title'),
    ]),
    text: action === 'open' ? quoted(textAt(it, 'description')) : undefined,
    url: textAt(it, 'url'),
    status: action,
  };
}

function note(body: Json): Notice {
  const it = objectAt(body, 'object_attributes');
  const about = [
    ['merge_request', '!'],
    ['issue', '#'],
    ['snippet', '$'],
  ] as const;
  const found = about.find(([member]) => isObject(body[member]));
  const target = found === undefined ? undefined : objectAt(body, found[0]);
  const number = textAt(target, 'iid') ?? textAt(target, 'id');
  const commit = textAt(body, 'commit', 'id');
  return {
    title: joined([
      who(body),
      'commented on',
      number === undefined
        ? commit && `commit ${commit.slice(0, 7)}`
        : `${found?.[1] ?? ''}${number}: ${textAt(target, 'title') ?? ''}`,
    ]),
    text: quoted(textAt(it, 'note')),
    url: textAt(it, 'url'),
  };
}

const MARKS: Readonly<Record<string, Mark>> = {
  success: 'good',
  failed: 'bad',
  canceled: 'warning',
  skipped: 'info',
};

/** How far a pipeline, a job or a deployment is. */
function progress(status: string | undefined): Pick<Notice, 'status' | 'mark' | 'ends' | 'same'> {
  const mark = status === undefined ? undefined : ownOf(MARKS, status);
  return { status, mark, ends: mark !== undefined, same: status };
}

function pipeline(body: Json): Notice {
  const it = objectAt(body, 'object_attributes');
  const id = textAt(it, 'id');
  const web = textAt(body, 'project', 'web_url');
  const status = textAt(it, 'status');
  return {
    ...progress(status),
    title: joined(['pipeline', id && `#${id}`, status, 'on', textAt(it, 'ref')]),
    text: firstLine(textAt(body, 'commit', 'title') ?? textAt(body, 'commit', 'message')),
    url: textAt(it, 'url') ?? (web && id && `${web}/-/pipelines/${id}`),
    key: id && `pipeline:${id}`,
  };
}

function build(body: Json): Notice {
  const id = textAt(body, 'build_id');
  const status = textAt(body, 'build_status');
  const web = textAt(body, 'project', 'web_url') ?? textAt(body, 'repository', 'homepage');
  return {
    ...progress(status),
    title: joined(['job', textAt(body, 'build_name'), status, 'on', textAt(body, 'ref')]),
    text: textAt(body, 'build_failure_reason')?.replace(/^unknown_failure$/, ''),
    url: web && id && `${web}/-/jobs/${id}`,
    key: id && `job:${id}`,
  };
}

function release(body: Json): Notice {
  const action = textAt(body, 'action') ?? 'create';
  return {
    title: joined(['release', textAt(body, 'name') ?? textAt(body, 'tag'), `${action}d`]),
    text: quoted(textAt(body, 'description')),
    url: textAt(body, 'url'),
    status: action,
  };
}

function deployment(body: Json): Notice {
  const id = textAt(body, 'deployment_id');
  const status = textAt(body, 'status');
  const place = textAt(body, 'environment');
  return {
    ...progress(status),
    title: joined(['deployment', place && `to ${place}`, status]),
    text: textAt(body, 'commit_title'),
    url: textAt(body, 'deployable_url'),
    key: id && `deployment:${id}`,
  };
}

function other(kind: string, body: Json): Notice {
  const it = objectAt(body, 'object_attributes');
  return {
    title: joined([
      kind.replaceAll('_', ' '),
      textAt(it, 'name') ?? textAt(it, 'title'),
      by(who(body)),
    ]),
    url: textAt(it, 'url') ?? textAt(body, 'project', 'web_url'),
    status: textAt(it, 'action'),
  };
}

const by = (name: string | undefined) => name && `by ${name}`;
const firstLine = (text: string | undefined) => text && oneLine(text.split('\n')[0] ?? '', 120);
const quoted = (text: string | undefined) => text && shortened(text.trim(), 600);
