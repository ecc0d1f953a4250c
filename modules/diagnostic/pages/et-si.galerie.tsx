import type { JSX } from 'preact';
import { carteDePage } from '#modules/territoire/queries.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { unPaysChiffre, unPaysComplet } from '../builders.ts';
import { preparerVoisinage } from '../moteur/et-si.ts';
import { perimetreDe } from '../rules.ts';
import { presenterEtSi, teintesDe } from '../view.ts';
import { PageEtSi } from './et-si.tsx';

function page(pays: Parameters<typeof creerPaquet>[0], textes: readonly string[], refus?: string): JSX.Element {
  const paquet = creerPaquet(pays);
  const codes = paquet.communes.map((c) => c.code);
  const voisinage = preparerVoisinage(perimetreDe(paquet, codes));
  return <PageEtSi vue={presenterEtSi({ base: '/cpts/essai', paquet, codes, textes, ...(voisinage && { voisinage }), ...(refus !== undefined && { refus }), dessinerCarte: (image) => carteDePage(paquet, { communes: codes }, { teintes: teintesDe(image), id: 'carte-et-si' }).svg })} />;
}

export const vide = (): JSX.Element => page(unPaysComplet(12), []);
export const pleine = (): JSX.Element => page(unPaysComplet(24), ['01901.part.1', '01903.centre.3', '01905.part_dans_deux_ans.1.5']);
export const longue = (): JSX.Element => page(unPaysComplet(200), Array.from({ length: 14 }, (_, i) => `0190${i % 10}.s_installe.1`));
export const refusee = (): JSX.Element => page(unPaysComplet(12), ['75056.part.1'], 'Cette commune est hors de portée du territoire : le geste n’y change rien.');
export const interdite = (): JSX.Element => page(unPaysChiffre([{}, {}]), []);
