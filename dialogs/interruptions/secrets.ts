import type { Hearing } from './hearing.ts';

/**
 * Tells the person, once a kind, that what they typed was secret and has been taken out (P4).
 *
 * @returns true when something was said
 */
export function warnAboutSecrets({ scope, incoming }: Hearing): boolean {
  const { progress, talk, remote } = scope;
  const fresh = incoming.understanding.secrets.filter((kind) => !progress.toldSecrets.includes(kind));
  if (fresh.length === 0) return false;
  progress.toldSecrets.push(...fresh);
  talk.insist(fresh.length === 1 ? `secret.${fresh[0]}` : 'secret.several');
  if (remote) talk.insist('secret.deleteIt');
  return true;
}
