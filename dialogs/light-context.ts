import type { TurnContext } from 'botbuilder';
import { DialogContext, type DialogInstance, type DialogSet } from 'botbuilder-dialogs';

/** Stands where the SDK keeps a memory. */
const noMemory = { getValue: () => undefined, setValue: () => undefined };

/**
 * Makes a dialog context as the SDK does, but for the memory, with scopes and services, that the SDK makes for each of them:
 * nothing here ever reads it, and making it takes as long as all that our own dialogs do in a turn.
 *
 * @param stack the dialogs that are open in it, the active one last
 * @param parent the context in which the dialog runs whose inner dialogs these are
 */
export const lightContext = (
  dialogs: DialogSet,
  context: TurnContext,
  stack: DialogInstance[],
  parent?: DialogContext,
): DialogContext =>
  Object.assign(Object.create(DialogContext.prototype) as DialogContext, {
    dialogs,
    context,
    parent,
    stack,
    state: noMemory,
  });
