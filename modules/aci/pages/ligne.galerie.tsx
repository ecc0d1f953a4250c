import type { JSX } from 'preact';
import { UN_JOUR, unCalcul, unContrat, unDossier } from '../builders.ts';
import { presenterFicheLigne } from '../view-ligne.ts';
import { LigneIntrouvable, PageLigne } from './ligne.tsx';

const base = '/cpts/essai';
function vueDe(id: string, contrat = unContrat(), phrase?: string) {
  const i = contrat.indicateurs.find((x) => x.id === id);
  if (!i) throw new Error(id);
  return presenterFicheLigne({ base, contrat, dossier: unDossier(contrat), calcul: unCalcul(contrat), aujourdhui: UN_JOUR, i, peutNoter: true, peutEcrire: true, ...(phrase !== undefined && { refus: phrase }) });
}

export const vide = (): JSX.Element => <PageLigne vue={vueDe('insuffisance-2')} />;
export const pleine = (): JSX.Element => <PageLigne vue={vueDe('ald-2')} />;
export const longue = (): JSX.Element => <PageLigne vue={{ ...vueDe('annuaire-2'), titre: 'Une ligne dont le nom ne finit pas '.repeat(8), livrables: Array.from({ length: 40 }, (_, i) => ({ id: `l${i}`, libelle: `Livrable ${i} ${'long '.repeat(20)}`, fourni: i % 2 === 0 })) }} />;
export const refusee = (): JSX.Element => <PageLigne vue={vueDe('sein-2')} erreurs={{ nombre: 'Écrivez la valeur, par exemple 66,7.' }} valeurs={{ le: '24/11/2026', nombre: 'beaucoup' }} />;
export const interdite = (): JSX.Element => <LigneIntrouvable base={base} />;
