import { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { accord, formaterDate, formaterInstant } from '#core/texte.ts';
import { libelleGenrePreuve, phraseFaiblesse } from './labels-preuves.ts';
import type { Fiche } from './model.ts';
import { type DemandePreuves, type FeuilleRecue, GenrePreuve, type PageDePreuves, type Preuve, type PreuveMontree, PREUVES_PAR_PAGE } from './model-preuves.ts';
import { faiblessesDe, type LigneAProuver } from './rules-preuves.ts';

type Option = { readonly valeur: string; readonly libelle: string };
export type VuePreuves = {
  readonly cas: 'ouverte' | 'interdite';
  readonly base: string;
  readonly phrase: string;
  readonly lignes: readonly { readonly id: string; readonly libelle: string; readonly mission: string; readonly href: string; readonly manque: readonly string[]; readonly complet: string; readonly part: number }[];
  readonly preuves: readonly { readonly id: string; readonly titre: string; readonly detail: string; readonly retiree: string | undefined; readonly empreinte: string; readonly fichier: string | undefined; readonly lien: string | undefined; readonly faiblesses: readonly string[]; readonly retrait: string | undefined; readonly rattachement: string | undefined; readonly photo: boolean; readonly avant: readonly string[] }[];
  readonly demande: DemandePreuves;
  readonly adresse: string;
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly etats: readonly Option[];
  readonly feuilles: readonly { readonly id: string; readonly titre: string; readonly detail: string; readonly action: string }[];
  readonly cibles: readonly Option[];
  readonly fiches: readonly Option[];
  readonly genres: readonly Option[];
  readonly choisie: string;
  readonly refus?: string;
};

type Faits = { readonly base: string; readonly lignes: readonly LigneAProuver[]; readonly page: PageDePreuves; readonly demande: DemandePreuves; readonly feuilles?: readonly FeuilleRecue[]; readonly fiches: readonly Fiche[]; readonly fuseau: string; readonly peutRetirer: (p: Preuve) => boolean; readonly choisie?: string; readonly refus?: string };

function detailDe(p: Preuve, nomDe: ReadonlyMap<string, string>, fuseau: string): string {
  const le = Jour.safeParse(p.le).data;
  const quoi = [p.indicateur, p.ficheId].flatMap((id) => (id === null ? [] : [nomDe.get(id) ?? 'ligne retirée'])).join(' · ');
  return [libelleGenrePreuve[p.genre], le ? `du ${formaterDate(le)}` : 'sans date', ...(p.nombre === null ? [] : [`${p.nombre}`]), quoi, `versée le ${formaterInstant(p.verseeLe, fuseau)}${p.auteur ? ` par ${p.auteur}` : ''}`].join(', ');
}

const ETATS: readonly Option[] = [{ valeur: 'fragile', libelle: 'Fragiles' }, { valeur: 'solide', libelle: 'Solides' }, { valeur: 'retiree', libelle: 'Retirées' }];
const IMAGE = /^image\/(png|jpeg|webp)$/;

function presenterPreuve(p: PreuveMontree, { base, nomDe, fuseau, peutRetirer }: Pick<Faits, 'base' | 'fuseau' | 'peutRetirer'> & { readonly nomDe: ReadonlyMap<string, string> }): VuePreuves['preuves'][number] {
  const ici = `${base}/missions/preuves/${p.id}`;
  const tenue = p.statut === 'versee' && peutRetirer(p);
  return {
    id: p.id, titre: p.titre, detail: detailDe(p, nomDe, fuseau), retiree: p.statut === 'retiree' ? (p.motifRetrait ?? '') : undefined, empreinte: p.empreinte, fichier: p.fichierId === null ? undefined : `${ici}/fichier`, lien: p.lien ?? undefined,
    faiblesses: p.statut === 'versee' ? faiblessesDe(p, p.emargee ? [{ genre: 'emargement' }] : []).map((f) => phraseFaiblesse[f]) : [],
    retrait: tenue ? `${ici}/retrait` : undefined, rattachement: tenue ? `${ici}/rattachement` : undefined, photo: p.fichierId !== null && IMAGE.test(p.typeFichier ?? ''),
    avant: p.avant.map((a) => `Jusqu’au ${formaterInstant(a.le, fuseau)}, elle prouvait «\u00a0${[a.indicateur, a.ficheId].flatMap((id) => (id === null ? [] : [nomDe.get(id) ?? 'ligne retirée'])).join(' · ')}\u00a0». ${a.motif}${a.auteur ? ` (${a.auteur})` : ''}`),
  };
}

const enAnnee = (l: LigneAProuver): string => (l.enCours ? l.libelle : `Année ${l.annee} : ${l.libelle}`);

/** Lines to prove with what each lacks; pieces that are there with what weakens them. */
export function presenterPreuves({ base, lignes: toutes, page, demande, feuilles = [], fiches, fuseau, peutRetirer, choisie = '', refus }: Faits): VuePreuves {
  const nomDe = new Map<string, string>([...toutes.map((l) => [l.id, enAnnee(l)] as const), ...fiches.map((f) => [f.id, f.contenu.titre] as const)]);
  const lignes = toutes.filter((l) => l.enCours);
  const incompletes = lignes.filter((l) => l.attendus.some((a) => !a.la)).length;
  const filtres = Object.entries(demande).flatMap(([cle, v]) => (v === '' || cle === 'page' ? [] : [`${cle}=${encodeURIComponent(v)}`]));
  return {
    cas: 'ouverte', base, choisie, demande, etats: ETATS, ...(refus !== undefined && { refus }),
    adresse: `${base}/missions/preuves${filtres.length > 0 ? `?${filtres.join('&')}` : ''}`, page: { numero: demande.page, taille: PREUVES_PAR_PAGE, total: page.total },
    phrase: lignes.length === 0 ? 'Le contrat n’a pas encore de ligne à prouver.' : incompletes === 0 ? `Les ${lignes.length} lignes de l’année ont leur valeur, leur preuve et leurs livrables.` : `Il manque quelque chose à ${accord(incompletes, 'ligne')} sur ${lignes.length}.`,
    lignes: lignes.map((l) => { const la = l.attendus.filter((a) => a.la).length; return { id: l.id, libelle: l.libelle, mission: libelleMission[l.mission], href: `${base}/missions/preuves?pour=${encodeURIComponent(l.id)}#verser`, manque: l.attendus.filter((a) => !a.la).map((a) => a.libelle), complet: `${la} sur ${l.attendus.length}`, part: la / Math.max(1, l.attendus.length) }; }),
    preuves: page.preuves.map((p) => presenterPreuve(p, { base, nomDe, fuseau, peutRetirer })),
    feuilles: feuilles.map((f) => ({ id: f.id, titre: f.titre, detail: `réunion du ${formaterDate(Jour.parse(f.jour))}, empreinte ${f.empreinte.slice(0, 12)}`, action: `${base}/missions/preuves/feuilles/${f.id}` })),
    cibles: toutes.flatMap((l) => [{ valeur: l.id, libelle: enAnnee(l) }, ...l.livrables.map((x) => ({ valeur: `${l.id}/${x.id}`, libelle: `${enAnnee(l)} : ${x.libelle}` }))]),
    fiches: fiches.map((f) => ({ valeur: f.id, libelle: f.contenu.titre })),
    genres: GenrePreuve.options.map((valeur) => ({ valeur, libelle: libelleGenrePreuve[valeur] })),
  };
}

export const TOUT: DemandePreuves = { q: '', ligne: '', genre: '', etat: '', page: 1 };
export const presenterPreuvesInterdites = (base: string): VuePreuves => ({ ...presenterPreuves({ base, lignes: [], page: { preuves: [], total: 0 }, demande: TOUT, fiches: [], fuseau: 'Europe/Paris', peutRetirer: () => false }), cas: 'interdite' });
