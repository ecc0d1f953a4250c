import type { JSX } from 'preact';
import type { VueLienPublic } from '../view-reunions.ts';
import { PageLienPublic } from './lien-public.tsx';
import { SondageIntrouvable } from './sondage.tsx';

const vue = (avec: Partial<VueLienPublic> = {}): VueLienPublic => ({ chez: 'CPTS des Trois Rivières', titre: 'Rencontre avec la mairie', phrase: '4 dates proposées, Maison de santé. Dites qui vous êtes, puis répondez d’un geste.', action: '/s/jeton', erreurs: {}, valeurs: {}, ...avec });

export const vide = (): JSX.Element => <PageLienPublic vue={vue()} />;
export const pleine = (): JSX.Element => <PageLienPublic vue={vue({ valeurs: { nom: 'Rose Perrin', courriel: 'rose@exemple.invalid' } })} />;
export const longue = (): JSX.Element => <PageLienPublic vue={vue({ titre: 'Un titre très long '.repeat(10) })} />;
export const refusee = (): JSX.Element => <PageLienPublic vue={vue({ erreurs: { nom: 'Écrivez votre nom.', courriel: 'Cette adresse électronique n’est pas valide.' }, valeurs: { nom: '', courriel: 'rose' } })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="Ce sondage ne se répond plus par un lien public. Demandez le vôtre à la personne qui l’organise." />;
