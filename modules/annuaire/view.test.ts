import { describe, expect, test } from 'vitest';
import { LIBELLES, uneFiche } from './builders.ts';
import { ContenuFiche, type FichePublique } from './model.ts';
import { type DemandePublique, ligneDe, presenterPublic } from './view.ts';

const une = (nom: string, profession: string, contenu: Partial<ContenuFiche> = {}): FichePublique => ({ nom, profession, contenu });
const voir = (fiches: readonly FichePublique[], demande: Partial<DemandePublique> = {}) => presenterPublic({ cpts: 'CPTS', demo: false, fiches, libelles: LIBELLES, demande: { q: '', metier: '', page: 1, ...demande }, adresse: '/annuaire/x' });
const noms = (v: ReturnType<typeof voir>): readonly string[] => v.fiches.map((f) => f.nom);

describe('l’annuaire public', () => {
  const fiches = [une('Zoé MARTIN', '10', { langues: 'français, espagnol', lieu: 'Maison de santé, Foix' }), une('Éric LENOIR', '60', { competences: ['plaies'] }), une('Ana DUPONT', '60', { lieu: 'Pamiers' })];
  test.each<readonly [string, readonly string[]]>([
    ['', ['Zoé Martin', 'Éric Lenoir', 'Ana Dupont']], ['martin', ['Zoé Martin']], ['eric', ['Éric Lenoir']], ['espagnol', ['Zoé Martin']], ['foix zoe', ['Zoé Martin']],
    ['cicatrisation', ['Éric Lenoir']], ['infirmier pamiers', ['Ana Dupont']], ['foix pamiers', []],
  ])('« %s » trouve %j', (q, attendus) => expect(noms(voir(fiches, { q }))).toEqual(attendus));
  test('une profession et un mot se croisent', () => expect(noms(voir(fiches, { q: 'foix', metier: '60' }))).toEqual([]));
  test('ce qui n’est pas montré au public n’y est pas cherché : la base n’en donne rien', () => expect(noms(voir([une('Ana DUPONT', '60')], { q: 'pamiers' }))).toEqual([]));
  test('vingt par page, et la dernière n’a que le reste', () => {
    const foule = Array.from({ length: 45 }, (_, i) => une(`Personne ${i}`, '10'));
    expect([1, 2, 3, 4].map((page) => voir(foule, { page }).fiches.length)).toEqual([20, 20, 5, 0]);
    expect([voir(foule).total, voir(foule).presents]).toEqual([45, 45]);
  });
});

test.each([['oui', ['Nouveaux patients']], ['sous_conditions', ['Nouveaux patients, sous conditions']], ['non', []]] as const)('dans une liste, « nouveaux patients : %s » se dit %j', (nouveaux_patients, signes) => {
  const fiche = uneFiche({ contenu: ContenuFiche.parse({ nouveaux_patients }) });
  expect(ligneDe({ identifiant: '8', rpps: undefined, nom: 'A', prenom: 'B', civilite: undefined, profession: '10', savoirFaire: undefined, lieux: [] }, { base: '', libelles: LIBELLES, fiche, pour: 'membres' }).signes).toEqual(signes);
});
