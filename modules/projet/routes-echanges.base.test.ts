import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);
beforeAll(() => void chargerPaquet());

async function uneCpts() {
  const cpts = await base.uneCpts('CPTS des Échanges');
  const entrer = (role: Role) => entrerIci([role], cpts, `Personne ${role}`);
  const coordination = await entrer('coordination');
  await coordination.poster('/projet/entree', { contact: '05/01/2026', lettre: '', depot: '', validation: '', contrat: '', regime: '' });
  return { cpts, entrer, coordination };
}

const lieu = (r: Response): string => r.headers.get('location')?.replace(/^\/cpts\/[^/]+/, '') ?? '';
const PDF = (texte = 'projet'): File => new File([`%PDF-1.7 ${texte}`], 'Pièce.pdf', { type: 'application/pdf' });
const question = (plus: Readonly<Record<string, string>> = {}) => ({ destinataire: 'cpts', objet: 'Commune partagée', texte: 'La commune de Grandval est-elle partagée avec la CPTS voisine ?', depot: '', echeance: '', ...plus });

async function avecDepot() {
  const u = await uneCpts();
  await u.coordination.poster('/projet/pas/tenir_rencontre', { version: '1', le: '15/01/2026', acteur: '', commentaire: '' });
  expect((await u.coordination.poster('/projet/lettre/acteurs', { version: '0', texte: 'Brouillon resté secret.' })).status).toBe(303);
  await u.coordination.poster('/projet/echanges/depots', { titre: 'Accord avec la CPTS voisine', fichier: PDF() });
  const { id } = await base.proprietaire.selectFrom('depots').select('id').where('cpts_id', '=', u.cpts.id).executeTakeFirstOrThrow();
  return { ...u, id };
}

describe('ce que voient l’ARS et l’Assurance Maladie', () => {
  test.each(['ars', 'cpam'] as const)('%s lit ce qui est déposé, et rien d’autre', async (role) => {
    const u = await avecDepot();
    const officier = await u.entrer(role);
    expect(await mots(await officier.lire('/projet/echanges'))).toContain('N° 1 · Accord avec la CPTS voisine');
    const fichier = await officier.lire(`/projet/echanges/${u.id}/fichier`);
    expect([fichier.status, await fichier.text()]).toEqual([200, '%PDF-1.7 projet']);
    for (const chemin of ['/projet/lettre', '/projet/lettre.pdf', '/projet/lettre.docx', '/projet/lettre/acteurs', '/projet/lettre/acteurs/versions', '/projet/suivi', '/projet/entree', '/reseau/acces', '/historique']) expect([chemin, (await officier.lire(chemin)).status]).toEqual([chemin, 403]);
    for (const chemin of ['/projet', '/projet/echanges', `/projet/echanges/${u.id}`, '']) expect(await (await officier.lire(chemin)).text()).not.toContain('Brouillon resté secret');
    expect((await officier.poster('/projet/echanges/depots', { titre: 'X', fichier: PDF() })).status).toBe(403);
  });
  test('la lettre déposée depuis Maillage se lit telle qu’elle était, même changée ensuite', async () => {
    const u = await avecDepot();
    expect((await u.coordination.poster('/projet/pas/deposer_lettre', { version: '2', le: '20/11/2026', acteur: '', document: 'maillage', commentaire: '' })).status).toBe(303);
    await u.coordination.poster('/projet/lettre/acteurs', { version: '2', texte: 'Un texte écrit après le dépôt.' });
    const { id, empreinte } = await base.proprietaire.selectFrom('depots').select(['id', 'empreinte']).where('cpts_id', '=', u.cpts.id).where('genre', '=', 'lettre_intention').executeTakeFirstOrThrow();
    const page = await mots(await (await u.entrer('ars')).lire(`/projet/echanges/${id}`));
    expect(page).toContain('Brouillon resté secret.');
    expect(page).not.toContain('après le dépôt');
    expect(page).toContain(empreinte);
  });
  test('un document d’une autre CPTS n’existe pas ici', async () => {
    const [ici, ailleurs] = [await avecDepot(), await avecDepot()];
    expect((await ici.coordination.lire(`/projet/echanges/${ailleurs.id}`)).status).toBe(404);
    expect((await ici.coordination.lire(`/projet/echanges/${ailleurs.id}/fichier`)).status).toBe(404);
    expect((await ici.coordination.lire('/projet/echanges/pas-un-id')).status).toBe(404);
  });
});

