import { createOTP } from '@better-auth/utils/otp';
import { afterAll, describe, expect, test } from 'vitest';
import type { PersonneId } from '#core/tenancy.ts';
import { bientot, essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { DERRIERE_UN_MANDATAIRE, navigateurEssai } from '../authentification/navigateur-essai.ts';
import { lireConfiguration } from '../configuration.ts';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai } from '../essais.ts';
import { jetonDeFormulaire, jetonDuCookie } from '../jetons.ts';

/*
 * Session fixation: what somebody planted in the browser before the sign-in (a session of theirs, a forged one, the visitor's cookie, the
 * challenge of a second factor) is worth nothing after it. @source OWASP, Session Management, « Renew the Session ID After Any Privilege Level Change »
 */
const base = essaiAvecBase();
const { services, partis, fermer } = servicesEssai(base.adresse, { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE }) });
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

const SESSION = 'maillage.session_token';
const valeurDe = async (personneId: PersonneId): Promise<string> => { const { Cookie } = await cookieDe(base.proprietaire, personneId); return Cookie.slice(Cookie.indexOf('=') + 1); };
const voirAvec = async (session: string, chemin: string) => navigateurEssai(app, { [SESSION]: session }).voir(chemin);

type Nav = ReturnType<typeof navigateurEssai>;
async function recevoirCode(nav: Nav, courriel: string): Promise<string> {
  await nav.voir('/connexion');
  const avant = partis.filter((p) => p.a === courriel).length;
  await nav.envoyer('/connexion', { courriel, retour: '/' });
  await nav.voir('/connexion/code');
  return bientot(() => {
    const recus = partis.filter((p) => p.a === courriel);
    if (recus.length <= avant) throw new Error('nothing yet');
    return /(\d{6})/.exec(recus.at(-1)?.sujet ?? '')?.[1] ?? '';
  });
}
async function entrerParCode(nav: Nav, courriel: string): Promise<void> {
  const code = await recevoirCode(nav, courriel);
  expect((await nav.envoyer('/connexion/code', { code })).statut).toBe(303);
}

async function deuxPersonnes() {
  const cpts = await base.uneCpts();
  return { cpts, pirate: await base.unePersonne(cpts.id, ['adherent'], 'Pirate Essai'), elle: await base.unePersonne(cpts.id, ['secretariat'], 'Camille Visée') };
}

describe('une session connue d’un autre avant la connexion', () => {
  test('n’est pas celle d’après : la sienne, posée dans le navigateur de sa cible, reste la sienne', async () => {
    const { cpts, pirate, elle } = await deuxPersonnes();
    const posee = await valeurDe(pirate.id);
    const nav = navigateurEssai(app, { [SESSION]: posee });
    await entrerParCode(nav, elle.courriel);
    expect(jetonDuCookie(nav.pot.get(SESSION), SECRET)).not.toBe(jetonDuCookie(posee, SECRET));
    expect((await nav.voir(`/cpts/${cpts.slug}`)).texte).toContain('Camille Visée');
    expect((await voirAvec(posee, `/cpts/${cpts.slug}`)).texte).not.toContain('Camille Visée');
  });

  test.each([
    ['sans signature', 'A'.repeat(32)],
    ['à la signature fausse', `${'A'.repeat(32)}.${Buffer.from('x'.repeat(32)).toString('base64')}`],
    ['signée d’un autre secret', encodeURIComponent(`${'A'.repeat(32)}.LjJvK1pQy3b1v1m3yZkG1l2n4p5q6r7s8t9u0v1w2x4=`)],
  ])('%s, n’ouvre rien et n’est pas gardée', async (_quoi, forgee) => {
    const { cpts, elle } = await deuxPersonnes();
    expect((await voirAvec(forgee, `/cpts/${cpts.slug}`)).statut).toBe(303);
    const nav = navigateurEssai(app, { [SESSION]: forgee });
    await entrerParCode(nav, elle.courriel);
    expect(nav.pot.get(SESSION)).not.toBe(forgee);
    expect(decodeURIComponent(nav.pot.get(SESSION) ?? '')).not.toContain('A'.repeat(32));
  });

  test('chaque connexion en fait une neuve ; se déconnecter ferme la copie qu’un autre en aurait', async () => {
    const { cpts, elle } = await deuxPersonnes();
    const nav = navigateurEssai(app);
    await entrerParCode(nav, elle.courriel);
    const premiere = nav.pot.get(SESSION) ?? '';
    await nav.voir('/compte');
    await nav.envoyer('/deconnexion');
    expect((await voirAvec(premiere, `/cpts/${cpts.slug}`)).statut).toBe(303);
    await entrerParCode(nav, elle.courriel);
    expect(nav.pot.get(SESSION)).not.toBe(premiere);
  });

  test('n’est écrite dans aucune page ni aucune adresse', async () => {
    const { cpts, elle } = await deuxPersonnes();
    const session = await valeurDe(elle.id);
    const jeton = jetonDuCookie(session, SECRET) ?? '';
    for (const chemin of ['/compte', `/cpts/${cpts.slug}`, `/cpts/${cpts.slug}/historique`]) expect((await voirAvec(session, chemin)).texte).not.toContain(jeton);
  });
});

