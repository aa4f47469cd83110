import { createHmac } from 'node:crypto';
import { conversationKey, type Place } from '../../turn/turn.ts';

/** The channel id that activities of the embedded Direct Line bear; Azure's Direct Line bears the same. */
export const channelId = 'directline';

/** Stable and never called (A2300); reserved, so that nothing can be sent there by mistake. */
export const serviceUrl = 'https://latchkey.invalid/directline/';

/** Where a conversation of the embedded Direct Line lives. */
export const placeOf = (conversation: string): Place => ({
  origin: 'embedded',
  channel: channelId,
  conversation,
});

/** The key of a conversation of the embedded Direct Line. */
export const keyOf = (conversation: string): string => conversationKey(placeOf(conversation));

/** Tells whether `id` can be a conversation of ours; others are unknown without asking the store. */
export const isConversationId = (id: string): boolean => /^[\w-]{8,64}$/.test(id);

/** The id of the activity at a position of the log, as the live service writes it. */
export const activityId = (conversation: string, position: number): string =>
  `${conversation}|${String(position).padStart(7, '0')}`;

/**
 * The user of a conversation for whom no id was given: cannot be guessed, and is the same whenever the conversation is
 * taken up again.
 */
export const userIdOf = (signingKey: string, conversation: string): string =>
  `dl_${mark(signingKey, `user:${conversation}`)}`;

/**
 * The id under which a calling server's user is kept. Servers that hold the secret name users as they like; a name that
 * is more than an id (an e-mail address, a phone number) is replaced by a mark that stays the same for it (promise P4).
 */
export const keptUserId = (signingKey: string, given: string): string =>
  /^[\w.:|=+/-]{1,100}$/.test(given) && !/\d{7}/.test(given)
    ? given
    : `user_${mark(signingKey, `given:${given}`)}`;

const mark = (signingKey: string, text: string): string =>
  createHmac('sha256', signingKey).update(text).digest('base64url').slice(0, 22);
