/** Runs of workflows and checks: each has one key from its begin to its end. */
import { joined, objectAt, ownOf, textAt, type Json } from '../../render/look.ts';
import type { Mark, Notice } from '../../render/notice.ts';

const MARKS: Readonly<Record<string, Mark>> = {
  success: 'good',
  neutral: 'good',
  skipped: 'good',
  failure: 'bad',
  error: 'bad',
  timed_out: 'bad',
  startup_failure: 'bad',
  cancelled: 'warning',
  action_required: 'warning',
  stale: 'warning',
};

/** What became of it, or how far it is. */
function outcome(run: Json): Pick<Notice, 'status' | 'mark' | 'ends' | 'same'> {
  const status = textAt(run, 'conclusion') ?? textAt(run, 'state') ?? textAt(run, 'status');
  const mark = status === undefined ? undefined : ownOf(MARKS, status);
  return { status, mark, ends: mark !== undefined, same: status };
}

function worded(text: string | undefined): string | undefined {
  return text?.replaceAll('_', ' ');
}

export function workflowNotice(body: Json, member: string): Notice {
  const run = objectAt(body, member);
  const ended = outcome(run);
  const id = textAt(run, 'id');
  const attempt = textAt(run, 'run_attempt') ?? '1';
  return {
    ...ended,
    title: joined([
      joined([textAt(run, 'workflow_name'), textAt(run, 'name') ?? 'workflow'], ' / '),
      worded(ended.status),
      textAt(run, 'head_branch') && `on ${textAt(run, 'head_branch') ?? ''}`,
    ]),
    text: textAt(run, 'display_title'),
    url: textAt(run, 'html_url'),
    key: id && `${member}:${id}:${attempt}`,
  };
}

export function checkNotice(body: Json, member: string): Notice {
  const run = objectAt(body, member);
  const ended = outcome(run);
  const id = textAt(run, 'id');
  const branch = textAt(run, 'head_branch') ?? textAt(run, 'check_suite', 'head_branch');
  return {
    ...ended,
    title: joined([
      textAt(run, 'name') ?? textAt(run, 'app', 'name') ?? 'checks',
      worded(ended.status),
      branch && `on ${branch}`,
    ]),
    text: textAt(run, 'output', 'title'),
    url: textAt(run, 'html_url') ?? textAt(body, 'repository', 'html_url'),
    key: id && `${member}:${id}`,
  };
}

export function deploymentNotice(body: Json): Notice {
  const it = objectAt(body, 'deployment_status');
  const ended = outcome(it);
  const id = textAt(body, 'deployment', 'id');
  const place = textAt(it, 'environment') ?? textAt(body, 'deployment', 'environment');
  return {
    ...ended,
    title: joined(['deployment', place && `to ${place}`, worded(ended.status)]),
    text: textAt(it, 'description'),
    url: textAt(it, 'target_url') ?? textAt(body, 'repository', 'html_url'),
    key: id && `deployment:${id}`,
  };
}

/** Of a commit, by whoever checks it. */
export function statusNotice(body: Json): Notice {
  const ended = outcome(body);
  const sha = textAt(body, 'sha') ?? '';
  return {
    ...ended,
    title: joined([
      textAt(body, 'context') ?? 'status',
      worded(ended.status),
      `at ${sha.slice(0, 7)}`,
    ]),
    text: textAt(body, 'description'),
    url: textAt(body, 'target_url') ?? textAt(body, 'commit', 'html_url'),
    key: `status:${sha}:${textAt(body, 'context') ?? ''}`,
  };
}
