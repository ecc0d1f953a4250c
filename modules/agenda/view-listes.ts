import { Jour, jourDans } from '#core/jour.ts';
import { accord, formaterDate, formaterJour } from '#core/texte.ts';
import { creneauDans, libelleRole, libelleStatutReunion, libelleStatutSondage, momentDans } from './labels.ts';
import type { DemandeReunions, DemandeSondages, DemandeTaches, FicheGroupe, LigneReunion, LigneSondage, LigneTache } from './model.ts';
import { TAILLE_PAGE } from './model.ts';
import type { RoleInvite } from './model.ts';

type Ici = { readonly base: string; readonly fuseau: string; readonly aujourdhui: Jour };
type Page<L> = { readonly total: number; readonly lignes: readonly L[] };
export type VuePagee = { readonly numero: number; readonly taille: number; readonly total: number };
const pagee = (numero: number, total: number): VuePagee => ({ numero, taille: TAILLE_PAGE, total });

export type VueReunions = { readonly base: string; readonly adresse: string; readonly demande: DemandeReunions; readonly phrase: string; readonly lignes: readonly { readonly id: string; readonly href: string; readonly titre: string; readonly quand: string; readonly lieu: string; readonly groupe: string; readonly etat: string }[]; readonly page: VuePagee };

const etatDe = (r: LigneReunion): string => (r.statut === 'prevue' ? accord(r.invites, 'personne') : r.statut === 'annulee' ? libelleStatutReunion.annulee : `${accord(r.presents, 'présent')} sur ${r.invites}`);

export const presenterReunions = (d: DemandeReunions, { total, lignes }: Page<LigneReunion>, f: Ici & { readonly adresse: string }): VueReunions => ({
  base: f.base, adresse: f.adresse, demande: d, page: pagee(d.page, total), phrase: d.quand === 'avenir' ? `${accord(total, 'réunion')} à venir${d.q ? ` pour « ${d.q} »` : ''}.` : `${accord(total, 'réunion passée', 'réunions passées')}${d.q ? ` pour « ${d.q} »` : ''}.`,
  lignes: lignes.map((r) => ({ id: r.id, href: `${f.base}/agenda/reunions/${r.id}`, titre: r.titre, quand: `${creneauDans(r.debut, r.fin, f.fuseau)}${d.quand === 'passees' ? ` (${jourDans(r.debut, f.fuseau).slice(0, 4)})` : ''}`, lieu: r.lieu, groupe: r.groupe ?? '', etat: etatDe(r) })),
});

export type VueSondages = { readonly base: string; readonly adresse: string; readonly demande: DemandeSondages; readonly phrase: string; readonly lignes: readonly { readonly id: string; readonly href: string; readonly titre: string; readonly etat: string; readonly reponses: string; readonly cloture: string; readonly aMoi: boolean }[]; readonly page: VuePagee };

export const presenterSondages = (d: DemandeSondages, { total, lignes }: Page<LigneSondage>, f: Ici & { readonly adresse: string; readonly maintenant: Date }): VueSondages => ({
  base: f.base, adresse: f.adresse, demande: d, page: pagee(d.page, total), phrase: `${accord(total, 'sondage')}${d.etat === 'ouverts' ? ' en cours' : ''}${d.q ? ` pour « ${d.q} »` : ''}.`,
  lignes: lignes.map((s) => ({ id: s.id, href: `${f.base}/agenda/sondages/${s.id}`, titre: s.titre, etat: s.dateRetenue ? `Retenue : ${momentDans(s.dateRetenue, f.fuseau)}` : libelleStatutSondage[s.statut], reponses: `${s.repondu} sur ${s.attendus}`, cloture: formaterJour(jourDans(s.clotureLe, f.fuseau)), aMoi: s.aMoi && s.statut === 'ouverte' && s.clotureLe > f.maintenant })),
});

export type LigneDeTache = { readonly id: string; readonly texte: string; readonly detail: string; readonly href: string; readonly retard: boolean; readonly faite: boolean; readonly mienne: boolean };
export type VueTaches = { readonly base: string; readonly adresse: string; readonly demande: DemandeTaches; readonly phrase: string; readonly lignes: readonly LigneDeTache[]; readonly page: VuePagee; readonly refus: string | undefined };

