import { utils, write } from '@e965/xlsx';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '#server/application.tsx';
import type { Direct } from '#server/direct.ts';
import { cookieDe, servicesEssai } from '#server/essais.ts';
import { uneCategorie } from './builders.ts';
import { creerAdhesion, enregistrerCategorie, enregistrerCollege } from './repository.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const direct: Direct = { abonner: () => () => undefined, nombre: () => 0, pret: Promise.resolve(), fermer: () => Promise.resolve() };
const app = creerApplication(services, direct);
afterAll(fermer);
const SITE = 'http://localhost:3000';
const mots = async (r: Response): Promise<string> => (await r.text()).replace(/<!--.*?-->/g, '').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, '’').replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
const ICI = '/reseau/adherents/import';

async function uneCpts(roles: readonly Role[] = ['coordination']) {
  const cpts = await base.uneCpts('CPTS des Registres');
  const personne = await base.unePersonne(cpts.id, roles, 'Ombeline Registre');
  const entetes = await cookieDe(base.proprietaire, personne.id);
  const lire = async (chemin: string): Promise<Response> => app.request(chemin.startsWith('/cpts') ? SITE + chemin : `${SITE}/cpts/${cpts.slug}${chemin}`, { headers: entetes });
  const jeton = async (): Promise<string> => /name="jeton" (?:content|value)="([^"]+)"/.exec(await (await lire('')).text())?.[1] ?? '';
  const poster = async (chemin: string, champs: Readonly<Record<string, string>> | [string, string][] = {}): Promise<Response> => {
    const corps = new URLSearchParams(champs);
    corps.append('jeton', await jeton());
    return app.request(`${SITE}/cpts/${cpts.slug}${chemin}`, { method: 'POST', headers: { ...entetes, Origin: SITE, 'Content-Type': 'application/x-www-form-urlencoded' }, body: corps });
  };
  const deposer = async (contenu: string | Buffer, nom = 'registre.csv'): Promise<Response> => {
    const corps = new FormData();
    corps.append('jeton', await jeton());
    corps.append('fichier', new File([typeof contenu === 'string' ? contenu : new Uint8Array(contenu)], nom));
    return app.request(`${SITE}/cpts/${cpts.slug}${ICI}`, { method: 'POST', headers: { ...entetes, Origin: SITE }, body: corps });
  };
  await base.dans(cpts.id, personne.id, ['coordination'], async (ctx) => {
    await enregistrerCategorie(ctx, uneCategorie());
    await enregistrerCategorie(ctx, uneCategorie({ code: 'elu', libelle: 'Élu', vote: false, rang: 2 }));
    await enregistrerCollege(ctx, { code: 'liberaux', libelle: 'Libéraux', professions: [], categories: ['professionnel'], rang: 1, actif: true });
  });
  const registre = () => base.proprietaire.selectFrom('adhesions').select(['nom', 'statut', 'courriel', 'profession', 'membre_depuis', 'personne_id', 'effacee_le', 'commune_nom']).where('cpts_id', '=', cpts.id).orderBy('cle').execute();
  return { cpts, personne, lire, poster, deposer, registre };
}

const CSV = 'Nom et prénom;Mail;Profession;Ville;Date d’adhésion;Catégorie\r\nAnselme Durand;ansel@exemple.fr;Infirmière libérale;19100;12/03/2025;\r\nBéa Élue;;Maire;;;Élu\r\nCas Perdu;pas une adresse;;;;\r\n';

