import { libelleMission } from '#core/mission.ts';
import { accord, typographier } from '#core/texte.ts';
import { libelleStatutObjectif } from './labels.ts';
import type { Constat, Objectif } from './model.ts';
import { type GesteObjectif, transitionsObjectif } from './transitions.ts';

type Saisie = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
export type LigneObjectif = { readonly id: string; readonly titre: string; readonly mission: string; readonly etat: string; readonly ouvert: boolean; readonly constats: readonly string[]; readonly depart: readonly string[]; readonly mesure: string; readonly gestes: readonly GesteObjectif[]; readonly href?: string };
export type VueObjectifs = Saisie & {
  readonly base: string;
  readonly interdit: boolean;
  readonly phrase: string;
  readonly tient: boolean;
  readonly annees: readonly { readonly annee: number; readonly objectifs: readonly LigneObjectif[] }[];
  /** Findings kept that no objective answers. */
  readonly sansObjectif: readonly { readonly id: string; readonly texte: string }[];
};
export type VueObjectif = Saisie & { readonly base: string; readonly objectif?: Objectif; readonly constats: readonly { readonly valeur: string; readonly libelle: string; readonly detail?: string }[]; readonly choisis: readonly string[]; readonly annee: number };

const mesureDe = (o: Objectif): string => [o.indicateur === '' ? '' : o.indicateur, o.cible === '' ? '' : `cible ${o.annee} : ${o.cible}`].filter(Boolean).join(' ; ');

/** Objectives year by year; which findings wait for one. `tous` are all the findings, so that one set aside since keeps its words. */
export function presenterObjectifs(f: Saisie & { readonly base: string; readonly interdit: boolean; readonly tient: boolean; readonly objectifs: readonly Objectif[]; readonly tous: readonly Constat[] }): VueObjectifs {
  const { objectifs, tous, ...reste } = f;
  const parId = new Map(tous.map((c) => [c.id, c]));
  const vifs = objectifs.filter((o) => o.statut !== 'retiree');
  const repondus = new Set(vifs.flatMap((o) => o.constats));
  const sansObjectif = tous.filter((c) => c.statut === 'retenue' && !repondus.has(c.id)).map(({ id, texte }) => ({ id, texte }));
  const ligne = (o: Objectif): LigneObjectif => {
    const constats = o.constats.flatMap((c) => parId.get(c) ?? []);
    return {
      id: o.id, titre: o.titre, mission: libelleMission[o.mission], etat: libelleStatutObjectif[o.statut], ouvert: o.statut === 'retenue', constats: constats.map((c) => c.texte), depart: constats.flatMap((c) => (c.chiffre ? [typographier(`${c.chiffre.libelle} : ${c.chiffre.ecrit}`)] : [])), mesure: typographier(mesureDe(o)),
      gestes: f.tient ? (['atteindre', 'retirer', 'rouvrir'] as const).filter((g) => transitionsObjectif[o.statut][g] !== undefined) : [], ...(f.tient ? { href: `${f.base}/territoire/diagnostic/objectifs/${o.id}` } : {}),
    };
  };
  const annees = [...Map.groupBy(objectifs, (o) => o.annee)].sort(([a], [b]) => b - a).map(([annee, l]) => ({ annee, objectifs: l.map(ligne) }));
  const phrase = vifs.length === 0 ? 'Aucun objectif n’est encore écrit : chacun naît d’un constat retenu ensemble.' : `${accord(vifs.length, 'objectif')}${sansObjectif.length > 0 ? ` ; ${accord(sansObjectif.length, 'constat retenu attend', 'constats retenus attendent')} le sien` : ', et chaque constat retenu a le sien'}.`;
  return { ...reste, annees, sansObjectif, phrase: typographier(phrase) };
}
