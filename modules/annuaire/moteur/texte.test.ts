import { expect, test } from 'vitest';
import { cleDeLibelle } from '../model.ts';
import { comprendre } from './texte.ts';

const libelles = new Map([
  [cleDeLibelle('savoir_faire', 'SM04'), 'Cardiologie et Maladies vasculaires'],
  [cleDeLibelle('savoir_faire', 'SM40'), 'Pédiatrie'],
  [cleDeLibelle('savoir_faire', 'SM02'), 'Anesthésie-réanimation'],
  [cleDeLibelle('profession', '98'), 'Manipulateur ERM'],
  [cleDeLibelle('mode', 'S'), 'Cardiologique'],
]);

test.each([
  ['Dr Dupont kiné', { noms: ['dupont'], professions: ['70'], savoirFaire: [] }],
  ['cardiologue', { noms: [], professions: [], savoirFaire: ['SM04'] }],
  ['PÉDIATRE Martin', { noms: ['martin'], professions: [], savoirFaire: ['SM40'] }],
  ['anesthésiste', { noms: [], professions: [], savoirFaire: ['SM02'] }],
  ['manipulatrice ', { noms: ['manipulatrice'], professions: [], savoirFaire: [] }],
  ['sages-femmes à Foix', { noms: ['foix'], professions: ['50'], savoirFaire: [] }],
  ['card', { noms: ['card'], professions: [], savoirFaire: [] }],
  ['dr', { noms: ['dr'], professions: [], savoirFaire: [] }],
  ['  ', { noms: [], professions: [], savoirFaire: [] }],
])('« %s » se comprend', (texte, attendu) => {
  expect(comprendre(texte, libelles)).toEqual(attendu);
});
