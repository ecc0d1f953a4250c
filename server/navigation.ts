import { peutVoirAdherents } from '#modules/adherents/permissions.ts';
import { peutLireTresorerie } from '#modules/aci/permissions.ts';
import { peutVoirAcces } from '#modules/comptes/permissions.ts';
import { peutDeclarerTemps, peutVoirComptes, peutVoirRegistre } from '#modules/finances/permissions.ts';
import { peutLireDialogue } from '#modules/dialogue/permissions.ts';
import type { NomIcone } from '#web/icones.ts';
import type { Role } from '#core/tenancy.ts';
import type { ContextePage } from './contexte.ts';
import type { VuePage } from './vue-page.ts';

/** An entry of the navigation, by the person's question. `peutVoir` hides it from those it is of no use to. */
export type EntreeNavigation = {
  readonly cle: string;
  readonly libelle: string;
  readonly chemin: string;
  readonly icone: NomIcone;
  readonly peutVoir?: (roles: readonly Role[]) => boolean;
};

const membres = (roles: readonly Role[]): boolean => roles.some((r) => r !== 'ars' && r !== 'cpam');

/** Entries appear with their modules. */
export const NAVIGATION: readonly EntreeNavigation[] = [
  { cle: 'accueil', libelle: 'Aujourd’hui', chemin: '', icone: 'sun' },
  { cle: 'territoire', libelle: 'Territoire', chemin: '/territoire', icone: 'map', peutVoir: membres },
  { cle: 'reseau', libelle: 'Réseau', chemin: '/reseau/annuaire', icone: 'users' },
  { cle: 'agenda', libelle: 'Agenda', chemin: '/agenda', icone: 'calendar', peutVoir: membres },
  { cle: 'projet', libelle: 'Projet', chemin: '/projet', icone: 'file-text' },
  { cle: 'missions', libelle: 'Missions', chemin: '/missions', icone: 'target', peutVoir: membres },
  { cle: 'finances', libelle: 'Finances', chemin: '/contrat', icone: 'wallet' },
  { cle: 'gouvernance', libelle: 'Gouvernance', chemin: '/gouvernance', icone: 'vote', peutVoir: membres },
];

type Onglet = { readonly cle: string; readonly libelle: string; readonly chemin: string; readonly peutVoir?: (qui: ContextePage['qui']) => boolean };

const ONGLETS: readonly Onglet[] = [
  { cle: 'annuaire', libelle: 'Annuaire', chemin: '/reseau/annuaire' },
  { cle: 'adherents', libelle: 'Adhérents', chemin: '/reseau/adherents', peutVoir: peutVoirAdherents },
  { cle: 'moi', libelle: 'Ma place', chemin: '/reseau/moi', peutVoir: peutVoirAdherents },
  { cle: 'mobilisation', libelle: 'Mobilisation', chemin: '/reseau/mobilisation', peutVoir: peutVoirAdherents },
  { cle: 'accueil', libelle: 'Nouveaux venus', chemin: '/reseau/accueil', peutVoir: ({ roles }) => membres(roles) },
  { cle: 'acces', libelle: 'Rôles et invitations', chemin: '/reseau/acces', peutVoir: peutVoirAcces },
];

/** The views of « Réseau » that this person may open; the one being read is marked. */
export const ongletsReseau = (ctx: Pick<ContextePage, 'base' | 'qui'>, actif: string): NonNullable<VuePage['onglets']> => ({
  libelle: 'Réseau',
  actif,
  onglets: ONGLETS.filter((o) => o.peutVoir?.(ctx.qui) ?? true).map(({ cle, libelle, chemin }) => ({ cle, libelle, href: ctx.base + chemin })),
});

/** The views of « Missions »; the one being read is marked. */
export const ongletsMissions = (ctx: Pick<ContextePage, 'base'>, actif: string): NonNullable<VuePage['onglets']> => ({
  libelle: 'Missions',
  actif,
  onglets: [{ cle: 'actions', libelle: 'Actions', href: `${ctx.base}/missions` }, { cle: 'preuves', libelle: 'Preuves', href: `${ctx.base}/missions/preuves` }],
});

const ONGLETS_FINANCES: readonly Onglet[] = [
  { cle: 'contrat', libelle: 'Contrat', chemin: '/contrat' },
  { cle: 'tresorerie', libelle: 'Trésorerie', chemin: '/contrat/tresorerie', peutVoir: peutLireTresorerie },
  { cle: 'budget', libelle: 'Budget', chemin: '/finances/budget', peutVoir: peutVoirComptes },
  { cle: 'factures', libelle: 'Factures', chemin: '/finances/factures', peutVoir: peutVoirComptes },
  { cle: 'subventions', libelle: 'Subventions', chemin: '/finances/subventions', peutVoir: peutVoirComptes },
  { cle: 'dialogue', libelle: 'Dialogue', chemin: '/dialogue', peutVoir: peutLireDialogue },
  { cle: 'temps', libelle: 'Mon temps', chemin: '/finances/temps', peutVoir: peutDeclarerTemps },
  { cle: 'registre', libelle: 'Registre', chemin: '/finances/registre', peutVoir: peutVoirRegistre },
  { cle: 'paiements', libelle: 'Paiements', chemin: '/finances/paiements', peutVoir: peutDeclarerTemps },
  { cle: 'banque', libelle: 'Banque', chemin: '/finances/banque', peutVoir: peutVoirComptes },
  { cle: 'taux', libelle: 'Taux', chemin: '/finances/taux', peutVoir: peutDeclarerTemps },
  { cle: 'comptabilite', libelle: 'Journal', chemin: '/finances/comptabilite', peutVoir: peutVoirComptes },
];

/** The views of « Finances » that this person may open. */
export const ongletsFinances = (ctx: Pick<ContextePage, 'base' | 'qui'>, actif: string): NonNullable<VuePage['onglets']> => ({
  libelle: 'Finances',
  actif,
  onglets: ONGLETS_FINANCES.filter((o) => o.peutVoir?.(ctx.qui) ?? true).map(({ cle, libelle, chemin }) => ({ cle, libelle, href: ctx.base + chemin })),
});
