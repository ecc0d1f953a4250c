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

/** The views of « Finances », by what a treasurer asks of money. One name for each: the tab, the breadcrumb and the search say the same. */
export const FINANCES: readonly { readonly cle: string; readonly libelle: string; readonly vues: readonly Onglet[] }[] = [
  { cle: 'recevoir', libelle: 'Recevoir', vues: [
    { cle: 'contrat', libelle: 'Contrat', chemin: '/contrat' },
    { cle: 'tresorerie', libelle: 'Trésorerie du contrat', chemin: '/contrat/tresorerie', peutVoir: peutLireTresorerie },
    { cle: 'subventions', libelle: 'Subventions', chemin: '/finances/subventions', peutVoir: peutVoirComptes },
    { cle: 'dialogue', libelle: 'Dialogue de gestion', chemin: '/dialogue', peutVoir: peutLireDialogue },
  ] },
  { cle: 'payer', libelle: 'Payer', vues: [
    { cle: 'registre', libelle: 'Registre des temps', chemin: '/finances/registre', peutVoir: peutVoirRegistre },
    { cle: 'factures', libelle: 'Factures', chemin: '/finances/factures', peutVoir: peutVoirComptes },
    { cle: 'paiements', libelle: 'Paiements', chemin: '/finances/paiements', peutVoir: peutDeclarerTemps },
  ] },
  { cle: 'temps', libelle: 'Temps', vues: [
    { cle: 'temps', libelle: 'Mon temps', chemin: '/finances/temps', peutVoir: peutDeclarerTemps },
    { cle: 'taux', libelle: 'Taux votés', chemin: '/finances/taux', peutVoir: peutDeclarerTemps },
  ] },
  { cle: 'comptes', libelle: 'Comptes', vues: [
    { cle: 'budget', libelle: 'Budget', chemin: '/finances/budget', peutVoir: peutVoirComptes },
    { cle: 'banque', libelle: 'Banque', chemin: '/finances/banque', peutVoir: peutVoirComptes },
    { cle: 'comptabilite', libelle: 'Comptabilité', chemin: '/finances/comptabilite', peutVoir: peutVoirComptes },
  ] },
];

/** The question being asked, then the views that answer it; only those that this person may open. A question with one view has its name. */
export function ongletsFinances(ctx: Pick<ContextePage, 'base' | 'qui'>, actif: string): NonNullable<VuePage['onglets']> {
  const groupes = FINANCES.map((g) => ({ ...g, vues: g.vues.filter((o) => o.peutVoir?.(ctx.qui) ?? true).map(({ cle, libelle, chemin }) => ({ cle, libelle, href: ctx.base + chemin })) })).filter((g) => g.vues.length > 0);
  const ici = groupes.find((g) => g.vues.some((v) => v.cle === actif));
  return {
    libelle: 'Finances', actif: ici?.cle ?? '',
    onglets: groupes.map(({ cle, libelle, vues: [premiere, ...autres] }) => ({ cle, libelle: autres.length > 0 ? libelle : (premiere?.libelle ?? libelle), href: premiere?.href ?? ctx.base })),
    ...(ici && ici.vues.length > 1 ? { dedans: { libelle: ici.libelle, actif, onglets: ici.vues } } : {}),
  };
}

/** Frame of a page of « Finances »: its tabs, and the way that leads to it. `suite`: what lies below the view. */
export function cadreFinances(ctx: Pick<ContextePage, 'base' | 'qui'>, actif: string, ...suite: readonly string[]): Pick<VuePage, 'actif' | 'chemin' | 'onglets'> {
  const vue = FINANCES.flatMap((g) => g.vues).find((v) => v.cle === actif);
  const libelle = vue?.libelle ?? 'Finances';
  return {
    actif: 'finances', onglets: ongletsFinances(ctx, actif),
    chemin: [{ libelle: 'Finances', href: `${ctx.base}/contrat` }, suite.length > 0 && vue ? { libelle, href: ctx.base + vue.chemin } : { libelle }, ...suite.map((s) => ({ libelle: s }))],
  };
}
