import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { lireLettre, relever } from '#server/calendriers/releve.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET, siteEssai } from '#server/essais.ts';
import { lireAdresse, signerAdresse } from '#server/liens/adresse-reponse.ts';
import { type BoiteSimulee, lancerBoiteSimulee } from '#server/simulateurs/imap.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { ecrireCalendrier, type ReponseIcs } from '../moteur/calendrier-ics.ts';
import { tirageDe } from '../moteur/tirage.ts';
import { ReunionId } from '../model.ts';
import { noterReponseRecue, tacheReponses } from './lire-reponses.ts';
import { repondreInvitation } from './noter-reunion.ts';

const BOITE = 'agenda@cpts.exemple.fr';
const base = essaiAvecBase();
let imap: BoiteSimulee = await lancerBoiteSimulee();
const ouvertes = [imap];
const config = { ...lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test' }), reponses: { get imapUrl() { return imap.url; }, adresse: BOITE } };
const { entrer, services } = siteEssai(base, { config });
afterAll(() => Promise.all(ouvertes.map((b) => b.fermer())));
beforeEach(async () => {
  imap = await lancerBoiteSimulee();
  ouvertes.push(imap);
});

/** A meeting whose date is kept, and the invitation that Basile received. */
async function invitation() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const r = await elle.poster('/agenda/sondages', { groupe: '', duree: '120', dates: '2026-12-08T18:30:00.000Z', titre: 'Bureau de décembre', lieu: '', cloture: '30/11/2026', autres: '' });
  await elle.poster(`${new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${elle.cpts.slug}`, '')}/date`, { rang: '0' });
  const lettres = (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', elle.cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute())
    .flatMap(({ charge }) => (typeof charge === 'object' && charge !== null && 'scelle' in charge ? [descellerCourriel(String(charge.scelle), SECRET)] : []));
  const ics = (lettres.filter((l) => l.a === lui.moi.courriel).at(-1)?.calendrier?.contenu ?? '').replace(/\r\n /g, '');
  const lire = (motif: RegExp): string => motif.exec(ics)?.[1] ?? '';
  const reponse = async (): Promise<string | undefined> => (await base.proprietaire.selectFrom('reunion_invites').select('reponse').where('cpts_id', '=', elle.cpts.id).where('personne_id', '=', lui.moi.id).executeTakeFirst())?.reponse;
  const [reunion] = await base.proprietaire.selectFrom('reunions').select('id').where('cpts_id', '=', elle.cpts.id).execute();
  return { elle, lui, reunion: `/agenda/reunions/${reunion?.id}`, uid: lire(/\r\nUID:(.*)\r\n/), a: lire(/ORGANIZER[^\r]*mailto:(\S+)\r\n/), reponse };
}

type Avec = { readonly de?: string; readonly a?: string; readonly reponse?: ReponseIcs; readonly sequence?: number; readonly le?: Date; readonly invite?: string; readonly uid?: string };
const LE = new Date(INSTANT.getTime() - 3_600_000);
/** The letter that a calendar program sends. @source RFC 6047 §2.4 */
function lettre(i: { readonly uid: string; readonly a: string; readonly lui: { readonly moi: { readonly courriel: string } } }, x: Avec = {}): string {
  const ics = ecrireCalendrier({ methode: 'REPLY', evenements: [{ uid: x.uid ?? i.uid, sequence: x.sequence ?? 0, titre: 'Bureau', debut: INSTANT, fin: new Date(INSTANT.getTime() + 3_600_000), ecritLe: x.le ?? LE, statut: 'CONFIRMED', invites: [{ nom: 'Basile', courriel: x.invite ?? i.lui.moi.courriel, reponse: x.reponse ?? 'ACCEPTED' }] }] });
  return [`From: "Basile" <${x.de ?? i.lui.moi.courriel}>`, `To: <${x.a ?? i.a}>`, 'Subject: =?utf-8?B?QWNjZXB0w6k=?=', 'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary="b"', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Je viens.', '--b', 'Content-Type: text/calendar; charset=utf-8; method=REPLY', 'Content-Transfer-Encoding: base64', '', (Buffer.from(ics).toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'), '--b--', ''].join('\r\n');
}
const lireBoite = (): Promise<void> => tacheReponses.executer({}, { services, cptsId: undefined, cle: 'essai', avancer: () => Promise.resolve() });

describe('les réponses reçues par courriel', () => {
  test('accepter, hésiter puis refuser depuis son calendrier change la réponse ; chaque lettre est lue une fois', async () => {
    const i = await invitation();
    expect(await i.reponse()).toBe('attendue');
    for (const [n, [reponse, attendue]] of ([['ACCEPTED', 'acceptee'], ['TENTATIVE', 'provisoire'], ['DECLINED', 'refusee']] as const).entries()) {
      imap.deposer(lettre(i, { reponse, le: new Date(LE.getTime() + n * 60_000) }));
      await lireBoite();
      expect([await i.reponse(), imap.vues()]).toEqual([attendue, Array.from({ length: n + 1 }, (_, k) => k + 1)]);
    }
    const avant = imap.recues.filter((c) => c.includes('BODY')).length;
    await lireBoite();
    expect(imap.recues.filter((c) => c.includes('BODY'))).toHaveLength(avant);
  });

  test.each<[string, Avec, string]>([
    ['un autre expéditeur', { de: 'pirate@exemple.invalid' }, 'expediteur_autre'],
    ['un autre expéditeur qui se dit invité à sa place', { de: 'pirate@exemple.invalid', invite: 'pirate@exemple.invalid' }, 'adresse_non_signee'],
    ['l’adresse sans signature', { a: BOITE }, 'adresse_non_signee'],
    ['l’adresse d’une autre réunion', { uid: 'autre@exemple.invalid' }, 'adresse_non_signee'],
    ['une réponse au lieu d’avant', { sequence: -1 }, 'perimee'],
    ['une réponse à un état qui n’existe pas encore', { sequence: 7 }, 'perimee'],
    ['ce qui n’est pas une réponse', { reponse: 'NEEDS-ACTION' }, 'pas_une_reponse'],
  ])('%s ne change rien', async (_, avec, code) => {
    const i = await invitation();
    const recue: unknown[] = [];
    imap.deposer(lettre(i, avec));
    await relever(imap.url, async (l) => void recue.push(await noterReponseRecue(services, l, BOITE)));
    expect([recue, await i.reponse()]).toEqual([[{ ok: false, refus: { code } }], 'attendue']);
  });

  test('l’adresse de l’un ne sert pas à l’autre, même invité à la même réunion', async () => {
    const i = await invitation();
    const recue: unknown[] = [];
    imap.deposer(lettre(i, { de: i.elle.moi.courriel, invite: i.elle.moi.courriel }));
    await relever(imap.url, async (l) => void recue.push(await noterReponseRecue(services, l, BOITE)));
    expect(recue).toEqual([{ ok: false, refus: { code: 'adresse_non_signee' } }]);
  });

  test('une lettre relue, ou plus ancienne que la dernière, ne change rien', async () => {
    const i = await invitation();
    const issues: unknown[] = [];
    for (const x of [{ le: LE }, { le: LE, reponse: 'DECLINED' }, { le: new Date(LE.getTime() - 60_000), reponse: 'DECLINED' }] as const) imap.deposer(lettre(i, x));
    await relever(imap.url, async (l) => void issues.push(await noterReponseRecue(services, l, BOITE)));
    expect([issues, await i.reponse()]).toEqual([[{ ok: true, valeur: 'acceptee' }, { ok: false, refus: { code: 'deja_lue' } }, { ok: false, refus: { code: 'deja_lue' } }], 'acceptee']);
  });

  test('une réponse donnée depuis par son lien l’emporte sur une lettre écrite avant', async () => {
    const i = await invitation();
    const invite = await base.proprietaire.selectFrom('reunion_invites').select(['id', 'reunion_id']).where('cpts_id', '=', i.elle.cpts.id).where('personne_id', '=', i.lui.moi.id).executeTakeFirstOrThrow();
    expect((await i.lui.dans((ctx) => repondreInvitation(ctx, { id: ReunionId.parse(invite.reunion_id), inviteId: invite.id, reponse: 'refusee' }))).ok).toBe(true);
    imap.deposer(lettre(i));
    await lireBoite();
    expect(await i.reponse()).toBe('refusee');
  });

  test('une réunion annulée n’attend plus de réponse', async () => {
    const i = await invitation();
    await base.proprietaire.updateTable('reunions').set({ statut: 'annulee' }).where('cpts_id', '=', i.elle.cpts.id).execute();
    imap.deposer(lettre(i));
    await lireBoite();
    expect(await i.reponse()).toBe('attendue');
  });

  test('une lettre trop grande n’est pas téléchargée, une illisible n’arrête rien, et celle qui échoue revient', async () => {
    const i = await invitation();
    imap.deposer('X', 50_000_000);
    imap.deposer(Buffer.alloc(2000, 0xff));
    imap.deposer(lettre(i));
    let essais = 0;
    const panne = relever(imap.url, async (l) => {
      if (l.calendrier !== undefined && essais++ === 0) throw new Error('base absente');
    });
    await expect(panne).rejects.toThrow('base absente');
    expect([imap.vues(), imap.recues.some((c) => /UID FETCH 1 .*BODY/i.test(c))]).toEqual([[1, 2], false]);
    await lireBoite();
    expect([imap.vues(), await i.reponse()]).toEqual([[1, 2, 3], 'acceptee']);
  });

  test('une lettre dont le serveur ment sur la taille est coupée', async () => {
    imap.deposer(Buffer.alloc(30_000_000, 65), 1000);
    const avant = process.memoryUsage().arrayBuffers;
    expect(await relever(imap.url, () => Promise.resolve())).toEqual({ lues: 1, tropGrandes: 0 });
    expect(process.memoryUsage().arrayBuffers - avant).toBeLessThan(20_000_000);
  });
});

type Invitation = Awaited<ReturnType<typeof invitation>>;
const reply = (i: Invitation, x: Avec = {}): string => Buffer.from(lettre(i, x).split('\r\n\r\n').at(-1)?.split('\r\n--b--')[0] ?? '', 'base64').toString('utf8');
/** A letter of one part, or of several, each as its program wrote it: headers, empty line, body. */
const courrier = (i: Invitation, parties: readonly (readonly [entetes: string, corps: string | Buffer])[], de = i.lui.moi.courriel): Buffer => Buffer.concat([
  Buffer.from([`From: <${de}>`, `To: <${i.a}>`, 'Subject: Re', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="m"', '', ''].join('\r\n')),
  ...parties.flatMap(([entetes, corps]) => [Buffer.from(`--m\r\n${entetes}\r\n\r\n`), Buffer.from(corps), Buffer.from('\r\n')]), Buffer.from('--m--\r\n'),
]);
const utf16be = (t: string): Buffer => Buffer.from(t, 'utf16le').swap16();
const enQuotedPrintable = (t: string): string => t.replace(/[=é]/g, (c) => (c === '=' ? '=3D' : '=C3=A9')).split('\r\n').map((l) => l.replace(/(.{70})(?=.)/g, '$1=\r\n')).join('\r\n');
const base64 = (octets: Buffer): string => (octets.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');

describe('les lettres telles que les programmes les écrivent', () => {
  const CAL = 'Content-Type: text/calendar; method=REPLY';
  const recevoir = async (source: Buffer) => {
    const l = await lireLettre(source);
    return l ? noterReponseRecue(services, l, BOITE) : undefined;
  };

  test.each<[string, (i: Invitation) => Buffer]>([
    ['en quoted-printable', (i) => courrier(i, [[`${CAL}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable`, enQuotedPrintable(reply(i))]])],
    ['en octets, sans codage', (i) => courrier(i, [[`${CAL}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit`, reply(i)]])],
    ['en UTF-16 avec sa marque', (i) => courrier(i, [[`${CAL}; charset=utf-16\r\nContent-Transfer-Encoding: base64`, base64(Buffer.from(`\uFEFF${reply(i)}`, 'utf16le'))]])],
    ['en UTF-16 à l’envers, sans marque', (i) => courrier(i, [[`${CAL}; charset=utf-16be\r\nContent-Transfer-Encoding: base64`, base64(utf16be(reply(i)))]])],
    ['en windows-1252', (i) => courrier(i, [[`${CAL}; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit`, Buffer.from(reply(i).replace('CN=Basile', 'CN=Zoé'), 'latin1')]])],
    ['comme pièce application/ics', (i) => courrier(i, [['Content-Type: text/plain', 'Je viens.'], ['Content-Type: application/ics; name="invite.ics"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64', base64(Buffer.from(reply(i)))]])],
    ['après l’invitation d’origine, jointe elle aussi', (i) => courrier(i, [['Content-Type: text/calendar', reply(i, { reponse: 'DECLINED' }).replace('METHOD:REPLY', 'METHOD:REQUEST')], ['Content-Type: text/calendar', reply(i)]])],
    ['sans la fin du courrier', (i) => courrier(i, [[CAL, reply(i)]]).subarray(0, -7)],
    ['avec toutes les personnes invitées, l’expéditeur en second', (i) => courrier(i, [[CAL, reply(i).replace('ATTENDEE', `ATTENDEE;PARTSTAT=DECLINED:mailto:${i.elle.moi.courriel}\r\nATTENDEE`)]])],
  ])('une réponse %s compte', async (_, ecrire) => {
    const i = await invitation();
    expect([await recevoir(ecrire(i)), await i.reponse()]).toEqual([{ ok: true, valeur: 'acceptee' }, 'acceptee']);
    expect(await base.proprietaire.selectFrom('reunion_invites').select('reponse').where('cpts_id', '=', i.elle.cpts.id).where('personne_id', '=', i.elle.moi.id).execute()).not.toContainEqual({ reponse: 'refusee' });
  });

  test.each<[string, (i: Invitation) => Buffer, string]>([
    ['une contre-proposition (COUNTER)', (i) => courrier(i, [['Content-Type: text/calendar; method=COUNTER', reply(i, { reponse: 'TENTATIVE' }).replace('METHOD:REPLY', 'METHOD:COUNTER')]]), 'pas_une_reponse'],
    ['une délégation', (i) => courrier(i, [[CAL, reply(i).replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:autre@exemple.invalid"')]]), 'pas_une_reponse'],
    ['la réponse de la personne déléguée', (i) => courrier(i, [[CAL, reply(i, { invite: 'autre@exemple.invalid' })]], 'autre@exemple.invalid'), 'adresse_non_signee'],
    ['une réponse transférée par quelqu’un d’autre', (i) => courrier(i, [['Content-Type: message/rfc822', lettre(i)]], i.elle.moi.courriel), 'expediteur_autre'],
    ['une réponse sans date d’écriture', (i) => courrier(i, [[CAL, reply(i).replace(/DTSTAMP:.*\r\n/, '')]]), 'pas_une_reponse'],
    ['une lettre sans calendrier', (i) => courrier(i, [['Content-Type: text/plain', 'Je viens.']]), 'pas_une_reponse'],
    ['un calendrier coupé au milieu', (i) => courrier(i, [[CAL, reply(i).slice(0, 260)]]), 'pas_une_reponse'],
  ])('%s ne change rien', async (_, ecrire, code) => {
    const i = await invitation();
    expect([await recevoir(ecrire(i)), await i.reponse()]).toEqual([{ ok: false, refus: { code } }, 'attendue']);
  });

  test('après un déplacement, la réponse à l’ancienne date est périmée, celle à la nouvelle compte', async () => {
    const i = await invitation();
    expect((await i.elle.poster(`${i.reunion}/deplacer`, { autre: '15/12/2026 20:00', duree: '120', lieu: '', visio: '', motif: 'Salle prise' })).status).toBe(303);
    expect(await recevoir(Buffer.from(lettre(i)))).toEqual({ ok: false, refus: { code: 'perimee' } });
    expect([await recevoir(Buffer.from(lettre(i, { sequence: 1, reponse: 'DECLINED' }))), await i.reponse()]).toEqual([{ ok: true, valeur: 'refusee' }, 'refusee']);
    expect((await i.elle.poster(`${i.reunion}/geste`, { geste: 'annuler' })).status).toBe(303);
    expect([await recevoir(Buffer.from(lettre(i, { sequence: 2, le: INSTANT }))), await i.reponse()]).toEqual([{ ok: false, refus: { code: 'reunion_close' } }, 'refusee']);
  });

  test('une lettre qui échoue n’empêche pas de lire les suivantes, et revient seule', async () => {
    const i = await invitation();
    imap.deposer('Subject: une panne\r\n\r\n.');
    imap.deposer(lettre(i));
    const panne = relever(imap.url, async (l) => {
      if (l.calendrier === undefined) throw new Error('panne');
      await noterReponseRecue(services, l, BOITE);
    });
    await expect(panne).rejects.toThrow('panne');
    expect([imap.vues(), await i.reponse()]).toEqual([[2], 'acceptee']);
  });

  test('cent cinquante lettres abîmées au hasard n’arrêtent rien et ne répondent jamais pour une autre personne', { timeout: 120_000 }, async () => {
    const i = await invitation();
    const tirage = tirageDe(20261123);
    const bonne = courrier(i, [[`${CAL}\r\nContent-Transfer-Encoding: 8bit`, reply(i)]]);
    for (let n = 0; n < 150; n++) {
      const abimee = Buffer.from(bonne);
      for (let k = 0; k < 1 + n % 8; k++) abimee[Math.floor(tirage() * abimee.length)] = Math.floor(tirage() * 256);
      const coupee = n % 3 === 0 ? abimee.subarray(0, Math.floor(tirage() * abimee.length)) : abimee;
      await recevoir(coupee);
    }
    const autres = await base.proprietaire.selectFrom('reunion_invites').select('reponse').where('cpts_id', '=', i.elle.cpts.id).where('personne_id', '<>', i.lui.moi.id).execute();
    expect(autres.every((x) => x.reponse === 'attendue')).toBe(true);
    expect(['attendue', 'acceptee']).toContain(await i.reponse());
  });
});

describe('l’adresse signée', () => {
  const a = { uid: 'u@exemple.invalid', courriel: 'Basile@exemple.invalid' };
  test('se relit pour cette réunion et cette personne, en minuscules aussi, et tient dans une adresse', async () => {
    const cptsId = (await base.uneCpts()).id;
    const signee = signerAdresse(BOITE, { cptsId, ...a }, SECRET);
    expect(signee.indexOf('@')).toBeLessThanOrEqual(64);
    for (const ecrite of [signee, signee.toUpperCase()]) expect(lireAdresse(ecrite, { boite: BOITE, ...a }, SECRET)).toBe(cptsId);
    expect(lireAdresse(signee, { boite: BOITE, ...a }, `${SECRET}!`)).toBeUndefined();
    expect(lireAdresse(signee.replace('exemple.fr', 'ailleurs.fr'), { boite: BOITE, ...a }, SECRET)).toBeUndefined();
    expect(lireAdresse(signee.replace(/.@/, '!@'), { boite: BOITE, ...a }, SECRET)).toBeUndefined();
  });

  test('la boîte et son adresse vont ensemble, et l’adresse laisse la place à la signature', () => {
    expect(() => lireConfiguration({ MAILLAGE_SECRET: SECRET, IMAP_URL: 'imaps://a:b@exemple.fr' })).toThrow('vont ensemble');
    expect(() => lireConfiguration({ MAILLAGE_SECRET: SECRET, IMAP_URL: 'imaps://a:b@exemple.fr', COURRIEL_REPONSES: `${'a'.repeat(23)}@exemple.fr` })).toThrow('22 caractères');
    expect(lireConfiguration({ MAILLAGE_SECRET: SECRET, IMAP_URL: 'imaps://a:b@exemple.fr', COURRIEL_REPONSES: BOITE }).reponses).toEqual({ imapUrl: 'imaps://a:b@exemple.fr', adresse: BOITE });
  });
});
