import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { demoContrat } from '#db/demo/aci.ts';
import { demoActions, demoPreuves } from '#db/demo/actions.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import { siteEssai, texte, type Visite } from '#server/essais.ts';
import { demoCalculs } from '#db/demo/dialogue.ts';

const base = essaiAvecBase();
const { entrer } = siteEssai(base);

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
function tableur(nom: string, lignes: readonly (readonly (string | number)[])[]): File {
  const classeur = utils.book_new();
  utils.book_append_sheet(classeur, utils.aoa_to_sheet(lignes.map((l) => [...l])), 'Indicateurs');
  const octets: ArrayBuffer = write(classeur, { type: 'array', bookType: 'xlsx' });
  return new File([octets], nom, { type: XLSX });
}
const RANGEES = [['Indicateur', 'Valeur'], ['Patients ALD sans médecin traitant', 140], ['Dépistage cancer du sein', 0.704], ['Plus de 70 ans sans médecin', '<11'], ['Population couverte', 84_512]];
const DEPOT = { annee: '2', le: '20/11/2026', source: 'CPAM' };

async function avecContrat() {
  const moi = await entrer();
  await moi.dans(async (ctx) => { await demoContrat(ctx); await demoActions(ctx); await demoPreuves(ctx); });
  const idDe = async (libelle: string): Promise<string> => (await moi.dans(lireDossier))?.contenu.indicateurs.find((i) => i.libelle === libelle && i.annee === 2)?.id ?? '';
  return { moi, idDe };
}
const relevesDe = async (moi: Visite, id: string) => ((await moi.dans(lireDossier))?.releves ?? []).filter((r) => r.indicateur === id);
const cheminDe = (r: Response): string => (r.headers.get('Location') ?? '').replace(/^.*(\/dialogue\/)/, '$1');

test('un tableur de la caisse se relit, se note une fois, et le suivant se reconnaît', async () => {
  const { moi, idDe } = await avecContrat();
  const [ald, sein] = [await idDe('Patients en ALD sans médecin traitant'), await idDe('Dépistage du cancer du sein')];
  const depot = await moi.poster('/dialogue/valeurs', { ...DEPOT, fichier: tableur('requete.xlsx', RANGEES) });
  expect(depot.status).toBe(303);
  const chemin = cheminDe(depot);
  const avant = await relevesDe(moi, ald);
  const page = await texte(await moi.lire(chemin));
  expect(page).toContain('70,4, lue comme une part');
  expect(page).toContain('masquée par la source : jamais zéro');
  expect(await relevesDe(moi, ald)).toEqual(avant);
  const double = await moi.poster(chemin, { libelle: '0', valeur: '1', 'l:1': ald, 'l:2': ald });
  expect([double.status, (await texte(double)).includes('gardez la bonne')]).toEqual([422, true]);
  expect((await moi.poster(chemin, { libelle: '0', valeur: '1', 'l:1': ald, 'l:2': sein, 'l:3': '', 'l:4': '' })).status).toBe(303);
  expect((await relevesDe(moi, ald)).at(-1)).toMatchObject({ le: '2026-11-20', valeur: 140, origine: 'importee', source: 'CPAM, requete.xlsx' });
  expect((await relevesDe(moi, sein)).at(-1)).toMatchObject({ valeur: 70.4, origine: 'importee' });
  expect((await moi.poster(chemin, { libelle: '0', valeur: '1', 'l:1': ald })).status).toBe(409);

  const suivant = cheminDe(await moi.poster('/dialogue/valeurs', { ...DEPOT, le: '22/11/2026', fichier: tableur('requete-2.xlsx', [...RANGEES.slice(0, 1), ['Population couverte', 1], ['Dépistage cancer du sein', 0.71]]) }));
  const relu = await texte(await moi.lire(suivant));
  expect(relu).toContain('ses choix sont repris');
  expect(relu).toMatch(/name="l:2"[^]*?<option value="sein[^"]*" selected|<option value="[^"]*sein[^"]*" selected/);
  expect((await moi.poster(`${suivant}/abandon`, {})).status).toBe(303);
  expect((await moi.poster(`${suivant}/abandon`, {})).status).toBe(409);
});

test('les mauvais fichiers sont refusés et ne notent rien', async () => {
  const { moi, idDe } = await avecContrat();
  const ald = await idDe('Patients en ALD sans médecin traitant');
  const avant = await relevesDe(moi, ald);
  const cas: readonly (readonly [Parameters<Visite['poster']>[1], string])[] = [
    [{ ...DEPOT, fichier: new File([''], 'vide.csv') }, 'Choisissez un fichier'],
    [{ ...DEPOT, fichier: new File(['%PDF-1.4'], 'a.pdf') }, 'PDF'],
    [{ ...DEPOT, le: '20/11/2099', fichier: tableur('a.xlsx', RANGEES) }, 'pas encore venu'],
    [{ ...DEPOT, source: '', fichier: tableur('a.xlsx', RANGEES) }, 'qui a donné'],
    [{ ...DEPOT, fichier: new File(['PK\u0003\u0004abime'], 'a.xlsx') }, 'abîmé'],
  ];
  for (const [champs, phrase] of cas) {
    const r = await moi.poster('/dialogue/valeurs', champs);
    expect([phrase, r.status, (await texte(r)).includes(phrase)]).toEqual([phrase, 422, true]);
  }
  expect(await relevesDe(moi, ald)).toEqual(avant);
  const membre = await entrer(['adherent'], moi.cpts);
  expect((await membre.lire('/dialogue/valeurs')).status).toBe(403);
});

test('une valeur comptée par la plateforme se note avec formule, période et version', async () => {
  const { moi, idDe } = await avecContrat();
  await moi.dans(demoCalculs);
  const journees = await idDe('Journées de prévention tenues');
  const page = await texte(await moi.lire('/dialogue/valeurs'));
  // One sign-in sheet is dated in the second year; the mention is not a sheet, the other sheet is of the first year.
  expect(page).toMatch(/Noter 1 journée(?!s)/);
  expect((await moi.poster('/dialogue/valeurs/noter', { ligne: journees, valeur: '2' })).status).toBe(409);
  expect((await moi.poster('/dialogue/valeurs/noter', { ligne: journees, valeur: '1' })).status).toBe(303);
  expect((await relevesDe(moi, journees)).at(-1)).toMatchObject({ valeur: 1, le: '2026-11-23', origine: 'calculee', formule: expect.stringMatching(/^Journées prouvées .* du 23 septembre 2026 au 23 novembre 2026, formule version 1$/) });
  const fiche = await texte(await moi.lire(`/contrat/lignes/${journees}`));
  expect(fiche).toContain('calculé par la plateforme');
  const profession = await moi.poster('/dialogue/valeurs/calcul', { ligne: journees, formule: 'adherents_profession', parametre: '' });
  expect([profession.status, (await texte(profession)).includes('de quelle profession')]).toEqual([422, true]);
  expect((await moi.poster('/dialogue/valeurs/calcul', { ligne: 'inconnue', formule: 'adherents', parametre: '' })).status).toBe(422);
  expect((await moi.poster('/dialogue/valeurs/oublier', { ligne: journees })).status).toBe(303);
  expect((await moi.poster('/dialogue/valeurs/noter', { ligne: journees, valeur: '1' })).status).toBe(409);
});
