import { beforeEach, describe, expect, it } from 'vitest';
import { createIntake, type Intake } from '../../src/inbound/intake.ts';
import { element, type XmlElement } from '../../src/stanza/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const FROM_JULIET = element('message', NS_CLIENT, {
  from: 'juliet@example.org/balcony',
  to: 'bot@bridge.example.org',
  id: 'm1',
});

let link: string[];
let said: XmlElement[];
let release: (() => void)[];
let intake: Intake;

beforeEach(() => {
  link = [];
  said = [];
  release = [];
  intake = intakeWith(() => new Promise<boolean>((resolve) => release.push(() => resolve(true))));
});

function intakeWith(handle: () => boolean | Promise<boolean>): Intake {
  return createIntake({
    handlers: [{ name: 'friar', handle }],
    link: { pause: () => link.push('pause'), resume: () => link.push('resume') },
    say: (stanza) => {
      said.push(stanza);
      return Promise.resolve();
    },
    logger: QUIET,
  });
}

describe('the intake', () => {
  it('pauses the link at a thousand stanzas that are not stored, and resumes at half', async () => {
    for (let i = 0; i < 1_000; i += 1) intake.take(FROM_JULIET);
    expect(link).toEqual(['pause']);
    for (const done of release.splice(0, 499)) done();
    await new Promise(setImmediate);
    expect(link).toEqual(['pause']);
    release.shift()?.();
    await new Promise(setImmediate);
    expect(link).toEqual(['pause', 'resume']);
  });

  it('is idle when everything is stored', async () => {
    intake.take(FROM_JULIET);
    let isIdle = false;
    const idle = intake.idle().then(() => (isIdle = true));
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    release[0]?.();
    await idle;
  });

  it('tells the sender of what could not be stored', async () => {
    intake = intakeWith(() => Promise.reject(new Error('away')));
    intake.take(FROM_JULIET);
    await intake.idle();
    expect(said[0]?.attributes).toMatchObject({
      type: 'error',
      id: 'm1',
      to: FROM_JULIET.attributes['from'],
    });
  });
});
