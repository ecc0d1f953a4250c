import { peutVoirAdherents } from '#modules/adherents/permissions.ts';
import { peutLireTresorerie } from '#modules/aci/permissions.ts';
import { peutVoirAcces } from '#modules/comptes/permissions.ts';
import { peutVoirConstats } from '#modules/diagnostic/permissions.ts';
import { peutVoirEnquetes } from '#modules/ecoute/permissions.ts';
import { peutDeclarerTemps, peutVoirComptes, peutVoirRegistre } from '#modules/finances/permissions.ts';
import { peutLireDialogue } from '#modules/dialogue/permissions.ts';
import { peutLireLettre, peutMenerParcours } from '#modules/projet/permissions.ts';
import type { NomIcone } from '#web/icones.ts';
import type { Role } from '#core/tenancy.ts';
import { peutVoirPortage } from '#modules/pilotage/permissions.ts';
import { porteOuverte } from './authentification/officiers.tsx';
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

/** A view of an entry. `groupe` gathers the views of an entry that has many. */
type Rubrique = { readonly cle: string; readonly libelle: string; readonly chemin: string; readonly groupe?: string; readonly peutVoir?: (qui: ContextePage['qui']) => boolean };

const pourMembres = ({ roles }: ContextePage['qui']): boolean => membres(roles);

/** The views of « Finances », by what a treasurer asks of money. One name for each: the tab, the breadcrumb and the search say the same. */
export const FINANCES: readonly { readonly cle: string; readonly libelle: string; readonly vues: readonly Rubrique[] }[] = [
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
    { cle: 'travail', libelle: 'Travail invisible', chemin: '/finances/travail', peutVoir: peutDeclarerTemps },
    { cle: 'taux', libelle: 'Taux votés', chemin: '/finances/taux', peutVoir: peutDeclarerTemps },
  ] },
  { cle: 'comptes', libelle: 'Comptes', vues: [
    { cle: 'budget', libelle: 'Budget', chemin: '/finances/budget', peutVoir: peutVoirComptes },
    { cle: 'banque', libelle: 'Banque', chemin: '/finances/banque', peutVoir: peutVoirComptes },
    { cle: 'comptabilite', libelle: 'Comptabilité', chemin: '/finances/comptabilite', peutVoir: peutVoirComptes },
  ] },
];


/** What stands beside each other inside an entry: the same line of views on each of these pages, and on no other. */
const RUBRIQUES: Readonly<Record<string, readonly Rubrique[]>> = {
  territoire: [
    { cle: 'territoire', libelle: 'Communes', chemin: '/territoire' },
    { cle: 'diagnostic', libelle: 'Diagnostic', chemin: '/territoire/diagnostic' },
    { cle: 'enquetes', libelle: 'Enquêtes', chemin: '/territoire/enquetes', peutVoir: peutVoirEnquetes },
    { cle: 'constats', libelle: 'Constats', chemin: '/territoire/diagnostic/constats', peutVoir: peutVoirConstats },
    { cle: 'objectifs', libelle: 'Objectifs', chemin: '/territoire/diagnostic/objectifs', peutVoir: peutVoirConstats },
    { cle: 'scenarios', libelle: 'Et si…', chemin: '/territoire/diagnostic/scenarios', peutVoir: peutVoirConstats },
    { cle: 'chiffres', libelle: 'Chiffres de la caisse', chemin: '/territoire/diagnostic/chiffres', peutVoir: peutVoirConstats },
  ],
  reseau: [
    { cle: 'annuaire', libelle: 'Annuaire', chemin: '/reseau/annuaire' },
    { cle: 'adherents', libelle: 'Adhérents', chemin: '/reseau/adherents', peutVoir: peutVoirAdherents },
    { cle: 'moi', libelle: 'Ma place', chemin: '/reseau/moi', peutVoir: peutVoirAdherents },
    { cle: 'mobilisation', libelle: 'Mobilisation', chemin: '/reseau/mobilisation', peutVoir: peutVoirAdherents },
    { cle: 'accueil', libelle: 'Nouveaux venus', chemin: '/reseau/accueil', peutVoir: pourMembres },
    { cle: 'acces', libelle: 'Rôles et invitations', chemin: '/reseau/acces', peutVoir: peutVoirAcces },
  ],
  agenda: [
    { cle: 'agenda', libelle: 'À venir', chemin: '/agenda' },
    { cle: 'reunions', libelle: 'Toutes les réunions', chemin: '/agenda/reunions' },
    { cle: 'sondages', libelle: 'Sondages', chemin: '/agenda/sondages' },
    { cle: 'groupes', libelle: 'Groupes', chemin: '/agenda/groupes' },
    { cle: 'taches', libelle: 'Tâches', chemin: '/agenda/taches' },
    { cle: 'moi', libelle: 'Mes disponibilités', chemin: '/agenda/moi' },
  ],
  projet: [
    { cle: 'parcours', libelle: 'Parcours', chemin: '/projet' },
    { cle: 'lettre', libelle: 'Lettre d’intention', chemin: '/projet/lettre', peutVoir: peutLireLettre },
    { cle: 'sante', libelle: 'Projet de santé', chemin: '/projet/sante', peutVoir: peutLireLettre },
    { cle: 'echanges', libelle: 'Échanges', chemin: '/projet/echanges' },
    { cle: 'suivi', libelle: 'Missions et délais', chemin: '/projet/suivi', peutVoir: peutMenerParcours },
    { cle: 'aides', libelle: 'Aides', chemin: '/projet/aides', peutVoir: peutLireLettre },
    { cle: 'guide', libelle: 'Guide', chemin: '/projet/guide' },
  ],
  missions: [
    { cle: 'actions', libelle: 'Actions', chemin: '/missions' },
    { cle: 'preuves', libelle: 'Preuves', chemin: '/missions/preuves' },
  ],
  finances: FINANCES.flatMap((g) => g.vues.map((v) => ({ ...v, groupe: g.libelle }))),
  gouvernance: [
    { cle: 'assemblees', libelle: 'Assemblées', chemin: '/gouvernance' },
    { cle: 'mandats', libelle: 'Mandats', chemin: '/gouvernance/mandats' },
    { cle: 'decisions', libelle: 'Décisions', chemin: '/gouvernance/decisions' },
    { cle: 'porte', libelle: 'Qui porte quoi', chemin: '/gouvernance/qui-porte-quoi', peutVoir: peutVoirPortage },
    { cle: 'statuts', libelle: 'Statuts', chemin: '/gouvernance/statuts' },
    { cle: 'reglement', libelle: 'Règlement', chemin: '/gouvernance/reglement' },
    { cle: 'soutien', libelle: 'Se soutenir', chemin: '/gouvernance/soutien' },
  ],
};

