import { expect, test } from 'vitest';
import type { BlocTableau, DocumentRedige } from '#core/document.ts';
import { unEtat, uneRedaction } from '../builders.ts';
import { redigerDossier, redigerRapport } from './redaction-dossier.ts';

const tableau = (d: DocumentRedige, legende: string): BlocTableau | undefined => d.blocs.find((b): b is BlocTableau => b.type === 'tableau' && b.legende.startsWith(legende));
const texte = (d: DocumentRedige): string => JSON.stringify(d).replace(/[\u00a0\u202f]/g, ' ');

test('chaque ligne dit départ, objectif, valeur, palier, montant et preuves', () => {
  const d = redigerDossier({ etat: unEtat(), dernier: unEtat({ annee: 1 }) });
  const acces = tableau(d, 'Accès aux soins');
  expect(acces?.entetes).toEqual(['Ligne', 'Départ', 'Objectif', 'Valeur', 'Palier', 'Montant', 'Preuves']);
  // 168 patients on 15 November: tier « socle » (200), 4,000 €, one piece.
  expect(acces?.cellules?.[0]).toEqual(['Patients en ALD sans médecin traitant', 240, expect.stringContaining('4'), 168, expect.stringContaining('socle'), 4000, 1]);
  expect(texte(d)).toContain('le 15 novembre 2026');
  expect(texte(d)).toContain('Une mention dans un rapport ne montre pas ce qui a eu lieu');
  expect(texte(d)).toContain('Renégocier l’objectif');
});

test('les dépenses s’additionnent, et le budget d’une action ne compte que dans l’année où elle commence', () => {
  const du = (e: ReturnType<typeof unEtat>): number | undefined => e.postes.find((p) => p.poste === 'prevention')?.depenses.prevu;
  // The sheet begins on 1 October 2026, in the second year: 2,400 € + 350 €.
  expect([du(unEtat({ annee: 1 })), du(unEtat()), du(unEtat({ annee: 3 }))]).toEqual([0, 275_000, 0]);
  const depenses = tableau(redigerDossier({ etat: unEtat() }), 'Ressources');
  expect(depenses?.cellules?.find((l) => l[0] === 'Prévention territoriale')?.slice(2)).toEqual([2750, 1200, 900, 30]);
});

test('ce qui n’est pas écrit se voit, ce qui n’est pas signé le dit', () => {
  const vide = redigerDossier({ etat: unEtat({ redaction: uneRedaction({ faitsMarquants: '', propositions: '', lignes: {} }) }) });
  expect(texte(vide)).toContain('[À compléter : faits marquants de l’année]');
  expect(vide.mentions[0]).toContain('non signé');
  expect(redigerDossier({ etat: unEtat(), signature: { numero: 2, nom: 'A. Exemple', le: '3 mars', empreinte: 'abc' } }).mentions[0]).toContain('abc');
});

test('le rapport dit la vie de la CPTS et ses actions', () => {
  const d = redigerRapport({ etat: unEtat(), profession: (c) => (c === '60' ? 'Infirmier' : 'Médecin') });
  expect(texte(d)).toContain('Journée de vaccination');
  expect(tableau(d, 'Adhérents')?.cellules).toEqual([['Médecin', 14], ['Infirmier', 22]]);
  expect(texte(d)).toContain('140, de 38 personnes différentes');
});
