import type { JSX } from 'preact';
import { GroupeId } from '../model.ts';
import type { VueGroupe } from '../view-listes.ts';
import { PageGroupe } from './groupe.tsx';
import { lignesDeReunions, vueTaches } from '../builders.ts';
import { AgendaReserve } from './sondage.tsx';

const vue = (avec: Partial<VueGroupe> = {}): VueGroupe => ({
  base: '/cpts/essai', groupe: { id: GroupeId.parse('0198f000-0000-7000-8000-0000000000d1'), nom: 'Soins non programmés', rythme: 'Le deuxième mardi du mois, à 19 h 30', dureeMinutes: 120, actif: true }, phrase: 'Aucune réunion prévue.', peutOrganiser: true,
  membres: [], avenir: [], passees: [], decisions: [], taches: [], plusDePassees: false, refus: undefined, ...avec,
});
const membres = (n: number, nom: string) => Array.from({ length: n }, (_, i) => ({ id: `p${i}`, nom: `${nom} ${i + 1}`, detail: i === 0 ? 'Indispensable' : '' }));
const decisions = (n: number, texte: string) => Array.from({ length: n }, (_, i) => ({ texte: `${texte} ${i + 1}`, href: `/cpts/essai/agenda/reunions/${i}`, quand: '8 décembre 2026' }));

export const vide = (): JSX.Element => <PageGroupe vue={vue()} />;
export const pleine = (): JSX.Element => <PageGroupe vue={vue({ phrase: 'Prochaine réunion : mardi 8 décembre à 19 h 30.', membres: membres(6, 'Personne'), avenir: lignesDeReunions(1, 'Soins non programmés'), passees: lignesDeReunions(3, 'Passée'), decisions: decisions(3, 'Ouvrir trois créneaux par jour.'), taches: vueTaches(3).lignes })} />;
export const longue = (): JSX.Element => <PageGroupe vue={vue({ membres: membres(80, 'Anticonstitutionnellement-De la Très-Longue-Particule'), avenir: lignesDeReunions(5, 'Une réunion au nom très long '.repeat(6)), passees: lignesDeReunions(5, 'Passée'), plusDePassees: true, decisions: decisions(10, 'Une décision au texte très long '.repeat(12)), taches: vueTaches(25, 'Une tâche très longue '.repeat(8)).lignes })} />;
export const refusee = (): JSX.Element => <PageGroupe vue={vue({ groupe: { ...vue().groupe, actif: false }, phrase: 'Ce groupe est archivé : ses réunions et ses décisions restent lisibles.', refus: 'Ce groupe n’existe pas, ou plus.' })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
