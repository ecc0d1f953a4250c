import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { desLignes } from '#modules/aci/builders.ts';
import { unEtat } from '../builders.ts';
import type { EtatDossier, LigneGardee } from '../model.ts';
import { changementsDepuis, comparerEtats } from './ecarts.ts';

const net = (s: string | undefined): string => (s ?? '').replace(/[\u00a0\u202f]/g, ' ');
const phrasesDe = (a: EtatDossier, b: EtatDossier, id: string): string => net(comparerEtats(a, b).lignes.find((l) => l.id === id)?.phrases.join(' '));
/** A state whose line has been changed by hand. */
const avecLigne = (e: EtatDossier, id: string, avec: Partial<LigneGardee>): EtatDossier => ({ ...e, postes: e.postes.map((p) => ({ ...p, lignes: p.lignes.map((l) => (l.id === id ? { ...l, ...avec } : l)) })) });

describe('ce qui a changé se dit en phrases', () => {
  const a = unEtat({ annee: 1 });
  const b = unEtat();

  test('une ligne de l’an dernier se retrouve par son nom, ou par le report', () => {
    // 188 patients the first year, 168 now; the tier at 200 pays 4,000 €, that at 150 is not reached.
    expect(phrasesDe(a, b, 'ald-2')).toContain('La valeur passe de 188 à 168 patients : 20 de moins, dans le bon sens.');
    expect(phrasesDe(a, b, 'ald-2')).toContain('Elle rapporte autant : 4 000,00 €.'.replace(',00', ''));
    const renommee = avecLigne(b, 'ald-2', { libelle: 'Tout autre nom', reporteDe: 'ald-1' });
    expect(comparerEtats(a, renommee).lignes.find((l) => l.id === 'ald-2')?.genre).toBe('suivie');
    expect(comparerEtats(a, avecLigne(b, 'ald-2', { libelle: 'Tout autre nom' })).lignes.map((l) => l.genre)).toContain('nouvelle');
  });

  test.each<readonly [string, Partial<LigneGardee>, string]>([
    ['une hausse d’un indicateur qui doit baisser', { valeur: 190 }, 'La valeur passe de 168 à 190 patients : 22 de plus, dans le mauvais sens.'],
    ['une valeur perdue', { valeur: null }, 'Aucune valeur n’est relevée ; c’était : 168 patients.'],
    ['un palier de plus', { palier: 'intermédiaire' }, 'Le palier atteint est « intermédiaire » ; c’était « socle ».'],
    ['un palier perdu', { palier: null }, 'Aucun palier n’est atteint ; « socle » l’était.'],
    ['un objectif renégocié', { objectif: '1 € si c’est fait.' }, 'L’objectif a changé. Avant : '],
    ['une somme de plus', { montant: 800_000 }, 'Elle rapporte 8 000 € au lieu de 4 000 € : 4 000 € de plus.'],
    ['des preuves en moins', { preuves: [] }, '0 preuve au dossier au lieu de 1.'],
    ['un report', { dejaPaye: 100_000 }, 'Les 1 000 € déjà payés une année précédente en sont déduits.'],
  ])('%s', (_, avec, phrase) => {
    expect(phrasesDe(b, avecLigne(b, 'ald-2', avec), 'ald-2')).toContain(phrase);
  });

  test('la part fixe dit pourquoi : la mission avait démarré en cours d’année', () => {
    const acces = comparerEtats(a, b).postes.find((p) => p.poste === 'acces');
    expect(net(acces?.phrases[0])).toMatch(/^Part fixe : 90 000 € au lieu de 71 013,70 €, parce que la mission n’avait couru qu’à partir du 1er décembre 2025\.$/);
  });

  test('sans rien de nouveau depuis la signature, aucune ligne n’est citée', () => {
    expect(changementsDepuis(b, b).lignes).toEqual([]);
    expect(changementsDepuis(b, avecLigne(b, 'ald-2', { valeur: 167 })).lignes.map((l) => l.id)).toEqual(['ald-2']);
  });
});

test('au centime près, les lignes et les postes font l’écart de l’année', () => {
  const valeurs = fc.record({ ald: fc.integer({ min: 50, max: 260 }), creneaux: fc.integer({ min: 0, max: 2_000 }), grippe: fc.integer({ min: 540, max: 620 }).map((n) => n / 10), insuffisance: fc.integer({ min: 0, max: 80 }), garder: fc.subarray(['ald', 'creneaux', 'grippe', 'insuffisance', 'sein', 'annuaire'], { minLength: 1 }), crise: fc.boolean() });
  type V = typeof valeurs extends fc.Arbitrary<infer T> ? T : never;
  const etatDe = (v: V, annee: 1 | 2): EtatDossier =>
    unEtat({ annee, preuves: [] }, {
      indicateurs: desLignes(annee).filter((l) => v.garder.some((g) => l.id.startsWith(g))), livrablesFournis: [], crises: v.crise ? [{ reconnueLe: annee === 1 ? '2026-03-01' : '2026-10-01' }] : [],
      releves: ([['ald', v.ald], ['creneaux', v.creneaux], ['grippe', v.grippe], ['insuffisance', v.insuffisance]] as const).filter(([id]) => v.garder.includes(id)).map(([id, valeur]) => ({ indicateur: `${id}-${annee}`, le: annee === 1 ? '2026-05-01' : '2026-10-01', valeur })),
    });
  fc.assert(
    fc.property(valeurs, valeurs, (va, vb) => {
      const [a, b] = [etatDe(va, 1), etatDe(vb, 2)];
      const e = comparerEtats(a, b);
      expect(e.total).toBe(b.totaux.du - a.totaux.du);
      expect(e.lignes.reduce((s, l) => s + l.centimes, 0) + e.postes.reduce((s, p) => s + p.centimes, 0)).toBe(e.total);
    }),
    { numRuns: 200 },
  );
});
