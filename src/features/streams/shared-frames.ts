import type { Form, LiveEvent } from '../../core/live.ts';

/** Makes each event once in each form, for as long as the function is kept. */
export function sharedFrames(): (form: Form, logged: LiveEvent) => Buffer {
  const byForm = new Map<Form, Map<LiveEvent, Buffer>>();
  return (form, logged) => {
    const made = byForm.get(form) ?? new Map<LiveEvent, Buffer>();
    byForm.set(form, made);
    const frame = made.get(logged) ?? form(logged);
    made.set(logged, frame);
    return frame;
  };
}
