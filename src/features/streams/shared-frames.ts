import type { LoggedEvent } from '../events/logged-event.ts';
import type { Form } from './sink.ts';

/** Makes each event once in each form, for as long as the function is kept. */
export function sharedFrames(): (form: Form, logged: LoggedEvent) => Buffer {
  const byForm = new Map<Form, Map<LoggedEvent, Buffer>>();
  return (form, logged) => {
    const made = byForm.get(form) ?? new Map<LoggedEvent, Buffer>();
    byForm.set(form, made);
    const frame = made.get(logged) ?? form(logged);
    made.set(logged, frame);
    return frame;
  };
}
