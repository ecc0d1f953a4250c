import { Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterInstant } from '#core/texte.ts';
import { libelleMission } from '#modules/aci/labels.ts';
import { libelleGenrePreuve, phraseFaiblesse } from './labels-preuves.ts';
import type { Fiche } from './model.ts';
import { type FeuilleRecue, GenrePreuve, type Preuve } from './model-preuves.ts';
import { faiblessesDe, type LigneAProuver } from './rules-preuves.ts';

type Option = { readonly valeur: string; readonly libelle: string };
export type VuePreuves = {
  readonly cas: 'ouverte' | 'interdite';
  readonly base: string;
  readonly phrase: string;
  readonly lignes: readonly { readonly id: string; readonly libelle: string; readonly mission: string; readonly href: string; readonly manque: readonly string[]; readonly complet: string }[];
  readonly preuves: readonly { readonly id: string; readonly titre: string; readonly detail: string; readonly retiree: string | undefined; readonly empreinte: string; readonly fichier: string | undefined; readonly lien: string | undefined; readonly faiblesses: readonly string[]; readonly retrait: string | undefined }[];
  readonly feuilles: readonly { readonly id: string; readonly titre: string; readonly detail: string; readonly action: string }[];
  readonly cibles: readonly Option[];
  readonly fiches: readonly Option[];
  readonly genres: readonly Option[];
  readonly choisie: string;
  readonly refus?: string;
};

type Faits = { readonly base: string; readonly lignes: readonly LigneAProuver[]; readonly preuves: readonly Preuve[]; readonly feuilles?: readonly FeuilleRecue[]; readonly fiches: readonly Fiche[]; readonly fuseau: string; readonly peutRetirer: (p: Preuve) => boolean; readonly choisie?: string; readonly refus?: string };

function detailDe(p: Preuve, nomDe: ReadonlyMap<string, string>, fuseau: string): string {
  const le = Jour.safeParse(p.le).data;
  const quoi = [p.indicateur, p.ficheId].flatMap((id) => (id === null ? [] : [nomDe.get(id) ?? 'ligne retirée'])).join(' · ');
  return [libelleGenrePreuve[p.genre], le ? `du ${formaterDate(le)}` : 'sans date', ...(p.nombre === null ? [] : [`${p.nombre}`]), quoi, `versée le ${formaterInstant(p.verseeLe, fuseau)}${p.auteur ? ` par ${p.auteur}` : ''}`].join(', ');
}

/** Lines to prove with what each lacks; pieces that are there with what weakens them. */
export function presenterPreuves({ base, lignes, preuves, feuilles = [], fiches, fuseau, peutRetirer, choisie = '', refus }: Faits): VuePreuves {
  const nomDe = new Map<string, string>([...lignes.map((l) => [l.id, l.libelle] as const), ...fiches.map((f) => [f.id, f.contenu.titre] as const)]);
  const versees = preuves.filter((p) => p.statut === 'versee');
  const incompletes = lignes.filter((l) => l.attendus.some((a) => !a.la)).length;
  return {
    cas: 'ouverte', base, choisie, ...(refus !== undefined && { refus }),
    phrase: lignes.length === 0 ? 'Le contrat n’a pas encore de ligne à prouver.' : incompletes === 0 ? `Les ${lignes.length} lignes de l’année ont leur valeur, leur preuve et leurs livrables.` : `Il manque quelque chose à ${accord(incompletes, 'ligne')} sur ${lignes.length}.`,
    lignes: lignes.map((l) => ({ id: l.id, libelle: l.libelle, mission: libelleMission[l.mission], href: `${base}/missions/preuves?pour=${encodeURIComponent(l.id)}#verser`, manque: l.attendus.filter((a) => !a.la).map((a) => a.libelle), complet: `${l.attendus.filter((a) => a.la).length} sur ${l.attendus.length}` })),
    preuves: preuves.slice(0, 200).map((p) => ({
      id: p.id, titre: p.titre, detail: detailDe(p, nomDe, fuseau), retiree: p.statut === 'retiree' ? (p.motifRetrait ?? '') : undefined, empreinte: p.empreinte, fichier: p.fichierId === null ? undefined : `${base}/missions/preuves/${p.id}/fichier`, lien: p.lien ?? undefined,
      faiblesses: p.statut === 'versee' ? faiblessesDe(p, versees.filter((v) => v.indicateur === p.indicateur && v.ficheId === p.ficheId)).map((f) => phraseFaiblesse[f]) : [],
      retrait: p.statut === 'versee' && peutRetirer(p) ? `${base}/missions/preuves/${p.id}/retrait` : undefined,
    })),
    feuilles: feuilles.map((f) => ({ id: f.id, titre: f.titre, detail: `réunion du ${formaterDate(Jour.parse(f.jour))}, empreinte ${f.empreinte.slice(0, 12)}`, action: `${base}/missions/preuves/feuilles/${f.id}` })),
    cibles: lignes.flatMap((l) => [{ valeur: l.id, libelle: l.libelle }, ...l.livrables.map((x) => ({ valeur: `${l.id}/${x.id}`, libelle: `${l.libelle} : ${x.libelle}` }))]),
    fiches: fiches.map((f) => ({ valeur: f.id, libelle: f.contenu.titre })),
    genres: GenrePreuve.options.map((valeur) => ({ valeur, libelle: libelleGenrePreuve[valeur] })),
  };
}

export const presenterPreuvesInterdites = (base: string): VuePreuves => ({ ...presenterPreuves({ base, lignes: [], preuves: [], fiches: [], fuseau: 'Europe/Paris', peutRetirer: () => false }), cas: 'interdite' });
