import type { JSX } from 'preact';
import { PersonneId } from '#core/tenancy.ts';
import { UN_JOUR, desFaits, uneLettre, uneVersion } from '../builders.ts';
import { type Version, VersionId } from '../model.ts';
import { presenterVersions } from '../view.ts';
import { LectureReservee } from './projet.tsx';
import { PageVersions } from './versions.tsx';

const montrer = (versions: readonly Version[], refus?: string): JSX.Element => (
  <PageVersions vue={presenterVersions({ lettre: uneLettre(), faits: desFaits(), base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles: ['coordination'] } }, 'acteurs', versions)} {...(refus === undefined ? {} : { refus })} />
);

const id = (n: number) => VersionId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const { numero: _, ...sansNumero } = uneVersion({ id: id(9), motif: 'mise_de_cote', base: 1, auteur: 'Bob' });
const quelques = [sansNumero, uneVersion({ id: id(1), numero: 1, motif: 'commencement' })];

export const vide = (): JSX.Element => montrer([]);
export const pleine = (): JSX.Element => montrer(quelques);
export const longue = (): JSX.Element => montrer(Array.from({ length: 200 }, (_x, i) => uneVersion({ id: id(200 - i), numero: 200 - i, auteur: 'Anne-Charlotte de la Tour du Pin-Montferrand '.repeat(2) })));
export const refusee = (): JSX.Element => montrer(quelques, 'Cette section ou cette version n’existe pas, ou plus.');
export const interdite = (): JSX.Element => <LectureReservee base="/cpts/essai" />;
