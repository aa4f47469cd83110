import { forge, secret } from './credentials.ts';
import { frame } from './framing.ts';
import { writeActivity, writeJson } from './json.ts';
import { applyTrick } from './path-tricks.ts';
import type { HostileRequest } from './requests.ts';
import type { Operation, Target } from './target.ts';
import { canary } from './texts.ts';
import type { Ending } from './wire.ts';

/** A request as it goes over the wire. */
export interface Written {
  readonly bytes: Buffer;
  readonly method: string;
  readonly ending: Ending;
  /** Whether its sender may do this; when not, anything but a refusal is a hole. */
  readonly mayPass: boolean;
}

/** @param isLast false: the connection is to stay open behind it */
export async function writeRequest(request: HostileRequest, target: Target, isLast = true): Promise<Written> {
  const operation = target.operations[request.operation % target.operations.length] as Operation;
  const { conversationId } = request.ofVictim ? target.victim : target.own;
  const path = operation.path
    .replace('{conversationId}', request.conversation ?? conversationId)
    .replace(/\{\w+\}/g, 'x');
  const method = request.method ?? operation.method;
  const host = request.host ?? `127.0.0.1:${target.port}`;
  const type = request.type ?? 'application/json';
  const authorization = await authorizationOf(request, operation, target);
  const { lines, bytes, ending } = frame(bodyOf(request, operation, target), request.framing);
  const head = [
    `${method} ${applyTrick(request.trick, path)}${request.query === undefined ? '' : `?${request.query}`} HTTP/1.1`,
    ...(host === '' ? [] : [`Host: ${host}`]),
    ...(isLast ? ['Connection: close'] : []),
    ...(authorization === '' ? [] : [`Authorization: ${authorization}`]),
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    ...(request.headers ?? []),
    ...lines,
  ];
  return {
    bytes: Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]),
    method,
    ending,
    mayPass: method === 'OPTIONS' || !operation.isGuarded || isAllowed(request, operation),
  };
}

const isOfConversation = ({ path }: Operation): boolean => path.includes('{conversationId}');

/** What is used instead of a credential with which the sender would be the victim, or whoever holds the secret. */
const credentialOf = ({ credential, ofVictim }: HostileRequest): HostileRequest['credential'] =>
  ofVictim && (credential === 'victim' || credential === 'secret') ? undefined : credential;

function isAllowed(request: HostileRequest, operation: Operation): boolean {
  const credential = credentialOf(request);
  if (credential === 'secret') return true;
  if (credential === 'victim') return !isOfConversation(operation) && !operation.needsSecret;
  if (credential !== undefined) return false;
  return !isOfConversation(operation) || (request.conversation === undefined && !request.ofVictim);
}

async function authorizationOf(
  request: HostileRequest,
  operation: Operation,
  target: Target,
): Promise<string> {
  const credential = credentialOf(request);
  if (credential === 'victim') return `Bearer ${target.victim.token}`;
  if (credential === 'secret' || (credential === undefined && operation.needsSecret))
    return `Bearer ${secret}`;
  if (credential === undefined) return operation.isGuarded ? `Bearer ${target.own.token}` : '';
  return await forge(credential, request.ofVictim ? target.victim : target.own);
}

/** How many conversations connector activities are spread over. */
const remoteConversations = 200;

function bodyOf(
  { body, framing }: HostileRequest,
  { path, hasBody }: Operation,
  target: Target,
): Buffer | undefined {
  const isConnector = path === '/api/messages';
  if (typeof body === 'object' && 'activity' in body) {
    return Buffer.from(writeActivity(body.activity, isConnector ? remoteFields(target) : {}));
  }
  if (body !== undefined) return Buffer.from(writeJson(body));
  if (!hasBody && framing === undefined) return undefined;
  if (isConnector)
    return Buffer.from(JSON.stringify({ ...remoteFields(target), type: 'message', text: 'hello' }));
  return Buffer.from(path.endsWith('/activities') ? `{"type":"message","text":"hello ${canary}"}` : '{}');
}

function remoteFields({ serviceUrl, next }: Target): Readonly<Record<string, unknown>> {
  const number = next();
  return {
    id: `hostile-${number}`,
    channelId: 'msteams',
    serviceUrl,
    conversation: { id: `hostile-${number % remoteConversations}` },
    from: { id: '29:attacker' },
    recipient: { id: '28:bot' },
    // The others' replies are delivered.
    ...(number % 4 > 0 && { deliveryMode: 'expectReplies' }),
  };
}
