import type { ActionDuJour } from '#core/aujourdhui.ts';
import { enEuros } from './labels.ts';
import { type Cours, gainEnClair, libelleBoutonGeste, phraseGeste, phrasesDuGeste } from './labels-gestes.ts';
import type { Contrat, Indicateur } from './model.ts';
import type { Calcul } from './moteur/calculer.ts';
import { type Geste, sansTravail } from './moteur/gestes.ts';
import { chances } from './moteur/prevision.ts';
import { previsionDe } from './moteur/prevoir-ligne.ts';

/** One thing still open, with what it keeps and what is not known of it. `part`: of the largest sum shown beside it. */
export type VueGeste = { readonly cle: string; readonly titre: string; readonly gain: string; readonly part: number; readonly details: readonly string[]; readonly sansTravail: boolean; readonly bouton: { readonly libelle: string; readonly href: string }; readonly fiche: { readonly titre: string; readonly href: string } | undefined };

type Faits = { readonly base: string; readonly contrat: Contrat; readonly calcul: Calcul };

function coursDe(g: Geste, i: Indicateur, { contrat, calcul }: Faits): Cours | undefined {
  const annee = calcul.annees.find((a) => a.numero === g.annee);
  const p = g.cible === null || !annee ? undefined : previsionDe(i, contrat, { debut: annee.debut, fin: annee.finReelle });
  if (!p || g.cible === null || g.de === null) return undefined;
  const vers = g.cible > g.de ? 1 : -1;
  return { gagne: vers * (p.centre - g.de), chances: chances(p, g.cible, vers === 1 ? 'hausse' : 'baisse') };
}

const adresse = (g: Geste, base: string): string => {
  const ligne = encodeURIComponent(g.indicateur);
  return g.nature === 'preuve' ? `${base}/missions/preuves?pour=${ligne}#verser` : g.nature === 'depart' ? `${base}/contrat/lignes/${ligne}/modifier` : `${base}/contrat/lignes/${ligne}`;
};

/** Gestures in words, in the order given; those of a line that left the contract are dropped. */
export function presenterGestes(gestes: readonly Geste[], f: Faits): readonly VueGeste[] {
  const plusGrand = Math.max(1, ...gestes.map((g) => g.auPlus));
  return gestes.flatMap((g): VueGeste[] => {
    const i = f.contrat.indicateurs.find((x) => x.id === g.indicateur);
    if (!i) return [];
    return [{
      cle: `${g.indicateur}-${g.nature}`, titre: phraseGeste(g, i), gain: gainEnClair(g), part: g.auPlus / plusGrand, details: phrasesDuGeste(g, i, coursDe(g, i, f)), sansTravail: sansTravail(g),
      bouton: { libelle: libelleBoutonGeste[g.nature], href: adresse(g, f.base) },
      fiche: g.fiche === null ? undefined : { titre: g.fiche.titre, href: `${f.base}/missions/fiches/${g.fiche.id}` },
    }];
  });
}

/** The sentence above the list: how much a paper alone would save, how much the field would bring. */
export function phraseDesGestes(gestes: readonly Geste[]): string {
  const [papiers, champ] = [gestes.filter(sansTravail), gestes.filter((g) => !sansTravail(g))];
  const somme = (l: readonly Geste[]): number => [...new Set(l.map((g) => g.indicateur))].reduce((s, id) => s + Math.max(...l.filter((g) => g.indicateur === id).map((g) => g.gain ?? 0)), 0);
  const [aSauver, aGagner] = [somme(papiers), somme(champ)];
  return [aSauver > 0 ? `${enEuros(aSauver)} attendent seulement une preuve.` : '', aGagner > 0 ? `Les pas les plus proches en valent ${enEuros(aGagner)} de plus.` : ''].filter(Boolean).join(' ');
}

/** The first of them on « Aujourd’hui ». */
export function gesteDuJour(gestes: readonly Geste[], f: Faits): ActionDuJour | undefined {
  const premier = gestes.find((g) => g.gain !== null);
  const [vue] = premier ? presenterGestes([premier], f) : [];
  return premier && vue && { id: `geste-${premier.indicateur}`, titre: vue.titre, raison: `${vue.gain} ${premier.nature === 'preuve' ? 'à garder' : 'à gagner'}, c’est ce qui coûte le moins au contrat. ${vue.details[0] ?? ''}`, echeance: premier.echeance, bouton: vue.bouton };
}
