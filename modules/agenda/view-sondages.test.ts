import { expect, test } from 'vitest';
import { unParticipant, unSondage } from './builders.ts';
import { presenterCommun, presenterSondage } from './view-sondages.ts';

test('la meilleure date est la première carte, avec qui manque', () => {
  const s = unSondage({ participants: [unParticipant(1, { reponses: 'no' }), unParticipant(2, { reponses: 'os' }), unParticipant(3, { reponses: '--', repondu: false })] });
  const { cartes, repondu, attendus, manquent } = presenterCommun(s, { fuseau: 'Europe/Paris' });
  expect(cartes.map((c) => c.rang)).toEqual([1, 0]);
  expect(cartes[0]).toMatchObject({ absents: '', phrases: ['2 sur 3 peuvent venir, dont 1 si besoin.', '1\u00a0réponse attendue.', 'C’est une soirée ; personne n’en aurait deux de suite.'] });
  expect(cartes[1]?.absents).toBe('Sans Personne 1.');
  expect([repondu, attendus, manquent]).toEqual([2, 3, ['Personne 3']]);
});

test('le nom d’une personne est échappé dans la grille, et une cellule reste courte', () => {
  const { grille } = presenterCommun(unSondage({ participants: [unParticipant(1, { nom: '<script>alert(1)</script>', reponses: 'os' })] }), { fuseau: 'Europe/Paris' });
  expect(grille).not.toContain('<script>');
  expect(grille).toContain('<td>✓<td class=s>?');
});

test('un sondage qui ne prend plus de réponses dit ce qui vient ensuite, et ne promet rien s’il est abandonné', () => {
  const suite = (statut: 'close' | 'retenue' | 'annulee'): string => {
    const sondage = unSondage({ statut });
    return presenterSondage({ sondage, commun: presenterCommun(sondage, { fuseau: 'Europe/Paris' }), maintenant: new Date('2026-11-23T09:00:00Z'), moi: sondage.participants[0], action: '/r/jeton' }).suite;
  };
  expect([suite('close'), suite('retenue'), suite('annulee')]).toEqual(['Ce sondage ne prend plus de réponses. La date retenue vous sera envoyée.', 'L’invitation à cette date vous est envoyée à part.', '']);
});

test('le nombre de voix d’une date n’est écrit que s’il y en a', () => {
  const { aRepondre } = presenterCommun(unSondage({ participants: [unParticipant(1, { reponses: 'o-' })] }), { fuseau: 'Europe/Paris' });
  expect(aRepondre.map((d) => /(\d+) pour/.exec(d['-'] ?? '')?.[1])).toEqual(['1', undefined]);
});
