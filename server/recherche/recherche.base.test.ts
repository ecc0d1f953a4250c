// A misspelt commune. cspell:ignore arceuil
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CptsId, Role } from '#core/tenancy.ts';
import { configuration } from '#db/connexion.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { ecouter } from '../direct.ts';
import { cookieDe, servicesEssai } from '../essais.ts';
import { chargerPaquet } from '../paquet/charger.ts';
import { FINANCES } from '../navigation.ts';
import { PAGES, type Resultat } from './sources.ts';

const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const direct = ecouter(configuration(base.adresse, 'maillage_app'));
const app = creerApplication(services, direct);
let cpts: { id: CptsId; slug: string; nom: string };
let coordination: { Cookie: string };

const membre = async (roles: readonly Role[], nom: string, cptsId = cpts.id) => cookieDe(base.proprietaire, (await base.unePersonne(cptsId, roles, nom)).id);

beforeAll(async () => {
  // Prepared once and kept: not what is measured here.
  chargerPaquet();
  cpts = await base.uneCpts();
  coordination = await membre(['coordination'], 'Camille Coordination');
  await membre(['adherent'], 'Éloïse Martin-Roy');
  await base.unePersonne((await base.uneCpts()).id, ['adherent'], 'Éloïse Ailleurs');
  const partie = await base.unePersonne(cpts.id, [], 'Éloïse Partie');
  await base.proprietaire.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: partie.id, role: 'adherent', depuis: '2020-01-01', jusque: '2021-01-01' }).execute();
});
afterAll(async () => {
  await direct.fermer();
  await fermer();
});

type Reponse = { groupes: { titre: string; resultats: Resultat[] }[] };
const chercher = async (q: string, entetes = coordination): Promise<Record<string, Resultat[]>> => {
  const reponse = await app.request(`/cpts/${cpts.slug}/recherche?q=${encodeURIComponent(q)}`, { headers: { ...entetes, Accept: 'application/json' } });
  expect(reponse.status).toBe(200);
  const { groupes } = (await reponse.json()) as Reponse;
  return Object.fromEntries(groupes.map((g) => [g.titre, g.resultats]));
};
const noms = (r: readonly Resultat[] = []) => r.map((x) => x.libelle);

describe('la recherche', () => {
  test('chaque vue des finances s’y trouve sous le nom de son onglet', () => {
    const vues = FINANCES.flatMap((g) => g.vues).map(({ libelle, chemin }) => ({ libelle, chemin }));
    expect(vues.map((v) => v.libelle)).toEqual([...new Set(vues.map((v) => v.libelle))]);
    expect(PAGES.filter((p) => vues.some((v) => v.chemin === p.chemin)).map(({ libelle, chemin }) => ({ libelle, chemin })).toSorted((a, b) => a.chemin.localeCompare(b.chemin))).toEqual(vues.toSorted((a, b) => a.chemin.localeCompare(b.chemin)));
  });

  test.each([['historique', 'Historique'], ['INVITER', 'Rôles et invitations'], ['securite', 'Mon compte'], ['rgaa', 'Accessibilité'], ['séance', 'Séances et assemblées'], ['seances', 'Séances et assemblées'], ['bilan', 'Dialogue de gestion']])('« %s » mène à la page « %s »', async (q, page) => {
    expect(noms((await chercher(q))['Pages'])).toContain(page);
  });

  test('trouve les personnes de cette CPTS qui y tiennent un rôle aujourd’hui, sans accent ni casse, et aucune autre', async () => {
    expect(noms((await chercher('eloise'))['Personnes'])).toEqual(['Éloïse Martin-Roy']);
    expect(noms((await chercher('MARTIN elo'))['Personnes'])).toEqual(['Éloïse Martin-Roy']);
    expect((await chercher('art'))['Personnes']).toBeUndefined();
  });

  test.each<Role>(['adherent', 'ars', 'cpam'])('%s ne trouve personne et aucun geste qui lui est fermé', async (role) => {
    const entetes = await membre([role], 'Dominique Lecture');
    expect((await chercher('eloise', entetes))['Personnes']).toBeUndefined();
    expect(noms((await chercher('composer', entetes))['Pages'])).not.toContain('Composer le territoire');
    expect(noms((await chercher('inviter', entetes))['Pages'])).not.toContain('Rôles et invitations');
  });

  test.each(['ars', 'cpam'] as const)('%s ne trouve pas la lettre', async (role) => {
    expect(noms((await chercher('lettre', await membre([role], 'Dominique Lecture')))['Documents'])).not.toContain('Lettre d’intention');
  });

  test('trouve une commune par son nom ou son code postal', async () => {
    expect((await chercher('arcueil'))['Communes']?.[0]).toMatchObject({ libelle: 'Arcueil', detail: expect.stringContaining('Val-de-Marne') });
    expect(noms((await chercher('94110'))['Communes'])).toContain('Arcueil');
  });

  test.each(['', '   ', '%', "'; drop table cpts; --", '\\', '(((', '.*', '🩺', 'a'.repeat(10_000)])('« %s » ne casse rien', async (q) => {
    expect(Array.isArray(Object.keys(await chercher(q)))).toBe(true);
  });

  test('un octet nul, que personne ne tape, est refusé à l’entrée', async () => {
    expect((await app.request(`/cpts/${cpts.slug}/recherche?q=%00`, { headers: coordination })).status).toBe(400);
  });

  test('sans script, donne une page entière qui rend ce qui était tapé', async () => {
    const reponse = await app.request(`/cpts/${cpts.slug}/recherche?q=${encodeURIComponent('"><b>historique')}`, { headers: { ...coordination, Accept: 'text/html' } });
    const html = await reponse.text();
    expect(html).toContain('value="&quot;>');
    expect(html).not.toContain('"><b>historique');
    expect(await (await app.request(`/cpts/${cpts.slug}/recherche?q=historique`, { headers: coordination })).text()).toContain(`href="/cpts/${cpts.slug}/historique"`);
  });

  test('est fermée à qui n’est pas de la CPTS', async () => {
    const etranger = await membre(['coordination'], 'Autre', (await base.uneCpts()).id);
    expect((await app.request(`/cpts/${cpts.slug}/recherche?q=e`, { headers: { ...etranger, Accept: 'application/json' } })).status).toBe(403);
  });
});

describe('chaque adresse que la recherche peut donner existe', () => {
  test.each(PAGES.map((p) => [p.dansLaCpts === false ? p.chemin : `/cpts/:cpts${p.chemin}`]))('%s', async (chemin) => {
    expect((await app.request(chemin.replace(':cpts', cpts.slug), { headers: coordination })).status).toBe(200);
  });
  test('celles des documents aussi', async () => {
    const trouves = [...((await chercher('document'))['Documents'] ?? []), ...((await chercher('lettre'))['Documents'] ?? [])];
    expect(trouves.length).toBeGreaterThan(0);
    for (const href of new Set(trouves.map((r) => r.href))) expect([href, (await app.request(href, { headers: coordination })).status]).toEqual([href, 200]);
  });
});
