/** What the launcher says in one language; the server puts it into the script. */
export interface Words {
  readonly dir: 'ltr' | 'rtl';
  /** What the chat is: the name of the button, the panel and the frame. */
  readonly label: string;
  readonly close: string;
  readonly dismiss: string;
  /** With `{count}`. */
  readonly unread: string;
  readonly failed: string;
  readonly newTab: string;
  /** With `{origin}`. */
  readonly owner: string;
}
