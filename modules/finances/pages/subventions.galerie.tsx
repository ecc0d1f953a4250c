import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneSubvention } from '../builders.ts';
import { phraseRefusComptes } from '../labels.ts';
import { StatutSubvention } from '../model-comptes.ts';
import { executerBudget } from '../moteur/budget.ts';
import { presenterSubventions } from '../view-comptes.ts';
import { PageSubventions } from './subventions.tsx';

const vue = (subventions: readonly ReturnType<typeof uneSubvention>[], interdit = false) =>
  presenterSubventions({ base: '/cpts/essai', annee: 2026, aujourdhui: Jour.parse('2026-11-23'), moi: 'moi', subventions, depenses: executerBudget({ lignes: [], factures: [], temps: [] }), clos: false, peutSaisir: true, peutTenir: true, interdit });
const toutes = StatutSubvention.options.map((statut, i) => uneSubvention({ statut, ...(statut === 'annoncee' ? { poste: 'prevention', recu: 0, encaissements: [], approuveeParNom: null } : {}), ...(statut === 'abandonnee' ? { financeur: 'appel_a_projets', nom: 'Conférence des financeurs', motif: 'Dossier non retenu.', recu: 0, encaissements: [] } : {}) }, i + 1));

export const vide = (): JSX.Element => <PageSubventions vue={vue([])} />;
export const pleine = (): JSX.Element => <PageSubventions vue={vue(toutes)} />;
export const longue = (): JSX.Element => <PageSubventions vue={vue(Array.from({ length: 30 }, (_, i) => uneSubvention({ libelle: `Expérimentation d’accompagnement à domicile des personnes âgées isolées et de leurs aidants, tranche ${i}` }, i)))} />;
export const refusee = (): JSX.Element => <PageSubventions vue={vue(toutes)} saisie={{ forme: toutes[1]?.id ?? '', erreurs: { montant: phraseRefusComptes({ code: 'trop_encaisse' }) }, valeurs: { montant: '99 999' } }} refus={phraseRefusComptes({ code: 'jamais_la_sienne_facture' })} />;
export const interdite = (): JSX.Element => <PageSubventions vue={vue([], true)} />;
