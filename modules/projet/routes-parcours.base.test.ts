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
  const cpts = await base.uneCpts('CPTS des Parcours');
  const entrer = (role: Role) => entrerIci([role], cpts, `Personne ${role}`);
  return { cpts, entrer };
}

const lieu = (r: Response): string => r.headers.get('location')?.replace(/^\/cpts\/[^/]+/, '') ?? '';
const PDF = new File(['%PDF-1.7 projet de santé'], 'Projet.pdf', { type: 'application/pdf' });

describe('entrer dans le parcours', () => {
  test('une date illisible est dite à sa place, et tout ce qui a été tapé revient', async () => {
    const { poster } = await (await uneCpts()).entrer('coordination');
    const r = await poster('/projet/entree', { contact: '31/02/2026', lettre: '', depot: '', validation: '', contrat: '', regime: '' });
    expect(r.status).toBe(422);
    const page = await r.text();
    expect(page).toContain('Cette date n’existe pas');
    expect(page).toContain('value="31/02/2026"');
  });
  test('une CPTS qui commence voit sa première horloge ; une seconde ouverture ramène au parcours', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    expect(lieu(await poster('/projet/entree', { contact: '16/11/2026', lettre: '', depot: '', validation: '', contrat: '', regime: '' }))).toBe('/projet');
    const page = await mots(await lire('/projet'));
    expect(page).toContain('Prise de contact, depuis le 16 novembre 2026. L’ARS et l’Assurance Maladie doivent agir : jusqu’au 1er décembre 2026.');
    expect((await lire('/projet/entree')).status).toBe(303);
  });
  test.each<readonly [Role, number]>([['adherent', 403], ['tresorerie', 403], ['secretariat', 403], ['ars', 403], ['cpam', 403], ['presidence', 200]])('%s ouvre le parcours : %i', async (role, attendu) => {
    expect((await (await (await uneCpts()).entrer(role)).lire('/projet/entree')).status).toBe(attendu);
  });
});

async function deposee() {
  const u = await uneCpts();
  const coordination = await u.entrer('coordination');
  await coordination.poster('/projet/entree', { contact: '05/01/2026', lettre: '10/04/2026', depot: '', validation: '', contrat: '', regime: '' });
  const r = await coordination.poster('/projet/pas/deposer_projet', { version: '1', le: '05/10/2026', acteur: '', document: 'fichier', fichier: PDF, commentaire: '' });
  expect([r.status, lieu(r)]).toEqual([303, '/projet']);
  return { ...u, coordination };
}

describe('franchir un pas', () => {
  test('déposer un fichier le fige, et l’ARS lit le délai qui court', async () => {
    const { entrer } = await deposee();
    const page = await mots(await (await entrer('ars')).lire('/projet'));
    expect(page).toContain('L’ARS peut s’opposer : jusqu’au 5 décembre 2026.');
    expect(page).toContain('Dépôt n° 1 : Projet de santé');
  });
  test('l’ARS s’oppose avec son motif ; sans motif, la page le demande', async () => {
    const { entrer } = await deposee();
    const ars = await entrer('ars');
    const sans = await ars.poster('/projet/pas/opposer', { version: '2', le: '20/11/2026', acteur: '', motif: '', commentaire: 'Territoire partagé.' });
    expect(sans.status).toBe(422);
    expect(await sans.text()).toContain('Choisissez le motif');
    expect((await ars.poster('/projet/pas/opposer', { version: '2', le: '20/11/2026', acteur: '', motif: 'territoire', commentaire: 'Territoire partagé.' })).status).toBe(303);
    expect(await mots(await ars.lire('/projet'))).toContain('Le territoire choisi n’est pas pertinent (motif b)');
  });
  test('la CPTS ne s’oppose pas à la place de l’ARS sans la nommer, mais note sa réponse', async () => {
    const { coordination } = await deposee();
    const page = await mots(await coordination.lire('/projet/pas/valider_projet'));
    expect(page).toContain('Un pas de l’ARS');
  });
  test('une page dépassée est refusée, le dossier n’avance pas deux fois', async () => {
    const { entrer } = await deposee();
    const ars = await entrer('ars');
    expect((await ars.poster('/projet/pas/valider_projet', { version: '1', le: '20/11/2026', acteur: '', commentaire: '' })).status).toBe(409);
  });
  test('un fichier qui n’en est pas un est refusé, sans dépôt', async () => {
    const u = await uneCpts();
    const c = await u.entrer('coordination');
    await c.poster('/projet/entree', { contact: '05/01/2026', lettre: '10/04/2026', depot: '', validation: '', contrat: '', regime: '' });
    const r = await c.poster('/projet/pas/deposer_projet', { version: '1', le: '05/10/2026', acteur: '', document: 'fichier', fichier: new File(['<html>'], 'Projet.pdf'), commentaire: '' });
    expect(r.status).toBe(422);
    expect(await base.proprietaire.selectFrom('depots').select('id').where('cpts_id', '=', u.cpts.id).execute()).toEqual([]);
  });
  test.each<readonly [Role, number]>([['adherent', 403], ['tresorerie', 403], ['secretariat', 403], ['cpam', 403], ['ars', 303]])('%s valide le projet : %i', async (role, attendu) => {
    const { entrer } = await deposee();
    expect((await (await entrer(role)).poster('/projet/pas/valider_projet', { version: '2', le: '20/11/2026', acteur: '', commentaire: '' })).status).toBe(attendu);
  });
  test('un geste inventé donne une page, pas une panne', async () => {
    const { coordination } = await deposee();
    expect((await coordination.lire('/projet/pas/abracadabra')).status).toBe(404);
    expect((await coordination.poster('/projet/pas/abracadabra', { version: '2', le: '20/11/2026', acteur: '', commentaire: '' })).status).toBe(404);
  });
});

describe('le guide et le suivi', () => {
  test('chacun des trois lit le guide, marqué à l’étape du jour', async () => {
    const { entrer } = await deposee();
    for (const role of ['adherent', 'ars', 'cpam'] as const) expect(await mots(await (await entrer(role)).lire('/projet/guide'))).toContain('Le projet est examiné · vous en êtes là');
  });
  test('la règle de report se change et déplace le dernier jour ; une règle inconnue est refusée', async () => {
    const { coordination } = await deposee();
    expect((await coordination.poster('/projet/suivi', { zone: 'metropole', reportSilence: 'jour_ouvre_suivant', reportReperes: 'aucun' })).status).toBe(303);
    expect(await mots(await coordination.lire('/projet'))).toContain('L’ARS peut s’opposer : jusqu’au 7 décembre 2026.');
    expect((await coordination.poster('/projet/suivi', { zone: 'atlantide', reportSilence: 'aucun', reportReperes: 'aucun' })).status).toBe(422);
  });
});
