import type { JSX } from 'preact';
import { phraseCompte, phraseConnexion } from '../labels.ts';
import { PageCode, PageLien, PageReprise, PageSecondFacteur } from './preuve.tsx';

const vue = { courriel: 'camille.durand@exemple.invalid', minutes: 10, boite: false };

export const vide = (): JSX.Element => <PageCode vue={vue} />;
export const pleine = (): JSX.Element => <PageCode vue={{ ...vue, boite: true }} />;
export const longue = (): JSX.Element => <PageCode vue={{ ...vue, courriel: `${'une-adresse-vraiment-tres-longue'.repeat(6)}@exemple.invalid` }} />;
export const refusee = (): JSX.Element => <PageCode vue={vue} erreurs={{ code: phraseConnexion({ code: 'code_refuse' }) }} valeurs={{ code: '123456' }} />;
export const interdite = (): JSX.Element => <PageCode vue={vue} erreurs={{ '': phraseConnexion({ code: 'trop_d_essais', attendreSecondes: 840 }) }} />;
export const lien = (): JSX.Element => <PageLien jeton="exemple" />;
export const lienRefuse = (): JSX.Element => <PageLien jeton="" erreur={phraseConnexion({ code: 'lien_refuse' })} />;
export const facteur = (): JSX.Element => <PageSecondFacteur />;
export const facteurRefuse = (): JSX.Element => <PageSecondFacteur erreurs={{ code: phraseConnexion({ code: 'second_facteur_refuse' }) }} valeurs={{ code: '000000' }} />;
export const reprise = (): JSX.Element => <PageReprise secret="exemple" />;
export const repriseRefusee = (): JSX.Element => <PageReprise secret="" erreur={phraseCompte({ code: 'annulation_fermee' })} />;