describe('reprendre un registre', () => {
  test('déposer, relire, écrire, déposer de nouveau sans rien changer, revenir en arrière', async () => {
    const { lire, poster, deposer, registre, cpts } = await uneCpts();
    const depot = await deposer(CSV);
    expect(depot.status).toBe(303);
    const adresse = (depot.headers.get('location') ?? '').replace(`/cpts/${cpts.slug}`, '');
    const apercu = await mots(await lire(adresse));
    for (const attendu of ['2 nouveaux membres', '1 ligne laissée de côté', 'Rien n’est encore écrit', 'Anselme Durand', 'Ligne 4 : Cas Perdu', '« pas une adresse » ne se lit pas (adresse électronique)']) expect(apercu).toContain(attendu);
    expect(await registre()).toEqual([]);

    expect((await poster(`${adresse}/importer`)).status).toBe(303);
    expect(await registre()).toMatchObject([{ nom: 'Anselme Durand', statut: 'validee', profession: '60', membre_depuis: '2025-03-12', commune_nom: 'Brive-la-Gaillarde' }, { nom: 'Béa Élue', statut: 'validee', courriel: null }]);
    expect((await poster(`${adresse}/importer`)).status).toBe(409);

    const second = ((await deposer(CSV)).headers.get('location') ?? '').replace(`/cpts/${cpts.slug}`, '');
    const relu = await mots(await lire(second));
    expect(relu).toContain('Rien à changer : 2 personnes sont déjà au registre');
    expect(relu).toContain('Ce fichier a déjà été repris le');
    expect((await poster(`${second}/importer`)).status).toBe(422);
    expect(await registre()).toHaveLength(2);

    expect((await poster(`${adresse}/annuler`)).status).toBe(303);
    const apres = await registre();
    expect(apres.map((a) => [a.nom, a.statut, a.courriel, a.effacee_le === null])).toEqual([['Import annulé', 'retiree', null, false], ['Import annulé', 'retiree', null, false]]);
    expect(await mots(await lire('/reseau/adherents?liste=anciens'))).not.toContain('Import annulé');
    const { rows } = { rows: await base.proprietaire.selectFrom('imports_adherents').select(['statut', 'lignes']).where('cpts_id', '=', cpts.id).orderBy('id').execute() };
    expect(rows[0], 'les lignes du fichier sont oubliées').toEqual({ statut: 'annulee', lignes: null });
  });

  test('ce que quelqu’un a changé depuis reste quand on revient en arrière', async () => {
    const { poster, deposer, registre, cpts } = await uneCpts();
    const adresse = ((await deposer(CSV)).headers.get('location') ?? '').replace(`/cpts/${cpts.slug}`, '');
    await poster(`${adresse}/importer`);
    const { id } = await base.proprietaire.selectFrom('adhesions').select('id').where('cpts_id', '=', cpts.id).where('nom', '=', 'Béa Élue').executeTakeFirstOrThrow();
    expect((await poster(`/reseau/adherents/${id}/courriel`, { version: '1', courriel: 'bea@exemple.fr' })).status).toBe(303);
    await poster(`${adresse}/annuler`);
    expect((await registre()).map((a) => a.nom)).toEqual(['Béa Élue', 'Import annulé']);
  });

  test('un classeur Excel, colonnes dites à la main, et l’accès envoyé une fois à qui a une adresse', async () => {
    const { lire, poster, deposer, registre, cpts } = await uneCpts();
    const classeur = utils.book_new();
    utils.book_append_sheet(classeur, utils.aoa_to_sheet([['Qui', 'Quoi', 'Où écrire'], ['Ana Un', 'Médecin', 'ana@exemple.fr'], ['Blaise Deux', 'kiné', '']]), 'Membres');
    const octets: Buffer = write(classeur, { type: 'buffer', bookType: 'xlsx' });
    const adresse = ((await deposer(octets, 'membres.xlsx')).headers.get('location') ?? '').replace(`/cpts/${cpts.slug}`, '');
    expect((await poster(`${adresse}/importer`)).status).toBe(422);
    const colonnes = (c: readonly string[], depuis = '01/09/2026') : [string, string][] => [...c.map((x): [string, string] => ['c', x]), ['categorie', 'professionnel'], ['depuis', depuis]];
    expect(await mots(await poster(`${adresse}/colonnes`, colonnes(['nom_complet', 'nom_complet', 'courriel'])))).toContain('Deux colonnes ont le même contenu');
    expect((await poster(`${adresse}/colonnes`, colonnes(['ignorer', 'profession', 'courriel']))).status).toBe(422);
    expect((await poster(`${adresse}/colonnes`, colonnes(['nom_complet', 'profession', 'courriel'], '24/11/2026'))).status).toBe(422);
    expect((await poster(`${adresse}/colonnes`, colonnes(['nom_complet', 'profession', 'courriel']))).status).toBe(303);
    expect(await mots(await lire(adresse))).toContain('2 nouveaux membres');
    await poster(`${adresse}/importer`);
    expect((await registre()).map((a) => [a.profession, a.membre_depuis])).toEqual([['10', '2026-09-01'], ['70', '2026-09-01']]);
    expect((await poster(`${adresse}/acces`)).status).toBe(303);
    expect(await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'adhesion_admise').execute()).toMatchObject([{ charge: { courriel: 'ana@exemple.fr' } }]);
    expect((await poster(`${adresse}/acces`)).status).toBe(422);
  });

  test('un compte déjà ouvert à la même adresse retrouve son adhésion', async () => {
    const { deposer, poster, registre, cpts } = await uneCpts();
    const p = await base.unePersonne(cpts.id, ['adherent'], 'Anselme Compte');
    const adresse = ((await deposer(`Nom;Mail\nAnselme Compte;${p.courriel}\n`)).headers.get('location') ?? '').replace(`/cpts/${cpts.slug}`, '');
    await poster(`${adresse}/importer`);
    expect((await registre())[0]?.personne_id).toBe(p.id);
  });

  test('un fichier qui n’est pas un tableau se refuse avec sa phrase ; un adhérent ne reprend rien', async () => {
    const { deposer } = await uneCpts();
    const refuse = await deposer(Buffer.from('%PDF-1.7 rien'), 'liste.pdf');
    expect([refuse.status, (await mots(refuse)).includes('Ce fichier est un PDF')]).toEqual([422, true]);
    const autre = await uneCpts(['adherent']);
    expect([(await autre.lire(ICI)).status, (await autre.deposer(CSV)).status, (await autre.lire('/reseau/adherents/nouveau')).status]).toEqual([403, 403, 403]);
  });
});

