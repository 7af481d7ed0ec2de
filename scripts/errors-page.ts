import { ERROR_PAGES, headingOf, type ErrorPage } from '../src/core/words/error-pages.ts';

/** What stands above it in docs/errors.md is written by hand. */
const MARK =
  '<!-- From here on generated from src/core/words/ by `npm run generate`. Do not edit. -->';

const PARTS = [
  [
    'problem',
    '## Problems',
    'The `code` of each problem, and what to do. `title`, status and `type` are the same each time.',
  ],
  ['failure', '## Failed messages', 'The `code` in the `error` of a message.'],
  [
    'condition',
    '## Conditions of stanza errors',
    'The `condition` in a `stanzaError`. The words are those of `detail`, which begins with the address.',
  ],
] as const;

/** docs/errors.md, in Markdown, with what is written by hand in it now. */
export function errorsReference(present: string): string {
  const [byHand = ''] = present.split(MARK);
  const parts = PARTS.flatMap(([kind, heading, about]) => [
    ...[heading, '', about, ''],
    ...ERROR_PAGES.filter((page) => page.kind === kind).flatMap(section),
  ]);
  return [byHand.trimEnd(), '', MARK, '', ...parts].join('\n');
}

function section(page: ErrorPage): readonly string[] {
  const { facts, about, cure, causes } = page;
  const list = causes.map(([situation, words]) => `- ${situation}: ${words}`);
  return [
    `### ${headingOf(page)}`,
    ...['', `${about} ${facts}`],
    ...['', `What to do: ${cure}`, ''],
    ...(list.length === 0 ? [] : [...list, '']),
  ];
}
