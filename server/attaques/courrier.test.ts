import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { racine } from '#tools/racine.ts';
import { type CourrielAEcrire, ouvrirPoste, type Poste } from '../courriel.ts';

/* What leaves on the wire, byte for byte, when every word of a letter was chosen by somebody who wants another header or another reader. */
const recus: { brut: string; a: string[] }[] = [];
let poste: Poste;
const serveur = new SMTPServer({
  authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
  onData: (flux, session, fini) => {
    const morceaux: Buffer[] = [];
    flux.on('data', (m: Buffer) => morceaux.push(m));
    flux.on('end', () => {
      recus.push({ brut: Buffer.concat(morceaux).toString('utf8'), a: session.envelope.rcptTo.map((r) => r.address) });
      fini();
    });
  },
});
beforeAll(async () => {
  const port = await new Promise<number>((pret) => { const e = serveur.listen(0, '127.0.0.1', () => { const ou = e.address(); pret(typeof ou === 'object' && ou ? ou.port : 0); }); });
  poste = ouvrirPoste(`smtp://127.0.0.1:${port}`, 'Maillage <ne-pas-repondre@exemple.invalid>');
});
afterAll(async () => {
  poste.fermer();
  await new Promise<void>((fini) => { serveur.close(() => fini()); });
});

const A = 'marie@exemple.invalid';
const enBase64 = (t: string): string => Buffer.from(t).toString('base64');
const INJECTIONS = [
  'Marie\r\nBcc: pirate@exemple.invalid', 'Marie\nBcc: pirate@exemple.invalid', 'Marie\rBcc: pirate@exemple.invalid', 'Marie%0d%0aBcc: pirate@exemple.invalid',
  'Marie\u2028Bcc: pirate@exemple.invalid', 'Marie\u0085Bcc: pirate@exemple.invalid', 'Marie\u000bBcc: pirate@exemple.invalid', 'Marie\u0000Bcc: pirate@exemple.invalid',
  'Marie\r\n\r\n<script>alert(1)</script>', 'Marie\r\n.\r\nMAIL FROM:<pirate@exemple.invalid>', 'Marie" <pirate@exemple.invalid>, "x', 'Marie <pirate@exemple.invalid>,', 'Marie, pirate@exemple.invalid',
  '=?utf-8?Q?Marie=0D=0ABcc:_pirate@exemple.invalid?=', `=?utf-8?B?${enBase64('Marie\r\nBcc: pirate@exemple.invalid')}?=`, '=?utf-8?Q?CPAM_du_Rh=C3=B4ne?=', '=?us-ascii*fr?q?x?=', '\u202eeiraM', `${'a'.repeat(990)}\r\nBcc: pirate@exemple.invalid`,
];
const ADMIS = ['auto-submitted', 'content-transfer-encoding', 'content-type', 'date', 'from', 'list-unsubscribe', 'list-unsubscribe-post', 'message-id', 'mime-version', 'subject', 'to', 'x-auto-response-suppress', 'content-disposition', 'content-id'];

async function partir(c: CourrielAEcrire) {
  const avant = recus.length;
  await poste.envoyer(c);
  const recu = recus[avant];
  if (!recu) throw new Error('rien reçu');
  const entetes = (recu.brut.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  return { ...recu, entetes, noms: entetes.split('\r\n').map((l) => (l.split(':')[0] ?? '').toLowerCase()) };
}
const verifier = async (c: CourrielAEcrire): Promise<void> => {
  const { a, entetes, noms, brut } = await partir(c);
  expect(a).toEqual([A]);
  expect(noms.filter((n) => !ADMIS.includes(n))).toEqual([]);
  expect(noms.filter((n, i) => noms.indexOf(n) !== i)).toEqual([]);
  expect(entetes).not.toMatch(/=\?(?:utf-8|us-ascii)[^?]*\?[QB]\?[^?]*=0[DA]/i);
  expect(brut).not.toMatch(/^bcc:/im);
};

describe('rien de ce qu’on écrit ne devient un en-tête ni un destinataire', () => {
  test.each(INJECTIONS)('dans un nom : %j', (nom) => verifier({ a: A, nom, sujet: 'Réunion', texte: 'x' }));
  test.each(INJECTIONS)('dans un objet : %j', (sujet) => verifier({ a: A, sujet, texte: 'x' }));
  test.each(INJECTIONS)('dans le nom d’une pièce jointe : %j', (nom) => verifier({ a: A, sujet: 'Réunion', texte: 'x', piecesJointes: [{ nom, type: 'application/pdf', contenuBase64: enBase64('%PDF') }] }));
  test.each(INJECTIONS)('dans une adresse : %j, la lettre ne part pas', async (v) => {
    for (const a of [v, `${v}@exemple.invalid`, `${A}${v.replace('Marie', '')}`]) {
      const avant = recus.length;
      await poste.envoyer({ a, sujet: 'x', texte: 'x' }).catch(() => undefined);
      for (const r of recus.slice(avant)) expect(r.a).toEqual([a]);
      expect(recus.slice(avant).flatMap((r) => r.a).join(' ')).not.toContain('pirate@');
    }
  });
  test.each(['https://exemple.invalid/\r\nBcc: pirate@exemple.invalid', 'https://exemple.invalid/>\r\nBcc: pirate@exemple.invalid', 'https://exemple.invalid/\nBcc: pirate@exemple.invalid', 'https://exemple.invalid/>, <mailto:pirate@exemple.invalid'])('dans l’adresse qui arrête les lettres : %j', async (desabonnement) => {
    const avant = recus.length;
    await verifier({ a: A, sujet: 'Semaine', texte: 'x', desabonnement }).catch((e: unknown) => { if (recus.length > avant) throw e; });
    for (const r of recus.slice(avant)) expect(r.brut.split('\r\n\r\n')[0]).not.toMatch(/mailto:|>\s*,/i);
  });
  test('un mot qui se fait passer pour un autre une fois décodé ne se décode pas', async () => {
    const { entetes } = await partir({ a: A, nom: `=?utf-8?B?${enBase64('Assurance Maladie')}?=`, sujet: '=?utf-8?Q?Assurance_Maladie?=', texte: 'x' });
    expect(entetes).not.toContain(`=?utf-8?B?${enBase64('Assurance Maladie')}`);
    expect(entetes).not.toMatch(/Subject: =\?utf-8\?Q\?Assurance_Maladie\?=/i);
  });
});

test('une seule porte laisse sortir le courrier : rien d’autre n’ouvre de transport ni n’écrit dans la boîte d’envoi', () => {
  const sources = globSync(['server/**/*.{ts,tsx}', 'modules/**/*.{ts,tsx}', 'cli/**/*.ts', 'db/**/*.ts'], { cwd: racine }).filter((f) => !/\.test\.tsx?$/.test(f));
  const qui = (motif: RegExp): string[] => sources.filter((f) => motif.test(readFileSync(join(racine, f), 'utf8')));
  expect(qui(/createTransport|from 'nodemailer/)).toEqual(['server/courriel.ts']);
  expect(qui(/publier\([^)]*'courriel'/)).toEqual(['server/courriel.ts']);
  expect(qui(/\bposte\.envoyer\(/)).toEqual(['server/courriel.ts', 'server/taches/courrier.ts']);
});
