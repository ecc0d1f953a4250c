import type { JSX } from 'preact';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { UN_JOUR, desCommunes, desFaits, desFaitsSansTerritoire, uneLettre, unTerritoire } from '../builders.ts';
import { preremplir } from '../rules.ts';
import { type FaitsDePage, presenterProjet } from '../view.ts';
import { LectureReservee, PageProjet } from './projet.tsx';

const ici = (...roles: Role[]): Pick<FaitsDePage, 'base' | 'fuseau' | 'aujourdhui' | 'qui'> => ({ base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles } });

const avec = (f: Pick<FaitsDePage, 'lettre' | 'faits'>, ...roles: Role[]): JSX.Element => <PageProjet vue={presenterProjet({ ...ici(...roles), ...f })} />;

export const vide = (): JSX.Element => avec({ lettre: preremplir(desFaitsSansTerritoire(), UN_JOUR), faits: desFaitsSansTerritoire() }, 'coordination');
export const pleine = (): JSX.Element => avec({ lettre: uneLettre(), faits: desFaits() }, 'coordination');
export const longue = (): JSX.Element => {
  const faits = desFaits({ nom: 'CPTS '.repeat(38), territoire: unTerritoire({ communes: desCommunes(400) }) });
  return avec({ lettre: { ...preremplir(faits, UN_JOUR), commencee: true }, faits }, 'adherent');
};
export const refusee = (): JSX.Element => <PageProjet vue={presenterProjet({ ...ici('adherent'), lettre: uneLettre(), faits: desFaits() })} refus="Seules la coordination et la présidence modifient la lettre." />;
export const interdite = (): JSX.Element => <LectureReservee base="/cpts/essai" />;
