/** What nobody may find anywhere after it was typed: each kind of secret, in a message as people write it. */
export const secretMessages: readonly { readonly text: string; readonly secrets: readonly string[] }[] = [
  { text: 'my password is Hunter2!forever', secrets: ['Hunter2', 'forever'] },
  { text: 'the pw: corr3ct-h0rse.battery', secrets: ['corr3ct', 'h0rse', 'battery'] },
  { text: 'I got 482913 just now, is that right?', secrets: ['482913'] },
  { text: 'my code is 90 31 77 64', secrets: ['90 31 77 64', '90317764', '31 77'] },
  {
    text: 'my recovery code is QWERT-YUPAS-DFGHJ-KLZXC-VBN23',
    secrets: ['QWERT', 'YUPAS', 'DFGHJ', 'KLZXC', 'VBN23'],
  },
  { text: 'write to jane.doe+x@example.org please', secrets: ['jane.doe', 'example.org'] },
  { text: 'call me: +44 7700 900123 or (206) 555-0147', secrets: ['7700', '900123', '555-0147'] },
  { text: 'my card 4111 1111 1111 1111 was charged', secrets: ['4111 1111', '1111 1111'] },
  {
    text: 'mail ada@lovelace.example pass: S3sam-open!, code 771204, phone 06 12 34 56 78',
    secrets: ['lovelace', 'S3sam', '771204', '12 34 56'],
  },
];

/** A word that stands for whatever a field may hold; made anew for each field, so that a leak names its field. */
const canary = (field: string): string => `canary${field.replace(/\W/g, '')}zq`;

const canaryFields = [
  'from.name',
  'from.aadObjectId',
  'recipient.name',
  'conversation.name',
  'conversation.aadObjectId',
  'channelData.note',
  'channelData.tenant',
  'entity',
  'value',
  'valueType',
  'attachment.name',
  'attachment.content',
  'attachment.url',
  'summary',
  'speak',
  'label',
  'topicName',
  'code',
  'semanticAction',
  'suggestedActions',
  'relatesTo',
  'listenFor',
  'textHighlights',
  'callerId',
  'unknownField',
  'timezone',
  'timestamp',
  'header',
  'query',
] as const;

const privatePart = 'canarylz';

/** All canaries, whichever field they were put into. */
export const canaries: readonly string[] = [privatePart, ...canaryFields.map(canary)];

const of = (field: (typeof canaryFields)[number]): string => canary(field);

/** Everything an activity can hold beside its text, each field with its own canary. */
export const nosyFields = {
  from: { name: of('from.name'), aadObjectId: of('from.aadObjectId') },
  recipient: { name: of('recipient.name') },
  conversation: { name: of('conversation.name'), aadObjectId: of('conversation.aadObjectId') },
  channelData: { note: of('channelData.note'), tenant: { id: of('channelData.tenant') } },
  rest: {
    entities: [{ type: 'mention', text: of('entity'), mentioned: { id: 'x', name: of('entity') } }],
    value: { question: of('value'), password: of('value') },
    valueType: of('valueType'),
    attachments: [
      {
        contentType: 'text/plain',
        name: of('attachment.name'),
        content: of('attachment.content'),
        contentUrl: `https://example.com/${of('attachment.url')}`,
      },
    ],
    summary: of('summary'),
    speak: of('speak'),
    label: of('label'),
    topicName: of('topicName'),
    code: of('code'),
    semanticAction: { id: of('semanticAction') },
    suggestedActions: { actions: [{ type: 'imBack', title: of('suggestedActions'), value: 'x' }] },
    relatesTo: { user: { name: of('relatesTo') } },
    listenFor: [of('listenFor')],
    textHighlights: [{ text: of('textHighlights'), occurrence: 1 }],
    callerId: of('callerId'),
    unknownField: of('unknownField'),
    // A tag may have private parts, of at most eight characters.
    locale: `en-x-${privatePart}`,
    localTimezone: of('timezone'),
    localTimestamp: of('timestamp'),
  },
} as const;

/** Headers and a query with canaries of their own. */
export const nosyHeaders = {
  'user-agent': of('header'),
  cookie: `session=${of('header')}`,
  referer: `https://example.com/?${of('header')}`,
  'x-ms-bot-agent': of('header'),
};
export const nosyQuery = `note=${of('query')}&watermark=`;
