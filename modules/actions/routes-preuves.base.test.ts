import { expect, test } from 'vitest';
import { demoContrat } from '#db/demo/aci.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import { siteEssai, texte } from '#server/essais.ts';
import { tachesDesModules } from '#server/modules.ts';
import { listerPreuves } from './queries-preuves.ts';

const base = essaiAvecBase();
const { entrer, services } = siteEssai(base);
const tachePreuves = tachesDesModules(base.adresse).find((t) => t.sujet === 'preuve_versee');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

async function avecTache() {
  const moi = await entrer();
  /** Plays what the outbox holds for the contract, twice: told at least once. */
  const jouer = async (): Promise<void> => {
    const envois = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', moi.cpts.id).where('sujet', '=', 'preuve_versee').orderBy('id').execute();
    for (const e of envois) for (const cle of ['a', 'b']) await tachePreuves?.executer(e.charge, { services, cptsId: moi.cpts.id, cle, avancer: () => Promise.resolve() });
  };
  return { ...moi, jouer };
}
const feuille = () => new File([new Uint8Array(PDF)], 'feuille.pdf', { type: 'application/pdf' });
const SAISIE = { genre: 'emargement', titre: 'Réunion de novembre', le: '12/11/2026', cible: '', fiche: '', lien: '', nombre: '' };

async function avecContrat() {
  const moi = await avecTache();
  await moi.dans(demoContrat);
  const lignes = (await moi.dans(lireDossier))?.contenu.indicateurs ?? [];
  const id = (libelle: string): string => lignes.find((l) => l.libelle === libelle)?.id ?? '';
  const annuaire = lignes.find((l) => l.libelle === 'Annuaire des ressources diffusé');
  return { ...moi, journees: id('Journées de prévention tenues'), livrable: `${annuaire?.id ?? ''}/${annuaire?.livrables[0]?.id ?? ''}` };
}

test('une preuve versée compte derrière la dernière valeur ; retirée avec son motif, elle ne compte plus et reste dans l’histoire', async () => {
  const moi = await avecContrat();
  expect((await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() })).status).toBe(303);
  await moi.jouer();
  const preuvesDe = async () => (await moi.dans(lireDossier))?.releves.filter((r) => r.indicateur === moi.journees).map((r) => r.preuves);
  expect(await preuvesDe()).toEqual([0, 0, 1]);
  const [versee] = await moi.dans(listerPreuves);
  const id = versee?.id ?? '';
  expect((await (await moi.lire(`/missions/preuves/${id}/fichier`)).text()).startsWith('%PDF')).toBe(true);
  expect((await moi.poster(`/missions/preuves/${id}/retrait`, { motif: '' })).status).toBe(422);
  expect((await moi.poster(`/missions/preuves/${id}/retrait`, { motif: 'Autre réunion' })).status).toBe(303);
  await moi.jouer();
  expect(await preuvesDe()).toEqual([0, 0, 0]);
  const encore = await moi.poster(`/missions/preuves/${id}/retrait`, { motif: 'Encore' });
  expect(encore.status).toBe(409);
  expect(await texte(encore)).toContain('déjà retirée');
  expect(await texte(await moi.lire('/missions/preuves'))).toContain('Autre réunion');
});

test('la preuve d’un livrable le fournit', async () => {
  const moi = await avecContrat();
  expect((await moi.poster('/missions/preuves', { ...SAISIE, genre: 'lien', lien: 'https://exemple.invalid/annuaire', cible: moi.livrable })).status).toBe(303);
  await moi.jouer();
  expect((await moi.dans(lireDossier))?.livrables.map((l) => `${l.indicateur}/${l.livrable}`)).toEqual([moi.livrable]);
});

test('les mauvaises saisies sont refusées et ne versent rien', async () => {
  const moi = await avecContrat();
  for (const avec of [{}, { cible: moi.journees }, { cible: 'inconnue', nombre: '3' }, { cible: moi.journees, nombre: '-1' }, { cible: moi.journees, lien: 'javascript:alert(1)' }, { cible: moi.journees, nombre: '3', le: '12/11/2099' }, { cible: moi.journees, nombre: '3', titre: '' }, { cible: moi.journees, fichier: new File(['MZ'], 'virus.exe') }]) {
    expect((await moi.poster('/missions/preuves', { ...SAISIE, ...avec })).status).toBe(422);
  }
  expect(await moi.dans(listerPreuves)).toEqual([]);
  expect((await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() })).status).toBe(303);
  expect((await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() })).status).toBe(409);
  expect(await moi.dans(listerPreuves)).toHaveLength(1);
});

test('un membre verse et retire la sienne, pas celle d’un autre ; la caisse ne voit rien', async () => {
  const moi = await avecContrat();
  const membre = await entrer(['adherent'], moi.cpts);
  await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, nombre: '12', genre: 'decompte' });
  expect((await membre.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, nombre: '13', genre: 'decompte' })).status).toBe(303);
  const preuves = await moi.dans(listerPreuves);
  const de = (n: number): string => preuves.find((p) => p.nombre === n)?.id ?? '';
  expect((await membre.poster(`/missions/preuves/${de(12)}/retrait`, { motif: 'x' })).status).toBe(403);
  expect((await membre.poster(`/missions/preuves/${de(13)}/retrait`, { motif: 'x' })).status).toBe(303);
  const caisse = await entrer(['cpam'], moi.cpts);
  expect((await caisse.lire('/missions/preuves')).status).toBe(403);
});