describe('les remarques', () => {
  test('l’ARS remarque un passage, la CPTS répond, puis la règle', async () => {
    const u = await avecDepot();
    const ars = await u.entrer('ars');
    expect(lieu(await ars.poster(`/projet/echanges/${u.id}/remarques`, { paragraphe: '0', texte: 'Précisez la date.' }))).toBe(`/projet/echanges/${u.id}#p0`);
    const { id } = await base.proprietaire.selectFrom('depot_remarques').select('id').where('cpts_id', '=', u.cpts.id).executeTakeFirstOrThrow();
    await u.coordination.poster(`/projet/echanges/${u.id}/remarques`, { paragraphe: '0', parent: id, texte: 'Le 3 mars.' });
    expect((await u.coordination.poster(`/projet/echanges/${u.id}/remarques/${id}`, { reglee: 'oui' })).status).toBe(303);
    const page = await mots(await ars.lire(`/projet/echanges/${u.id}`));
    expect(page).toContain('1 remarque, toutes réglées.');
    expect(page).toContain('Le 3 mars.');
  });
  test('un passage absent, un texte vide, un adhérent : une phrase, rien n’est écrit', async () => {
    const u = await avecDepot();
    expect((await u.coordination.poster(`/projet/echanges/${u.id}/remarques`, { paragraphe: '99', texte: 'X' })).status).toBe(404);
    expect((await u.coordination.poster(`/projet/echanges/${u.id}/remarques`, { paragraphe: '0', texte: ' ' })).status).toBe(422);
    expect((await (await u.entrer('adherent')).poster(`/projet/echanges/${u.id}/remarques`, { paragraphe: '0', texte: 'X' })).status).toBe(403);
    expect(await base.proprietaire.selectFrom('depot_remarques').select('id').where('cpts_id', '=', u.cpts.id).execute()).toEqual([]);
  });
});

describe('les questions', () => {
  test('posée par l’ARS, répondue par la CPTS, retrouvée ensuite', async () => {
    const u = await avecDepot();
    const ars = await u.entrer('ars');
    const page = lieu(await ars.poster('/projet/echanges/questions', question({ echeance: '30/11/2026' })));
    expect(await mots(await u.coordination.lire(''))).toContain('Répondre : Commune partagée');
    expect((await ars.poster(`${page}/reponse`, { version: '1', reponse: 'Non.' })).status).toBe(403);
    expect((await u.coordination.poster(`${page}/reponse`, { version: '1', reponse: 'Oui, un accord est signé.' })).status).toBe(303);
    const tard = await u.coordination.poster(`${page}/reponse`, { version: '1', reponse: 'Autre réponse gardée.' });
    expect([tard.status, (await tard.text()).includes('Autre réponse gardée.')]).toEqual([409, true]);
    const trouve = await mots(await ars.lire('/projet/echanges?q=communes partagees'));
    expect(trouve).toContain('déjà demandé ici');
    expect(trouve).toContain('Oui, un accord est signé.');
  });
  test('ce qui manque est demandé, ce qui est tapé revient', async () => {
    const u = await avecDepot();
    const r = await (await u.entrer('ars')).poster('/projet/echanges/questions', question({ objet: '', echeance: '31/02/2026' }));
    const page = await r.text();
    expect(r.status).toBe(422);
    for (const attendu of ['Donnez un objet', 'Cette date n’existe pas', 'Grandval', '31/02/2026']) expect(page).toContain(attendu);
    expect((await (await u.entrer('ars')).poster('/projet/echanges/questions', question({ destinataire: 'ars' }))).status).toBe(422);
    expect((await (await u.entrer('adherent')).poster('/projet/echanges/questions', question())).status).toBe(403);
  });
  test('une réponse partagée se trouve ailleurs, sans nom ; reprise, elle disparaît', async () => {
    const [u, autre] = [await avecDepot(), await avecDepot()];
    const page = lieu(await (await u.entrer('ars')).poster('/projet/echanges/questions', question()));
    await u.coordination.poster(`${page}/reponse`, { version: '1', reponse: 'Notre accord du 3 mars avec Grandval.' });
    const mot = `zygomatique${Date.now()}`;
    expect(await mots(await autre.coordination.lire(`/projet/echanges?q=${mot}`))).toContain('Rien sur ce sujet');
    expect((await u.coordination.poster(`${page}/partage`, { objet: `Commune partagée ${mot}`, question: 'Une commune peut-elle être partagée ?', reponse: 'Oui, avec un accord écrit.' })).status).toBe(303);
    const vu = await mots(await autre.coordination.lire(`/projet/echanges?q=${mot}`));
    expect(vu).toContain('partagé par une autre CPTS');
    expect(vu).toContain('Oui, avec un accord écrit.');
    expect(vu).not.toContain('Grandval');
    // Nobody else may take it back, in the database itself.
    const voisin = await base.unePersonne(autre.cpts.id, ['coordination']);
    const efface = await base.dans(autre.cpts.id, voisin.id, ['coordination'], ({ tx }) => tx.deleteFrom('reponses_partagees').where('objet', 'like', `%${mot}`).executeTakeFirst());
    expect(efface.numDeletedRows).toBe(0n);
    expect((await u.coordination.poster(`${page}/partage/retrait`, {})).status).toBe(303);
    expect(await mots(await autre.coordination.lire(`/projet/echanges?q=${mot}`))).toContain('Rien sur ce sujet');
  });
});
