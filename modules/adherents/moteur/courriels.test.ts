import { expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { lettreATextes, lettreDAdmission, lettreDeCotisation, lettreDeDepot, lettreDeProposition, lettreDeRenouvellement, lettreDExclusion } from './courriels.ts';

const pour = { a: 'basile@exemple.invalid', nom: 'Basile Réponse', cpts: 'CPTS des Essais', lien: 'https://exemple.invalid/adhesion?lien=x' };

test.each([
  lettreDeDepot(pour), lettreDeProposition({ ...pour, par: 'Camille', origine: 'annuaire' }), lettreATextes(pour), lettreDAdmission(pour),
  lettreDeCotisation({ ...pour, annee: 2026, centimes: 2000, relance: false }), lettreDeRenouvellement({ ...pour, annee: 2027, jusqua: Jour.parse('2026-12-31'), relance: false }), lettreDExclusion({ ...pour, griefs: 'x', convoqueePour: Jour.parse('2026-12-31') }),
].map((l) => [l.sujet, l.lettre] as const))('%s : la lettre dit à qui appartient le lien qu’elle porte', (_, lettre) => {
  expect(lettre.boutons?.map((b) => b.href)).toEqual([pour.lien]);
  expect(lettre.pourquoi).toMatch(/ne sert plus que dans votre navigateur ; ailleurs, un code vous sera envoyé/);
});
