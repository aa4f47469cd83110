import { ActivityHandler } from 'botbuilder';
import { serveBot } from './serve-bot.ts';

/** Says what it hears, and keeps nothing. */
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
      await next();
    });
  }
}

serveBot(new EchoBot());