type Lieu = { readonly base: string; readonly qui: ContextePage['qui'] };

const rubriquesDe = (cle: string, { qui }: Lieu): readonly Rubrique[] => (RUBRIQUES[cle] ?? []).filter((r) => porteOuverte(qui.roles, r.chemin) && (r.peutVoir?.(qui) ?? true));

const ongletsDe = (cle: string, lieu: Lieu, actif: string): NonNullable<VuePage['onglets']> => ({
  libelle: NAVIGATION.find((e) => e.cle === cle)?.libelle ?? '',
  actif,
  onglets: rubriquesDe(cle, lieu).map(({ cle: c, libelle, chemin, groupe }) => ({ cle: c, libelle, href: lieu.base + chemin, ...(groupe ? { groupe } : {}) })),
});

/** The views of « Réseau » that this person may open; the one being read is marked. */
export const ongletsReseau = (ctx: Lieu, actif: string): NonNullable<VuePage['onglets']> => ongletsDe('reseau', ctx, actif);
/** The views of « Missions »; the one being read is marked. */
export const ongletsMissions = (ctx: Lieu, actif: string): NonNullable<VuePage['onglets']> => ongletsDe('missions', ctx, actif);

/** Frame of a page of « Finances »: its tabs, and the way that leads to it. `suite`: what lies below the view. */
export function cadreFinances(ctx: Lieu, actif: string, ...suite: readonly string[]): Pick<VuePage, 'actif' | 'chemin' | 'onglets'> {
  const vue = FINANCES.flatMap((g) => g.vues).find((v) => v.cle === actif);
  const libelle = vue?.libelle ?? 'Finances';
  return {
    actif: 'finances', onglets: ongletsDe('finances', ctx, actif),
    chemin: [{ libelle: 'Finances', href: `${ctx.base}/contrat` }, suite.length > 0 && vue ? { libelle, href: ctx.base + vue.chemin } : { libelle }, ...suite.map((s) => ({ libelle: s }))],
  };
}

type Situation = Pick<VuePage, 'onglets' | 'chemin'>;

/**
 * Where a page stands, said one way everywhere: a view of an entry shows the line of its views; a page below says the way back to it.
 * `adresse` is relative to the CPTS. A form that comes back with its errors has an address of its own: the page's own word decides then.
 */
export function situer(vue: Pick<VuePage, 'actif' | 'onglets' | 'chemin' | 'statut'>, { base, qui, adresse }: Lieu & { readonly adresse: string }): Situation {
  const entree = NAVIGATION.find((e) => e.cle === vue.actif);
  if (!entree) return vue.chemin ? { chemin: vue.chemin } : {};
  const permises = rubriquesDe(entree.cle, { base, qui });
  const ici = permises.find((r) => r.chemin === adresse)?.cle ?? ((vue.statut ?? 200) === 422 ? vue.onglets?.actif : undefined);
  if (ici !== undefined) return { onglets: ongletsDe(entree.cle, { base, qui }, ici) };
  const suite = vue.chemin?.[0]?.href === base ? vue.chemin.slice(1) : (vue.chemin ?? []);
  const racine = { libelle: entree.libelle, href: base + entree.chemin };
  if (suite.length !== 1) return { chemin: suite };
  return adresse === entree.chemin ? {} : { chemin: [racine, ...suite] };
}