describe('inscrire un membre à la main', () => {
  const FICHE = { nom: 'Prune Papier', categorie: 'elu', depuis: '10/01/2026' };
  test('avec son vrai jour, sans courriel, ou avec l’accès', async () => {
    const { poster, registre, cpts } = await uneCpts();
    const fait = await poster('/reseau/adherents/nouveau', FICHE);
    expect([fait.status, /\/reseau\/adherents\/[0-9a-f-]{36}/.test(fait.headers.get('location') ?? '')]).toEqual([303, true]);
    expect(await registre()).toMatchObject([{ nom: 'Prune Papier', statut: 'validee', membre_depuis: '2026-01-10' }]);
    expect((await poster('/reseau/adherents/nouveau', { ...FICHE, courriel: 'prune@exemple.fr', ecrire: 'oui' })).status).toBe(303);
    expect(await base.proprietaire.selectFrom('boite_envoi').select('id').where('cpts_id', '=', cpts.id).where('sujet', '=', 'adhesion_admise').execute()).toHaveLength(1);
    expect((await poster('/reseau/adherents/nouveau', { ...FICHE, courriel: 'prune@exemple.fr' })).status).toBe(409);
  });

  test.each([[{ depuis: '24/11/2026' }, 'Ce jour n’est pas encore venu'], [{ ecrire: 'oui' }, 'Donnez d’abord une adresse'], [{ categorie: 'professionnel' }, 'Choisissez un collège'], [{ commune: 'Atlantide' }, 'Aucune commune ne correspond']])('%s est refusé, la saisie reste', async (avec, phrase) => {
    const { poster, registre } = await uneCpts();
    const r = await poster('/reseau/adherents/nouveau', { ...FICHE, ...avec });
    const texte = await r.text();
    expect([r.status, texte.includes('Prune Papier'), texte.replace(/&#39;/g, '’').includes(phrase)]).toEqual([422, true, true]);
    expect(await registre()).toEqual([]);
  });
});

test('une personne déjà proposée n’est pas inscrite deux fois par un fichier', async () => {
  const { cpts, personne, deposer, lire } = await uneCpts();
  await base.dans(cpts.id, personne.id, ['coordination'], (ctx) => creerAdhesion(ctx, { nom: 'Anselme Durand', categorie: 'professionnel', origine: 'parrainage', statut: 'proposee', courriel: 'ansel@exemple.fr' }));
  const adresse = ((await deposer(CSV)).headers.get('location') ?? '').replace(`/cpts/${cpts.slug}`, '');
  expect(await mots(await lire(adresse))).toContain('« Anselme Durand » a une demande ou une proposition en cours');
});
