import { ActivityHandler, ConversationState, MemoryStorage } from 'botbuilder';
import {
  ChoicePrompt,
  DialogSet,
  type DialogState,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { serveBot } from './serve-bot.ts';

const ask = (prompt: string, choices: readonly string[]) => async (step: WaterfallStepContext) =>
  await step.prompt('choice', { prompt, retryPrompt: prompt, choices: [...choices] });

/** Asks three questions by the SDK's own prompt, thanks, and begins again with the next message. */
class WaterfallBot extends ActivityHandler {
  constructor() {
    super();
    const state = new ConversationState(new MemoryStorage());
    const dialogs = new DialogSet(state.createProperty<DialogState>('dialogState'));
    dialogs.add(new ChoicePrompt('choice'));
    dialogs.add(
      new WaterfallDialog('questions', [
        ask('Which colour do you like?', ['red', 'green', 'blue']),
        ask('Which size do you wear?', ['small', 'medium', 'large']),
        ask('Shall we send it?', ['yes', 'no']),
        async (step) => {
          await step.context.sendActivity('Thank you.');
          return await step.endDialog();
        },
      ]),
    );
    this.onMessage(async (context, next) => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) await dialog.beginDialog('questions');
      await state.saveChanges(context);
      await next();
    });
  }
}

serveBot(new WaterfallBot());
