import type { Scope } from '../scope.ts';

/** Says who the bot is to someone who speaks before having been greeted. */
export function greetNewcomer(scope: Scope): void {
  if (scope.progress.open) return;
  scope.talk.insist('welcome.greeting', { botName: scope.settings.botName });
  scope.talk.insist('welcome.limits');
  scope.greeted = true;
}
