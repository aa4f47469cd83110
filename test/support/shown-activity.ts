/** What of an activity a person sees, as far as tests look into it. */
export interface ShownActivity {
  readonly text?: string;
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: string }[];
  };
  readonly attachments?: readonly { readonly contentType: string; readonly content?: unknown }[];
}

/** An Adaptive Card of the bot. */
export interface ShownCard {
  readonly version: string;
  readonly fallbackText: string;
  readonly body: readonly {
    readonly type: string;
    readonly text?: string;
    readonly actions?: readonly ShownAction[];
  }[];
}

export interface ShownAction {
  readonly type: string;
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The cards of an activity. */
export const cardsOf = ({ attachments = [] }: ShownActivity): readonly ShownCard[] =>
  attachments.map(({ content }) => content as ShownCard);

/** The buttons on the cards of an activity. */
export const cardActionsOf = (activity: ShownActivity): readonly ShownAction[] =>
  cardsOf(activity).flatMap(({ body }) => body.flatMap(({ actions = [] }) => actions));

/** What can be read, on a card or beside it. */
export const textOf = (activity: ShownActivity): string =>
  activity.text ??
  cardsOf(activity)
    .flatMap(({ body }) => body.flatMap(({ text }) => text ?? []))
    .join('\n\n');

/** The titles of all buttons, on a card or below the text. */
export const buttonsOf = (activity: ShownActivity): string[] => [
  ...(activity.suggestedActions?.actions.map(({ title }) => title) ?? []),
  ...cardActionsOf(activity).map(({ title }) => title),
];