const enRetard = (t: LigneTache, aujourdhui: Jour): boolean => t.faiteLe === null && t.echeance !== null && t.echeance < aujourdhui;

const ligneDeTache = (t: LigneTache, { base, aujourdhui, moi }: Ici & { readonly moi: string }): LigneDeTache => ({
  id: t.id, texte: t.texte, href: `${base}/agenda/reunions/${t.reunionId}`, retard: enRetard(t, aujourdhui), faite: t.faiteLe !== null, mienne: t.personneId === moi,
  detail: [t.nom, ...(t.echeance === null ? [] : [`pour le ${formaterDate(Jour.parse(t.echeance))}`]), `confiée pendant « ${t.reunion} »`].join(', '),
});

export function presenterTaches(d: DemandeTaches, { total, lignes }: Page<LigneTache>, f: Ici & { readonly adresse: string; readonly moi: string; readonly refus?: string }): VueTaches {
  const retards = lignes.filter((t) => enRetard(t, f.aujourdhui)).length;
  const quoi = d.etat === 'faites' ? accord(total, 'tâche faite', 'tâches faites') : `${accord(total, 'tâche')} à faire`;
  return { base: f.base, adresse: f.adresse, demande: d, page: pagee(d.page, total), phrase: `${quoi}${retards > 0 ? `, dont ${retards} en retard` : ''}.`, lignes: lignes.map((t) => ligneDeTache(t, f)), refus: f.refus };
}

type Membre = { readonly personneId: string; readonly nom: string; readonly role: RoleInvite };
export type VueGroupe = {
  readonly base: string; readonly groupe: FicheGroupe; readonly phrase: string; readonly peutOrganiser: boolean; readonly membres: readonly { readonly id: string; readonly nom: string; readonly detail: string }[];
  readonly avenir: VueReunions['lignes']; readonly passees: VueReunions['lignes']; readonly decisions: readonly { readonly texte: string; readonly href: string; readonly quand: string }[]; readonly taches: readonly LigneDeTache[]; readonly plusDePassees: boolean; readonly refus: string | undefined;
};

type FaitsGroupe = Ici & { readonly groupe: FicheGroupe; readonly membres: readonly Membre[]; readonly avenir: Page<LigneReunion>; readonly passees: Page<LigneReunion>; readonly decisions: readonly { readonly texte: string; readonly reunionId: string; readonly debut: Date }[]; readonly taches: readonly LigneTache[]; readonly peutOrganiser: boolean; readonly moi: string; readonly refus?: string };
const PASSEES_VUES = 5;

export function presenterGroupe(f: FaitsGroupe): VueGroupe {
  const { groupe: g, avenir, passees } = f;
  const lignes = (quand: 'avenir' | 'passees', p: Page<LigneReunion>) => presenterReunions({ quand, q: '', page: 1, tri: 'debut', sens: 'asc' }, p, { ...f, adresse: '' }).lignes;
  const prochaine = avenir.lignes.find((r) => r.statut === 'prevue');
  return {
    base: f.base, groupe: g, peutOrganiser: f.peutOrganiser, membres: f.membres.map((m) => ({ id: m.personneId, nom: m.nom, detail: m.role === 'utile' ? '' : libelleRole[m.role] })),
    phrase: !g.actif ? 'Ce groupe est archivé : ses réunions et ses décisions restent lisibles.' : prochaine ? `Prochaine réunion : ${momentDans(prochaine.debut, f.fuseau)}.` : 'Aucune réunion prévue.',
    avenir: lignes('avenir', avenir), passees: lignes('passees', passees).slice(0, PASSEES_VUES), plusDePassees: passees.total > PASSEES_VUES,
    decisions: f.decisions.map((d) => ({ texte: d.texte, href: `${f.base}/agenda/reunions/${d.reunionId}`, quand: formaterDate(jourDans(d.debut, f.fuseau)) })), taches: f.taches.map((t) => ligneDeTache(t, f)), refus: f.refus,
  };
}
