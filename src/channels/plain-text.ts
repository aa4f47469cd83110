const bold = /\*\*([^*\n]+)\*\*/g;
const link = /\[([^[\]\n]+)\]\(([^\s()]+)\)/g;

/** The Markdown that the bot writes (bold and links) as plain text; an address stands behind its label. */
export const plainText = (markdown: string): string => markdown.replace(bold, '$1').replace(link, '$1 ($2)');
