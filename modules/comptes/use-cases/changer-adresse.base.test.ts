import { afterAll, expect, test } from 'vitest';
import type { PersonneId } from '#core/tenancy.ts';
import { bientot, essaiAvecBase, INSTANT } from '#db/essais.ts';
import { creerApplication } from '#server/application.tsx';
import { DERRIERE_UN_MANDATAIRE, navigateurEssai } from '#server/authentification/navigateur-essai.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai } from '#server/essais.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { services, partis, fermer } = servicesEssai(base.adresse, { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE }), maintenant: () => maintenant });
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

const MINUTE = 60_000;
let compteur = 0;
const uneAdresse = (): string => `nouvelle-${process.pid}-${compteur++}@exemple.invalid`;

/** Somebody signed in `il y a` so many minutes, on this browser and on another. */
async function connectee(minutes: number) {
  maintenant = INSTANT;
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id);
  const [ici, ailleurs] = await Promise.all([1, 2].map(async () => (await cookieDe(base.proprietaire, moi.id)).Cookie));
  await base.proprietaire.updateTable('sessions').set({ cree_le: new Date(INSTANT.getTime() - minutes * MINUTE) }).where('personne_id', '=', moi.id).execute();
  const navigateur = (cookie = '') => navigateurEssai(app, { 'maillage.session_token': cookie.slice(cookie.indexOf('=') + 1) });
  return { cpts, moi, nav: navigateur(ici), autre: navigateur(ailleurs) };
}

const courrielPour = (a: string, sujet: RegExp) => bientot(() => partis.find((p) => p.a === a && sujet.test(p.sujet)) ?? Promise.reject(new Error('nothing yet')));
const adresseElectronique = async (id: PersonneId): Promise<string> => (await base.proprietaire.selectFrom('personnes').select('courriel').where('id', '=', id).executeTakeFirstOrThrow()).courriel;

async function changer(nav: ReturnType<typeof navigateurEssai>, nouvelle: string) {
  await nav.voir('/compte');
  expect((await nav.envoyer('/compte/adresse', { courriel: nouvelle })).vers).toBe('/compte');
  const { sujet } = await courrielPour(nouvelle, /confirmez/);
  await nav.voir('/compte');
  return nav.envoyer('/compte/adresse/confirmation', { code: /\d{6}/.exec(sujet)?.[0] ?? '' });
}

test('une connexion de plus de quinze minutes ne suffit pas ; un code à l’adresse actuelle, si', async () => {
  const { moi, nav } = await connectee(16);
  const nouvelle = uneAdresse();
  await nav.voir('/compte');
  const refuse = await nav.envoyer('/compte/adresse', { courriel: nouvelle });
  expect(refuse.statut).toBe(422);
  expect(refuse.texte).toContain('Prouvez d’abord que c’est bien vous');
  expect(refuse.texte, 'ce qui était écrit reste').toContain(nouvelle);

  expect((await nav.envoyer('/compte/preuve')).vers).toBe('/connexion/code');
  const { sujet } = await courrielPour(moi.courriel, /code Maillage/);
  await nav.voir('/connexion/code');
  expect((await nav.envoyer('/connexion/code', { code: /\d{6}/.exec(sujet)?.[0] ?? '' })).vers).toBe('/compte#adresse');
  await base.proprietaire.updateTable('sessions').set({ cree_le: INSTANT }).where('personne_id', '=', moi.id).where('cree_le', '>', new Date(Date.now() - MINUTE)).execute();
  expect(partis.some((p) => p.a === nouvelle), 'rien n’était parti').toBe(false);
  expect((await changer(nav, nouvelle)).statut).toBe(303);
  expect(await adresseElectronique(moi.id)).toBe(nouvelle);
});

test.each([[15, 303], [16, 422]])('à %i minutes, la réponse est %i', async (minutes, statut) => {
  const { nav } = await connectee(minutes);
  await nav.voir('/compte');
  expect((await nav.envoyer('/compte/adresse', { courriel: uneAdresse() })).statut).toBe(statut);
});

