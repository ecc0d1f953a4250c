import type { JSX } from 'preact';
import { PageLienTenu, type VueLienTenu } from './page-lien.tsx';

const ACTION = '/lien/sondage/jeton';
const saisie = (erreurs: Readonly<Record<string, string>> = {}, valeurs: Readonly<Record<string, unknown>> = {}): VueLienTenu => ({ etat: 'code', action: ACTION, encore: `${ACTION}/code`, minutes: 15, erreurs, valeurs });

export const vide = (): JSX.Element => <PageLienTenu vue={{ etat: 'autre_navigateur', action: `${ACTION}/code` }} />;
export const pleine = (): JSX.Element => <PageLienTenu vue={saisie()} />;
export const longue = (): JSX.Element => <PageLienTenu vue={{ etat: 'autre_navigateur', action: `${ACTION}/code`, refus: 'Trop de codes demandés pour ce lien. Réessayez dans 12 minutes, ou connectez-vous.' }} />;
export const refusee = (): JSX.Element => <PageLienTenu vue={saisie({ code: 'Ce code n’est pas le bon. Il reste 3 essais.' }, { code: '123 456', oublier: 'oui' })} />;
export const interdite = (): JSX.Element => <PageLienTenu vue={{ etat: 'autre_compte', action: `${ACTION}/code` }} />;
