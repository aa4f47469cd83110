import type { Hearing } from './hearing.ts';

/** Tells the person, once a kind, that what they typed was secret and has been taken out (P4). */
export function warnAboutSecrets({ scope, incoming }: Hearing): void {
  const { progress, talk, remote } = scope;
  const fresh = incoming.understanding.secrets.filter((kind) => !progress.toldSecrets.includes(kind));
  if (fresh.length === 0) return;
  progress.toldSecrets.push(...fresh);
  talk.insist(fresh.length === 1 ? `secret.${fresh[0]}` : 'secret.several');
  if (remote) talk.insist('secret.deleteIt');
}
