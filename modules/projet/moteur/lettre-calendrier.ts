import { Jour, plusJours, plusMois } from '#core/jour.ts';
import { formaterDate, typographier as t } from '#core/texte.ts';
import { ETAPES, type CleEtape } from '../constants.ts';

/** When a step should be over: `tot` when the work goes at its shortest reference delay, `tard` at its longest. */
export type Echeance = { readonly etape: CleEtape; readonly tot: Jour; readonly tard: Jour };

type Delai = (typeof ETAPES)[number]['delai'];

function ajouter(jour: Jour, delai: Delai, cas: 'tot' | 'tard'): Jour {
  if ('jours' in delai) return plusJours(jour, delai.jours);
  return plusMois(jour, cas === 'tot' && 'moisAuMoins' in delai ? delai.moisAuMoins : delai.mois);
}

/**
 * The provisional calendar from the day of first contact: each step follows the one before, by its reference delay.
 * Only the health project, the contract and the missions have a shortest and a longest delay in the sources.
 */
export function calendrier(depart: Jour): readonly Echeance[] {
  let [tot, tard] = [depart, depart];
  return ETAPES.map(({ cle, delai }) => {
    tot = ajouter(tot, delai, 'tot');
    tard = ajouter(tard, delai, 'tard');
    return { etape: cle, tot, tard };
  });
}

export const periode = ({ tot, tard }: Echeance): string => (tot === tard ? `avant le ${formaterDate(tard)}` : t(`entre le ${formaterDate(tot)} et le ${formaterDate(tard)}`));

/** A day as people type it (`12/03/2026`, `12-3-2026`) or as the database keeps it; undefined when it is not a day. */
export function lireJour(texte: string | undefined): Jour | undefined {
  const brut = (texte ?? '').trim();
  const [, j, m, a] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(brut) ?? [];
  const lu = Jour.safeParse(a === undefined ? brut : `${a}-${(m ?? '').padStart(2, '0')}-${(j ?? '').padStart(2, '0')}`);
  return lu.success ? lu.data : undefined;
}

