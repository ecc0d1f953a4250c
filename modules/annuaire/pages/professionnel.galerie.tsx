import type { JSX } from 'preact';
import { LIBELLES, LIEU, uneEdition, uneFiche, unTrouve } from '../builders.ts';
import type { Fiche, Professionnel } from '../model.ts';
import { presenterProfessionnel } from '../view.ts';
import { PageProfessionnel } from './professionnel.tsx';

const [modele] = unTrouve(1).professionnels;
function page(avec: { readonly professionnel?: Partial<Professionnel>; readonly fiche?: Fiche; readonly peutTenir?: boolean; readonly aReconnaitre?: boolean; readonly interdit?: boolean; readonly refus?: string } = {}): JSX.Element {
  if (!modele) throw new Error('modele');
  const { professionnel, fiche, ...plus } = avec;
  return <PageProfessionnel vue={presenterProfessionnel({ base: '/cpts/essai', professionnel: { ...modele, ...professionnel }, libelles: LIBELLES, fiche, pour: 'membres', peutTenir: false, edition: uneEdition(), ...plus })} />;
}

export const vide = (): JSX.Element => page({ professionnel: { lieux: [], rpps: undefined, profession: undefined } });
export const pleine = (): JSX.Element => page({ fiche: uneFiche(), peutTenir: true });
export const longue = (): JSX.Element => page({ fiche: uneFiche(), professionnel: { nom: 'VAN DER MEERSCH-DE LA ROCHEFOUCAULD-D’ESTISSAC', lieux: Array.from({ length: 12 }, (_, i) => ({ ...LIEU, structure: `Maison de santé pluriprofessionnelle de la Vallée no ${i}`, communeDeduite: i % 2 === 0 })) } });
export const a_reconnaitre = (): JSX.Element => page({ peutTenir: true, aReconnaitre: true });
export const refusee = (): JSX.Element => page({ refus: 'Cette fiche n’existe pas, ou plus.' });
export const interdite = (): JSX.Element => page({ interdit: true });
