import { expect, test } from 'vitest';
import { unParticipant, unSondage } from './builders.ts';
import { presenterCommun } from './view-sondages.ts';

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
