import { describe, expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { siteEssai, texte } from '#server/essais.ts';
import { ContratId } from './model-dossier.ts';
import { lireCalcul, lireDossier } from './queries.ts';

const base = essaiAvecBase();
const { entrer } = siteEssai(base);

const TERMES = { version: '0', taille: '3', signeLe: '15/09/2025', priseEffet: '', regime: 'ACI-AVENANT-2', fonctionnement: '', soldeApresMois: '3', jours: 'reels', arrondi: 'au_plus_proche', debut_acces: '01/12/2025', debut_parcours: '', debut_prevention: '', debut_crise: '', debut_qualite: '', debut_accompagnement: '' };
const PAPIERS = { version: '1', nom_cpts: 'Maëlle Rivière', qualite_cpts: 'présidente', le_cpts: '15/09/2025', nom_ars: 'Une directrice', qualite_ars: '', le_ars: '12/09/2025', nom_cpam: 'Un directeur', qualite_cpam: 'directeur', le_cpam: '', siege: '65000', caisse: 'Caisse du siège', habitants: '98400', populationLe: '01/01/2023', populationSource: 'Insee' };
const VIDE = { action: '', unite: '', source: '', depart: '', departLe: '', cible: '', base: '', plancher: '', montant: '', prix: '', livrables: '', reporteDe: '', renegocieeLe: '', motif: '', ...Object.fromEntries([1, 2, 3, 4].flatMap((n) => [[`seuil${n}`, ''], [`montant${n}`, ''], [`nom${n}`, '']])) };
const lignes = (avec: Readonly<Record<string, string>>) => ({ ...VIDE, version: '1', mission: 'acces', annee: '5', libelle: 'Patients sans médecin traitant', sens: 'baisse', type: 'paliers_valeur', mesure: 'absolue', unite: 'patients', depart: '300', seuil1: '250', montant1: '5 000', ...avec });

describe('le papier signé', () => {
  test('signataires, siège et population se notent et se relisent ; l’histoire le garde', async () => {
    const moi = await entrer();
    expect(await texte(await moi.lire('/contrat/papiers'))).toContain('Aucun contrat n’est encore établi');
    await moi.poster('/contrat/termes', TERMES);
    expect((await moi.poster('/contrat/papiers', PAPIERS)).status).toBe(303);
    const page = await texte(await moi.lire('/contrat/papiers'));
    for (const attendu of ['par les trois parties', 'Maëlle Rivière, présidente, le 15 septembre 2025', 'Tarbes (65)', 'Caisse du siège', '98 400 habitants au 1er janvier 2023 (Insee)', 'Version 2.', 'Signataires, siège et population']) expect(page).toContain(attendu);
    expect((await moi.dans(lireCalcul))?.calcul.annees).toHaveLength(5);
    const caisse = await entrer(['cpam'], moi.cpts);
    expect((await caisse.lire('/contrat/papiers')).status).toBe(200);
    expect((await caisse.poster('/contrat/papiers', { ...PAPIERS, version: '2' })).status).toBe(403);
  });

  test.each([
    ['65000', '', 'value="CPAM (Hautes-Pyrénées)"', true], ['59000', '', 'value="CPAM (', false], ['97400', '', 'value="CPAM (', false], ['65000', 'Caisse du siège', 'value="CPAM (', false],
  ])('siège %s, caisse notée « %s » : la caisse du département n’est proposée que si elle ne fait pas de doute, et rien n’est noté pour la personne', async (siege, caisse, champ, propose) => {
    const moi = await entrer();
    await moi.poster('/contrat/termes', TERMES);
    expect((await moi.poster('/contrat/papiers', { ...PAPIERS, siege, caisse })).status).toBe(303);
    const html = await (await moi.lire('/contrat/papiers')).text();
    expect([html.includes(champ), html.includes('Proposée d’après la commune du siège')]).toEqual([propose, propose]);
    expect((await moi.dans(lireDossier))?.contenu.papiers.caisse).toBe(caisse === '' ? undefined : caisse);
  });

  test('une taille que la population ne fait pas est dite, rien n’est arrêté', async () => {
    const moi = await entrer();
    await moi.poster('/contrat/termes', TERMES);
    await moi.poster('/contrat/papiers', { ...PAPIERS, habitants: '39000' });
    expect(await texte(await moi.lire('/contrat/papiers'))).toContain('39 000 habitants font une taille 1 ; le contrat inscrit la taille 3');
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['une qualité sans nom', { nom_ars: '' }, 'Écrivez qui a signé'],
    ['une commune inconnue', { siege: 'Atlantide' }, 'Aucune commune ne correspond'],
    ['une population sans source', { populationSource: '' }, 'Dites d’où vient ce nombre'],
    ['un nombre d’habitants à virgule', { habitants: '12,5' }, 'Un nombre entier'],
    ['une date impossible', { le_cpts: '31/02/2025' }, 'Écrivez un jour'],
  ])('%s est refusée et garde la saisie', async (_, avec, phrase) => {
    const moi = await entrer();
    await moi.poster('/contrat/termes', TERMES);
    const r = await moi.poster('/contrat/papiers', { ...PAPIERS, ...avec });
    const page = await texte(r);
    expect([r.status, page.includes(phrase), page.includes('value="Maëlle Rivière"')]).toEqual([422, true, true]);
    expect((await moi.dans(lireDossier))?.contenu.papiers).toEqual({ signataires: [] });
  });

  test('un avenant change le régime, se retire, et l’histoire garde les deux', async () => {
    const moi = await entrer();
    await moi.poster('/contrat/termes', { ...TERMES, regime: 'ACI-2019' });
    const acces = async () => (await moi.dans(lireCalcul))?.calcul.annees[1]?.postes.find((p) => p.poste === 'acces')?.enveloppeFixe;
    expect(await acces()).toBe(3_250_000);
    expect((await moi.poster('/contrat/avenants', { version: '1', le: '15/09/2026', taille: '', regime: 'ACI-AVENANT-2', fonctionnement: '', mission: '', fixe: '', variable: '', motif: 'Avenant 2' })).status).toBe(303);
    expect(await acces()).toBe(9_000_000);
    expect((await moi.poster('/contrat/avenants/0/retrait', { version: '2' })).status).toBe(303);
    expect(await acces()).toBe(3_250_000);
    expect((await moi.poster('/contrat/avenants/0/retrait', { version: '3' })).status).toBe(422);
    expect(await texte(await moi.lire('/contrat/papiers'))).toContain('Avenant retiré');
  });

  test('une fin se compte avant d’être notée, et une fin après le terme est refusée', async () => {
    const moi = await entrer();
    await moi.poster('/contrat/termes', TERMES);
    // Second year from 15 September 2026: 91 days of 365. 18 698,63 € of functioning against 56 250 advanced, 22 438,36 € of access against 67 500.
    const page = await texte(await moi.lire('/contrat/termes?fin=15%2F12%2F2026'));
    expect(page).toContain('82 613,01 € seraient à rendre, hors variable');
    expect((await moi.dans(lireDossier))?.contenu.resiliation).toBeUndefined();
    const r = await moi.poster('/contrat/resiliation', { version: '1', le: '15/09/2030', motif: 'Fin' });
    expect([r.status, (await texte(r)).includes('déjà à son terme')]).toEqual([422, true]);
  });
});

describe('le renouvellement', () => {
  async function auTerme() {
    const moi = await entrer();
    // Signed five years and two months before the day of the tests.
    await moi.poster('/contrat/termes', { ...TERMES, signeLe: '15/09/2021', regime: 'ACI-2019', debut_acces: '15/12/2021' });
    await moi.poster('/contrat/papiers', PAPIERS);
    await moi.poster('/contrat/lignes/nouvelle', lignes({ version: '2' }));
    await moi.poster('/contrat/lignes/nouvelle', lignes({ version: '3', annee: '4', libelle: 'Une ligne d’avant' }));
    await moi.poster('/contrat/lignes/patients-sans-medecin-traitant/releves', { le: '01/09/2026', nombre: '241', source: 'CPAM' });
    return moi;
  }
  const RENOUVELER = { version: '4', signeLe: '01/10/2026', taille: '4', regime: '', lignes: 'reprendre' };

  test('un nouveau contrat naît de l’ancien : les lignes de la dernière année partent de leur dernière valeur, l’ancien reste lisible', async () => {
    const moi = await auTerme();
    const ancien = (await moi.dans(lireDossier))?.id ?? '';
    expect(await texte(await moi.lire(''))).toContain('Renouveler le contrat');
    expect(await texte(await moi.lire('/contrat/papiers'))).toContain('part de 241 patients, relevé le 1er septembre 2026');
    expect((await moi.poster('/contrat/renouvellement', RENOUVELER)).status).toBe(303);
    const nouveau = await moi.dans(lireDossier);
    expect(nouveau).toMatchObject({ statut: 'signee', version: 1, releves: [], versements: [], contenu: { taille: 4, signeLe: '2026-10-01', priseEffet: '2026-10-01', missions: [{ mission: 'acces', debut: '2026-10-01' }], papiers: { precedent: ancien, signataires: [], caisse: 'Caisse du siège' } } });
    expect(nouveau?.contenu.indicateurs).toMatchObject([{ id: 'patients-sans-medecin-traitant-2', annee: 1, depart: { valeur: 241, le: '2026-09-01' }, regle: { paliers: [{ seuil: 250, montant: 500_000 }] } }]);
    // The old one keeps its line, its value and its last balance.
    expect(await texte(await moi.lire(`/contrat?contrat=${ancien}&annee=5`))).toContain('Ce contrat est terminé');
    expect(await texte(await moi.lire('/contrat/lignes/patients-sans-medecin-traitant'))).toContain('5 000 € sur 5 000 €');
    expect((await moi.poster('/contrat/versements', { le: '20/11/2026', montant: '1 000', echeance: '5-acces-variable', reference: '', contrat: ancien })).status).toBe(303);
    expect((await moi.dans((ctx) => lireDossier(ctx, { id: ContratId.parse(ancien) })))?.versements).toMatchObject([{ montant: 100_000, annee: 5, nature: 'variable' }]);
    expect((await moi.dans(lireDossier))?.versements).toEqual([]);
    // A value that comes late goes to the line it names.
    expect((await moi.poster('/contrat/lignes/patients-sans-medecin-traitant/releves', { le: '10/11/2026', nombre: '260', source: 'CPAM' })).status).toBe(303);
    expect(await texte(await moi.lire('/contrat/lignes/patients-sans-medecin-traitant'))).toContain('0 € sur 5 000 €');
    expect(await texte(await moi.lire('/historique'))).toContain('Contrat renouvelé');
  });

  test.each<readonly [string, Readonly<Record<string, string>>, number, string]>([
    ['avant sa version', { version: '1' }, 409, 'modifié pendant votre saisie'],
    ['signé dans l’avenir', { signeLe: '01/01/2027' }, 422, 'pas encore venu'],
    ['signé avant l’ancien', { signeLe: '01/01/2020' }, 422, 'se signe après l’ancien'],
    ['sans taille', { taille: '' }, 422, 'Choisissez la taille'],
    ['sous un régime inconnu', { regime: 'ACI-3000' }, 422, 'n’existe pas'],
  ])('%s, il est refusé et rien ne change', async (_, avec, statut, phrase) => {
    const moi = await auTerme();
    const r = await moi.poster('/contrat/renouvellement', { ...RENOUVELER, ...avec });
    expect([r.status, (await texte(r)).includes(phrase)]).toEqual([statut, true]);
    expect((await base.proprietaire.selectFrom('contrats').select('statut').where('cpts_id', '=', moi.cpts.id).execute()).map((c) => c.statut)).toEqual(['signee']);
  });

  test('avant le terme, il se prépare et ne se note pas ; un adhérent ne le note jamais', async () => {
    const moi = await entrer();
    await moi.poster('/contrat/termes', TERMES);
    const r = await moi.poster('/contrat/renouvellement', { ...RENOUVELER, version: '1' });
    expect([r.status, (await texte(r)).includes('court jusqu’au 15 septembre 2030')]).toEqual([422, true]);
    const adherent = await entrer(['adherent'], moi.cpts);
    expect((await adherent.poster('/contrat/renouvellement', { ...RENOUVELER, version: '1' })).status).toBe(403);
  });
});
