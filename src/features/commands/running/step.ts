/** What a caller wants of a command, against what the other side offers now. Pure. */
import type { CommandAction, CommandValues, DataForm } from '../../../contract/schemas.ts';
import { BridgeError, type InputFault } from '../../../core/errors.ts';
import type { CommandReply } from '../../../extensions/queries/command.ts';
import { fillForm } from '../../../extensions/queries/form-fill.ts';

/** How a caller goes on. */
export interface Wish {
  readonly action?: CommandAction | undefined;
  readonly values?: CommandValues | undefined;
  /** JSON pointer of it in the request: empty, or `/steps/0`. */
  readonly at: string;
  /** Another step follows: where no action is named, the next form is wanted. */
  readonly goesOn?: boolean;
}

export interface Step {
  readonly action: CommandAction;
  readonly form?: DataForm;
}

/**
 * Throws `conflict` for a command that has ended, `invalid-request` for an action that is not offered, and `form-invalid`.
 */
export function stepOf(reply: CommandReply, wish: Wish): Step {
  if (reply.status !== 'executing') {
    throw new BridgeError('conflict', `The command is ${reply.status}; execute it again.`);
  }
  const action = wish.action ?? usualAction(reply, wish.goesOn === true);
  checkOffered(reply, action, wish);
  const isSubmitting = action === 'next' || action === 'complete';
  if (!isSubmitting && wish.values !== undefined) {
    throw bad(`${wish.at}/values`, `"${action}" takes no values.`);
  }
  if (!isSubmitting) return { action };
  const form = filled(reply, wish);
  return form === undefined ? { action } : { action, form };
}

/** What `execute` means (XEP-0050 §3.4), except that more forms are asked for where more steps were given. */
function usualAction({ actions = [], suggested }: CommandReply, goesOn: boolean): CommandAction {
  if (goesOn && actions.includes('next')) return 'next';
  if (suggested !== undefined) return suggested;
  return actions.includes('complete') ? 'complete' : 'next';
}

function checkOffered({ actions = [] }: CommandReply, action: CommandAction, { at }: Wish): void {
  if (action === 'cancel' || actions.includes(action)) return;
  const offered = [...actions, 'cancel'].join(', ');
  throw bad(
    `${at}/action`,
    `The other side does not offer "${action}" now; it offers: ${offered}.`,
  );
}

function filled({ form }: CommandReply, { values = {}, at }: Wish): DataForm | undefined {
  const names = Object.keys(values);
  if (form?.type !== 'form') {
    if (names.length === 0) return undefined;
    throw formInvalid([{ pointer: `${at}/values`, detail: 'There is no form to fill in now.' }]);
  }
  const result = fillForm(form, values, `${at}/values`);
  if (result.faults !== undefined) throw formInvalid(result.faults);
  return result.form;
}

function formInvalid(errors: readonly InputFault[]): BridgeError {
  const [first] = errors;
  const detail = `${first?.pointer ?? ''}: ${first?.detail ?? 'The values do not fit the form.'}`;
  return new BridgeError('form-invalid', detail, { errors });
}

function bad(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}
