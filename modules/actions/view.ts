import { Jour } from '#core/jour.ts';
import { libelleMission, Mission } from '#core/mission.ts';
import { accord, formaterDate, formaterDateCourte } from '#core/texte.ts';
import { enEuros, libelleStatutFiche } from './labels.ts';
import { type DemandeFiches, type Fiche, FICHES_PAR_PAGE, type PageDeFiches, StatutFiche } from './model.ts';
import { financementDe, tachesEnRetard } from './rules.ts';

export type CarteFiche = { readonly id: string; readonly href: string; readonly titre: string; readonly mission: string; readonly pilote: string; readonly statut: string; readonly statutCode: StatutFiche; readonly fin: string; readonly finCourte: string; readonly avancement: string; readonly retard: string | undefined; readonly cout: string };
type Evenement = { readonly cle: string; readonly jour: string; readonly quoi: string; readonly fiche: string; readonly href: string };

export type VueActions = {
  readonly cas: 'ouverte' | 'interdite';
  readonly base: string;
  readonly phrase: string;
  readonly demande: DemandeFiches;
  readonly adresse: string;
  readonly peutOuvrir: boolean;
  readonly filtree: boolean;
  readonly fiches: readonly CarteFiche[];
  readonly colonnes: readonly { readonly statut: StatutFiche; readonly titre: string; readonly fiches: readonly CarteFiche[] }[];
  readonly mois: readonly { readonly cle: string; readonly titre: string; readonly evenements: readonly Evenement[] }[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly vues: readonly { readonly cle: DemandeFiches['vue']; readonly libelle: string; readonly href: string }[];
  readonly missions: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly statuts: readonly { readonly valeur: string; readonly libelle: string }[];
};

const jour = (j: string | null, ecrire = formaterDate): string => { const lu = Jour.safeParse(j).data; return lu ? ecrire(lu) : ''; };

function carteDe(f: Fiche, base: string, aujourdhui: Jour): CarteFiche {
  const { taches, budget } = f.contenu;
  const faites = taches.filter((t) => t.faite).length;
  const retard = f.statut === 'engagee' ? tachesEnRetard(f.contenu, aujourdhui) : 0;
  return {
    id: f.id, href: `${base}/missions/fiches/${f.id}`, titre: f.contenu.titre, mission: libelleMission[f.contenu.mission], pilote: f.piloteNom ?? 'Sans pilote', statut: libelleStatutFiche[f.statut], statutCode: f.statut,
    fin: jour(f.contenu.fin), finCourte: jour(f.contenu.fin, formaterDateCourte), avancement: taches.length === 0 ? 'Aucune tâche' : `${accord(faites, 'tâche faite', 'tâches faites')} sur ${taches.length}`, retard: retard > 0 ? `${accord(retard, 'tâche')} en retard` : undefined, cout: budget.length === 0 ? '' : enEuros(financementDe(budget).cout),
  };
}

const nomDuMois = (cle: string): string => { const t = formaterDate(Jour.parse(`${cle}-02`)).replace(/^2 /, ''); return t.charAt(0).toUpperCase() + t.slice(1); };

/** Starts, milestones, tasks and ends, month by month. */
function moisDe(fiches: readonly Fiche[], base: string): VueActions['mois'] {
  const tous = fiches.flatMap((f) => {
    const dit = (j: string | null, quoi: string, n: string) => (j === null ? [] : [{ cle: `${f.id}-${n}`, le: j, quoi, fiche: f.contenu.titre, href: `${base}/missions/fiches/${f.id}` }]);
    return [
      ...dit(f.contenu.debut, 'Début', 'd'), ...dit(f.contenu.fin, 'Fin', 'f'),
      ...f.contenu.jalons.flatMap((x, i) => dit(x.le, x.texte, `j${i}`)),
      ...f.contenu.taches.filter((t) => !t.faite).flatMap((t) => dit(t.echeance, t.texte, t.id)),
    ];
  }).toSorted((a, b) => a.le.localeCompare(b.le) || a.cle.localeCompare(b.cle));
  return [...new Set(tous.map((e) => e.le.slice(0, 7)))].map((cle) => ({ cle, titre: nomDuMois(cle), evenements: tous.filter((e) => e.le.startsWith(cle)).map((e) => ({ cle: e.cle, jour: jour(e.le), quoi: e.quoi, fiche: e.fiche, href: e.href })) }));
}

const COLONNES: readonly StatutFiche[] = ['proposee', 'engagee', 'suspendue', 'achevee'];
const TITRES: Record<StatutFiche, string> = { proposee: 'Proposées', engagee: 'En cours', suspendue: 'Suspendues', achevee: 'Achevées', abandonnee: 'Abandonnées' };

function phraseDe(fiches: readonly CarteFiche[], total: number): string {
  if (total === 0) return 'Aucune action pour le moment.';
  const enCours = fiches.filter((f) => f.statutCode === 'engagee').length;
  const enRetard = fiches.filter((f) => f.retard).length;
  const debut = `${accord(total, 'action')}, dont ${enCours} en cours`;
  return enRetard > 0 ? `${debut}. ${accord(enRetard, 'action a', 'actions ont')} des tâches en retard.` : `${debut}. Rien n’est en retard.`;
}

type Faits = { readonly base: string; readonly demande: DemandeFiches; readonly page: PageDeFiches; readonly aujourdhui: Jour; readonly peutOuvrir: boolean };

/** Where the actions of the CPTS stand, as a board, a list or a calendar. */
export function presenterActions({ base, demande: d, page, aujourdhui, peutOuvrir }: Faits): VueActions {
  const ici = `${base}/missions`;
  const filtres = [['q', d.q], ['mission', d.mission], ['statut', d.statut]].filter(([, v]) => v).map(([c, v]) => `${c}=${encodeURIComponent(v ?? '')}`);
  const vers = (vue: string): string => `${ici}?${[`vue=${vue}`, ...filtres].join('&')}`;
  const fiches = page.fiches.map((f) => carteDe(f, base, aujourdhui));
  const montrees = d.statut === '' ? [...COLONNES, ...(fiches.some((f) => f.statutCode === 'abandonnee') ? (['abandonnee'] as const) : [])] : [d.statut];
  return {
    cas: 'ouverte', base, demande: d, peutOuvrir, fiches, filtree: filtres.length > 0,
    phrase: phraseDe(fiches, page.total),
    adresse: `${vers(d.vue)}&tri=${d.tri}&sens=${d.sens}`,
    colonnes: montrees.map((statut) => ({ statut, titre: TITRES[statut], fiches: fiches.filter((f) => f.statutCode === statut) })),
    mois: d.vue === 'calendrier' ? moisDe(page.fiches, base) : [],
    page: { numero: d.page, taille: FICHES_PAR_PAGE, total: page.total },
    vues: [{ cle: 'tableau', libelle: 'Tableau', href: vers('tableau') }, { cle: 'liste', libelle: 'Liste', href: vers('liste') }, { cle: 'calendrier', libelle: 'Calendrier', href: vers('calendrier') }],
    missions: Mission.options.map((valeur) => ({ valeur, libelle: libelleMission[valeur] })),
    statuts: StatutFiche.options.map((valeur) => ({ valeur, libelle: libelleStatutFiche[valeur] })),
  };
}

export const presenterActionsInterdites = (base: string, demande: DemandeFiches): VueActions => ({ ...presenterActions({ base, demande, page: { fiches: [], total: 0 }, aujourdhui: Jour.parse('2026-01-01'), peutOuvrir: false }), cas: 'interdite' });
