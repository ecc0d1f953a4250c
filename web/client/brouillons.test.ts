import { expect, test } from 'vitest';
import { aEffacer, aEteRecu, cleDuBrouillon } from './brouillons.ts';

test.each([
  ['la réponse mène à la page suivante', true, 'https://maillage.invalid/cpts/x/projet/lettre', true],
  ['la session était terminée : la réponse demande de se connecter', true, 'https://maillage.invalid/connexion?retour=%2Fcpts%2Fx&error=session_finie', false],
  ['le formulaire est refusé', false, 'https://maillage.invalid/cpts/x/projet/lettre/porteur', false],
  ['la connexion a manqué', false, undefined, false],
])('le brouillon est effacé ou gardé quand %s', (_cas, succes, adresse, recu) => expect(aEteRecu(succes, adresse)).toBe(recu));

test('un brouillon est à une personne : une autre ne le trouve pas, et sa déconnexion n’emporte que les siens', () => {
  const cles = [cleDuBrouillon('maelle', 'lettre-porteur'), cleDuBrouillon('maelle', 'constat'), cleDuBrouillon('ombeline', 'constat'), cleDuBrouillon('maelle-2', 'constat'), 'autre'];
  expect(new Set(cles).size).toBe(5);
  expect(aEffacer(cles, 'maelle')).toEqual(cles.slice(0, 2));
});
