import { describe, expect, test } from 'vitest';
import { unConstat } from './builders.ts';
import { ConstatId, type Objectif, ObjectifId } from './model.ts';
import { presenterObjectifs } from './view-objectifs.ts';

const [a, b] = [unConstat({ statut: 'retenue' }), unConstat({ id: ConstatId.parse('0198f000-0000-7000-8000-0000000000d2'), texte: 'Peu de kinés.', statut: 'retenue' })];
const un = (avec: Partial<Objectif> = {}): Objectif => ({ id: ObjectifId.parse('0198f000-0000-7000-8000-0000000000e1'), titre: 'Titre', mission: 'acces', constats: [a.id], indicateur: '', cible: '', annee: 2027, statut: 'retenue', version: 1, ...avec });
const vue = (objectifs: readonly Objectif[], tient = true) => presenterObjectifs({ base: '', interdit: false, tient, objectifs, tous: [a, b] });

describe('objectifs', () => {
  test('un constat retenu sans objectif est dit ; un objectif retiré n’en est plus un', () => {
    expect(vue([un()]).sansObjectif.map((c) => c.texte)).toEqual(['Peu de kinés.']);
    expect(vue([un({ statut: 'retiree' })]).sansObjectif).toHaveLength(2);
    expect(vue([un({ statut: 'atteinte', constats: [a.id, b.id] })]).sansObjectif).toEqual([]);
  });
  test('l’année la plus récente d’abord ; les gestes à qui tient les objectifs', () => {
    const objectifs = [un(), un({ annee: 2026, statut: 'atteinte' })];
    expect(vue(objectifs).annees.map((x) => [x.annee, x.objectifs[0]?.gestes])).toEqual([[2027, ['atteindre', 'retirer']], [2026, ['rouvrir']]]);
    expect(vue(objectifs, false).annees.flatMap((x) => x.objectifs.flatMap((o) => o.gestes))).toEqual([]);
  });
});
