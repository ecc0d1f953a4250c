import type { JSX } from 'preact';
import { PageEmargement } from './emargement.tsx';
import { SondageIntrouvable } from './sondage.tsx';
import type { VueEmargement } from '../view-reunions.ts';

const attendus = (n: number, nom: string) => Array.from({ length: n }, (_, i) => ({ id: `i${i}`, nom: `${nom} ${i + 1}` }));
const vue = (avec: Partial<VueEmargement> = {}): VueEmargement => ({ chez: 'CPTS des Trois Rivières', titre: 'Bureau de décembre', phrase: 'Touchez votre nom : votre présence est notée.', quand: 'mardi 8 décembre, de 19 h 30 à 21 h 30', action: '/p/jeton', ouverte: true, attendus: attendus(8, 'Personne'), presents: [], refus: undefined, nom: '', ...avec });

export const vide = (): JSX.Element => <PageEmargement vue={vue({ ouverte: false, attendus: [], phrase: 'La présence se note ici à partir de 19 h, une demi-heure avant le début.' })} />;
export const pleine = (): JSX.Element => <PageEmargement vue={vue({ presents: ['Camille Agenda', 'Basile Réponse'] })} />;
export const longue = (): JSX.Element => <PageEmargement vue={vue({ titre: 'Un titre très long '.repeat(10), attendus: attendus(120, 'Anticonstitutionnellement-De la Très-Longue-Particule'), presents: attendus(80, 'Une personne au nom long').map((a) => a.nom) })} />;
export const refusee = (): JSX.Element => <PageEmargement vue={vue({ refus: 'Écrivez votre nom, en 120 caractères au plus.' })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="Ce lien n’est plus valable. Demandez-en un nouveau à la personne qui vous l’a envoyé, ou connectez-vous." />;