describe('le cookie d’un visiteur, posé d’avance', () => {
  test('ne fait pas de jeton de formulaire valable après la connexion', async () => {
    const { cpts, elle } = await deuxPersonnes();
    const pose = 'P'.repeat(32);
    const nav = navigateurEssai(app, { 'maillage.visiteur': pose });
    await entrerParCode(nav, elle.courriel);
    await nav.voir(`/cpts/${cpts.slug}`);
    const r = await nav.envoyer('/compte/nom', { nom: 'Nom Changé' }, { jeton: jetonDeFormulaire(pose, SECRET) });
    expect(r.statut).toBe(403);
    expect((await base.proprietaire.selectFrom('personnes').select('nom').where('id', '=', elle.id).executeTakeFirstOrThrow()).nom).toBe('Camille Visée');
  });
});

async function mettreEnService(nav: Nav) {
  await nav.voir('/compte/second-facteur');
  await nav.envoyer('/compte/second-facteur');
  const cle = (/font-mono[^>]*>([A-Z2-7 ]+)</.exec((await nav.voir('/compte/second-facteur')).texte)?.[1] ?? '').replaceAll(' ', '');
  const totp = createOTP(lireBase32(cle));
  expect((await nav.envoyer('/compte/second-facteur/confirmation', { code: await totp.totp() })).statut).toBe(303);
  return totp;
}

describe('le second facteur', () => {
  test('exigé d’un rôle : la session d’avant, que d’autres connaissent peut-être, ne devient pas celle d’après', async () => {
    const { cpts, elle } = await deuxPersonnes();
    await base.proprietaire.insertInto('seconds_facteurs_exiges').values({ role: 'secretariat', exige_le: new Date(), exige_par: 'essai' }).execute();
    try {
      const connue = await valeurDe(elle.id);
      const nav = navigateurEssai(app, { [SESSION]: connue });
      expect(await nav.voir(`/cpts/${cpts.slug}`)).toMatchObject({ statut: 303, vers: '/compte/second-facteur' });
      await mettreEnService(nav);
      expect((await nav.voir(`/cpts/${cpts.slug}`)).statut).toBe(200);
      expect(jetonDuCookie(nav.pot.get(SESSION), SECRET)).not.toBe(jetonDuCookie(connue, SECRET));
      expect((await voirAvec(connue, `/cpts/${cpts.slug}`)).statut).toBe(303);
    } finally {
      await base.proprietaire.deleteFrom('seconds_facteurs_exiges').where('role', '=', 'secretariat').execute();
    }
  });

  test('demandé par un défi : celui d’un autre, posé dans le navigateur, n’accepte pas le code de sa cible', async () => {
    const { pirate, elle } = await deuxPersonnes();
    await mettreEnService(navigateurEssai(app, { [SESSION]: await valeurDe(pirate.id) }));
    const sien = await mettreEnService(navigateurEssai(app, { [SESSION]: await valeurDe(elle.id) }));
    const chezPirate = navigateurEssai(app);
    await entrerParCode(chezPirate, pirate.courriel);
    const defi = [...chezPirate.pot].find(([nom]) => nom.includes('two_factor'));
    expect(defi).toBeDefined();

    const nav = navigateurEssai(app, { [defi?.[0] ?? '']: defi?.[1] ?? '' });
    await nav.voir('/connexion/second-facteur');
    expect((await nav.envoyer('/connexion/second-facteur', { code: await sien.totp() })).statut).toBe(422);
    expect(nav.pot.has(SESSION)).toBe(false);
    // Her own sign-in puts her own challenge in its place.
    await entrerParCode(nav, elle.courriel);
    expect(nav.pot.get(defi?.[0] ?? '')).not.toBe(defi?.[1]);
    await nav.voir('/connexion/second-facteur');
    expect((await nav.envoyer('/connexion/second-facteur', { code: await sien.totp() })).statut).toBe(303);
    expect((await nav.voir('/compte')).texte).toContain('Camille Visée');
  });
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** @source RFC 4648 §6 */
function lireBase32(texte: string): string {
  const bits = [...texte].map((l) => ALPHABET.indexOf(l).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((o) => Number.parseInt(o, 2))).toString('utf8');
}
