import { describe, expect, test } from 'vitest';
import { demoActions, demoPreuves } from '#db/demo/actions.ts';
import { demoContrat } from '#db/demo/aci.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { siteEssai, texte } from '#server/essais.ts';
import { listerFiches, toutesLesFiches } from './queries.ts';
import { DemandeFiches } from './model.ts';

const base = essaiAvecBase();
const { entrer } = siteEssai(base);

const FICHE = { version: '0', titre: 'Journée de vaccination', mission: 'prevention', objectif: 'Cent personnes vaccinées', pilote: '', debut: '01/12/2026', fin: '31/03/2027', jalons: '06/03/2027 : la journée' };
const DEPENSE = { nature: 'achats', libelle: 'Affiches', montant: '1 000', aci: '600', fir: '400' };

async function avecFiche() {
  const moi = await entrer();
  const r = await moi.poster('/missions/fiches/nouvelle', FICHE);
  expect(r.status).toBe(303);
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost').pathname.replace(`/cpts/${moi.cpts.slug}`, '');
  return { ...moi, chemin, id: chemin.split('/').at(-1) ?? '' };
}

describe('une fiche action', () => {
  test('s’ouvre, s’engage, porte des tâches et un budget, et garde son histoire', async () => {
    const moi = await avecFiche();
    expect((await moi.poster(`${moi.chemin}/statut`, { version: '1', geste: 'engager' })).status).toBe(303);
    expect((await moi.poster(`${moi.chemin}/taches`, { version: '2', texte: 'Réserver la salle', echeance: '20/11/2026', qui: 'Prune' })).status).toBe(303);
    expect((await moi.poster(`${moi.chemin}/depenses`, { version: '3', ...DEPENSE })).status).toBe(303);
    const page = await texte(await moi.lire(moi.chemin));
    for (const attendu of ['en cours', 'Réserver la salle', 'Affiches', '1 000,00 €', 'Reste à financer', 'Version 4']) expect(page).toContain(attendu);
    expect(await texte(await moi.lire(''))).toContain('1 tâche est en retard');
    expect((await moi.poster(`${moi.chemin}/taches/t1`, { version: '4', faite: 'oui' })).status).toBe(303);
    expect(await texte(await moi.lire('/missions?vue=calendrier'))).toContain('la journée');
  });

  test('un euro compté deux fois est refusé, de combien, et rien ne change', async () => {
    const moi = await avecFiche();
    const r = await moi.poster(`${moi.chemin}/depenses`, { version: '1', ...DEPENSE, fir: '400,01' });
    expect(r.status).toBe(422);
    const page = await texte(r);
    expect(page).toContain('0,01 € de plus');
    expect(page).toContain('value="400,01"');
    expect((await moi.dans(toutesLesFiches))[0]).toMatchObject({ version: 1, contenu: { budget: [] } });
  });

  test('deux écritures de la même version : la seconde est refusée et garde son texte', async () => {
    const moi = await avecFiche();
    expect((await moi.poster(`${moi.chemin}/modifier`, { ...FICHE, version: '1', titre: 'Première' })).status).toBe(303);
    const r = await moi.poster(`${moi.chemin}/modifier`, { ...FICHE, version: '1', titre: 'Seconde' });
    expect(r.status).toBe(409);
    expect(await texte(r)).toContain('value="Seconde"');
    expect((await moi.dans(toutesLesFiches))[0]?.contenu.titre).toBe('Première');
  });

  test.each([[{ titre: '' }], [{ mission: 'autre' }], [{ objectif: '' }], [{ debut: 'demain' }], [{ fin: '01/11/2026' }], [{ jalons: 'un jour : rien' }], [{ pilote: '0198f000-0000-7000-8000-000000000001' }], [{ intrus: 'x' }]])('la saisie %o est refusée', async (avec) => {
    const moi = await entrer();
    expect((await moi.poster('/missions/fiches/nouvelle', { ...FICHE, ...avec })).status).toBe(422);
    expect(await moi.dans(toutesLesFiches)).toEqual([]);
  });

  test('une fiche achevée ne se modifie plus avant d’être rouverte', async () => {
    const moi = await avecFiche();
    await moi.poster(`${moi.chemin}/statut`, { version: '1', geste: 'engager' });
    await moi.poster(`${moi.chemin}/statut`, { version: '2', geste: 'achever' });
    expect((await moi.poster(`${moi.chemin}/depenses`, { version: '3', ...DEPENSE })).status).toBe(409);
    expect((await moi.poster(`${moi.chemin}/statut`, { version: '3', geste: 'suspendre' })).status).toBe(409);
    expect((await moi.poster(`${moi.chemin}/statut`, { version: '3', geste: 'rouvrir' })).status).toBe(303);
  });

  test('se lit par les membres, s’écrit par son pilote, reste fermée à la caisse et à une autre CPTS', async () => {
    const moi = await avecFiche();
    const pilote = await entrer(['adherent'], moi.cpts);
    expect((await pilote.lire(moi.chemin)).status).toBe(200);
    expect((await pilote.poster(`${moi.chemin}/statut`, { version: '1', geste: 'engager' })).status).toBe(403);
    expect((await moi.poster(`${moi.chemin}/modifier`, { ...FICHE, version: '1', pilote: pilote.moi.id })).status).toBe(303);
    expect((await pilote.poster(`${moi.chemin}/statut`, { version: '2', geste: 'engager' })).status).toBe(303);
    expect((await pilote.poster('/missions/fiches/nouvelle', FICHE)).status).toBe(403);
    const caisse = await entrer(['cpam'], moi.cpts);
    expect((await caisse.lire('/missions')).status).toBe(403);
    expect((await caisse.lire(moi.chemin)).status).toBe(403);
    const ailleurs = await entrer();
    expect((await ailleurs.lire(moi.chemin)).status).toBe(404);
  });

  test('part en Word et en PDF', async () => {
    const moi = await avecFiche();
    const docx = await moi.lire(`${moi.chemin}/fiche.docx`);
    expect(Buffer.from(await docx.arrayBuffer()).subarray(0, 2).toString()).toBe('PK');
    const pdf = await moi.lire(`${moi.chemin}/fiche.pdf`);
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('la démonstration ouvre huit fiches ; la recherche les trouve sans accents', async () => {
  const moi = await entrer();
  await moi.dans(async (ctx) => { await demoContrat(ctx); await demoActions(ctx); await demoPreuves(ctx); });
  const chercher = (q: string) => moi.dans((ctx) => listerFiches(ctx, DemandeFiches.parse({ vue: 'liste', q })));
  expect((await chercher('')).total).toBe(8);
  expect((await chercher('depistages CARAVANE')).fiches.map((f) => f.contenu.titre)).toEqual(['Caravane des dépistages']);
  expect(await texte(await moi.lire('/missions'))).toContain('Suspendues');
  const preuves = await texte(await moi.lire('/missions/preuves'));
  for (const attendu of ['fragile', 'Rapport d’activité, page 12', 'Il manque : une preuve de la valeur']) expect(preuves).toContain(attendu);
});
