import type { Requirements } from './requirement.ts';

/** The rules of one turn: once, whole, in order, durable, and delivered as far as a channel allows. */
export const turnRequirements = {
  'turn.once': {
    text:
      'An input seen before, by any of its ids, is not run again: the answer recorded for it is given again, and what ' +
      'is undelivered is delivered.',
    source: 'our rules of a turn: once only',
  },
  'turn.order': {
    text: 'The inputs of one conversation are taken one after another, in the order they came.',
    source: 'our rules of a turn: queue',
  },
  'turn.side-by-side': {
    text: 'No conversation waits for another, neither in the queue nor in delivery.',
    source: 'our rules of a turn: queue',
  },
  'turn.busy': {
    text: 'More inputs than a conversation can hold in its queue are turned away, and are taken when they come again.',
    source: 'our rules of a turn: queue',
  },
  'turn.unknown': {
    text: 'An input of an unknown conversation is refused, unless its channel lets a conversation begin with it.',
    source: 'our rules of a turn: queue',
  },
  'turn.whole': {
    text:
      'State, recorded answer, log and outbox of a turn are written in one transaction or not at all; a failing write ' +
      'in a shared transaction fails alone; a failing bot leaves everything as it was.',
    source: 'our rules of a turn: one transaction',
  },
  'turn.durable': {
    text: 'What was committed is there after a crash and after a restart.',
    source: 'our rules of a turn: one transaction',
  },
  'turn.conflict': {
    text:
      'When another server moved the conversation meanwhile, the turn runs again on the fresh row; nothing of the ' +
      'first attempt is kept or sent.',
    source: 'our rules of a turn: one transaction',
  },
  'turn.stamps': {
    text: 'Positions in a conversation have no gap and no repeat, and timestamps only grow.',
    source: 'our rules of a turn: log',
  },
  'turn.forget': {
    text:
      '"Forget me" deletes all that belongs to the conversation and nothing of another; what stays is a bare row and ' +
      'the confirmation.',
    source: 'our promise: no secrets kept',
  },
  'turn.retention': {
    text:
      'A conversation in which nobody has spoken for RETENTION_DAYS goes with all that belongs to it, what shows an ' +
      'input to be a repeat after three days, in small batches; no table keeps a trace.',
    source: 'our promise: no secrets kept',
  },
  'turn.delivery-order': {
    text: 'Messages of one conversation are delivered in order: none is sent before the one ahead of it is settled.',
    source: 'our rules of a turn: delivery',
  },
  'turn.delivery-resumed': {
    text: 'What a dead process or an earlier life left undelivered is found and delivered by a living one.',
    source: 'our rules of a turn: delivery',
  },
  'turn.refused-again': {
    text:
      'A message refused by 429 or for want of a connection is sent again, after the time the channel named or with ' +
      'growing pauses, until it is taken.',
    source: 'our rules of a turn: delivery',
  },
  'turn.doubtful-once-more': {
    text:
      'A message whose fate is unknown (5xx, time-out, reset, a crash in mid-sending) is sent once more and never a ' +
      'third time.',
    source: 'our rules of a turn: delivery',
  },
  'turn.rejected': {
    text: 'A message that the channel will never take is dropped alone.',
    source: 'our rules of a turn: delivery',
  },
  'turn.reference-ended': {
    text: 'A 403 ends the reference: what is left for it is dropped, until the person comes again.',
    source: 'our rules of a turn: delivery',
  },
  'turn.patience': {
    text: 'What could not be delivered for an hour is dropped.',
    source: 'our rules of a turn: delivery',
  },
  'turn.missed': {
    text: 'The turn after a dropped message knows that the person missed something, even when it was under way already.',
    source: 'our rules of a turn: delivery',
  },
  'turn.graceful-stop': {
    text: 'Stopping takes up nothing more and waits for the sendings under way.',
    source: 'our rules of a turn: delivery',
  },
} satisfies Requirements;