test('changer ferme les autres sessions et prévient l’ancienne adresse, qui peut tout reprendre pendant sept jours, une fois', async () => {
  const { cpts, moi, nav, autre } = await connectee(5);
  const nouvelle = uneAdresse();
  expect((await autre.voir(`/cpts/${cpts.slug}`)).statut).toBe(200);
  expect((await changer(nav, nouvelle)).statut).toBe(303);
  expect((await nav.voir(`/cpts/${cpts.slug}`)).statut, 'cet appareil reste').toBe(200);
  expect((await autre.voir(`/cpts/${cpts.slug}`)).statut, 'l’autre est déconnecté').toBe(303);

  const lettre = await courrielPour(moi.courriel, /adresse a changé/);
  expect(lettre.texte).toContain(nouvelle);
  const secret = /secret=(\S+)/.exec(lettre.texte)?.[1] ?? '';
  await base.proprietaire.insertInto('cles_acces').values({ personne_id: moi.id, nom: 'intruse', identifiant_cle: `intruse-${moi.id}`, cle_publique: 'x', compteur: 0, type_appareil: 'x', sauvegardee: false, transports: null, modele: null, cree_le: new Date(INSTANT.getTime() + MINUTE) }).execute();

  const dehors = navigateurEssai(app);
  await dehors.voir(`/compte/adresse/reprise?secret=${secret}`);
  expect(await adresseElectronique(moi.id), 'ouvrir le lien ne change rien').toBe(nouvelle);
  expect((await dehors.envoyer('/compte/adresse/reprise', { secret: 'autre' })).statut).toBe(422);
  expect((await dehors.envoyer('/compte/adresse/reprise', { secret })).vers).toBe('/connexion');
  expect(await adresseElectronique(moi.id)).toBe(moi.courriel);
  expect((await nav.voir(`/cpts/${cpts.slug}`)).statut, 'plus un appareil n’est connecté').toBe(303);
  expect(await base.proprietaire.selectFrom('cles_acces').select('id').where('personne_id', '=', moi.id).execute()).toEqual([]);
  expect((await dehors.envoyer('/compte/adresse/reprise', { secret })).statut, 'une fois').toBe(422);
});

test.each([[7 * 24 * 60 - 1, 303], [7 * 24 * 60, 422]])('le lien de reprise, %i minutes après : %i', async (minutes, statut) => {
  const { moi, nav } = await connectee(0);
  await changer(nav, uneAdresse());
  const secret = /secret=(\S+)/.exec((await courrielPour(moi.courriel, /adresse a changé/)).texte)?.[1] ?? '';
  maintenant = new Date(INSTANT.getTime() + minutes * MINUTE);
  const dehors = navigateurEssai(app);
  await dehors.voir(`/compte/adresse/reprise?secret=${secret}`);
  expect((await dehors.envoyer('/compte/adresse/reprise', { secret })).statut).toBe(statut);
  maintenant = INSTANT;
});

test('deux changements de suite : la première adresse reprend tout, la seconde ne peut plus rien reprendre', async () => {
  const { moi, nav } = await connectee(0);
  const [b, c] = [uneAdresse(), uneAdresse()];
  await changer(nav, b);
  await changer(nav, c);
  const secretDe = async (a: string) => /secret=(\S+)/.exec((await courrielPour(a, /adresse a changé/)).texte)?.[1] ?? '';
  const dehors = navigateurEssai(app);
  await dehors.voir('/compte/adresse/reprise?secret=x');
  expect((await dehors.envoyer('/compte/adresse/reprise', { secret: await secretDe(moi.courriel) })).statut).toBe(303);
  expect(await adresseElectronique(moi.id)).toBe(moi.courriel);
  expect((await dehors.envoyer('/compte/adresse/reprise', { secret: await secretDe(b) })).statut).toBe(422);
});
