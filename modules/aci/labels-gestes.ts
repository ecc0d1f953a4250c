import { accord, avecUnite, enumerer, formaterDate, formaterNombre, formaterPart } from '#core/texte.ts';
import { enEuros } from './labels.ts';
import type { Indicateur } from './model.ts';
import type { Geste, Inconnu } from './moteur/gestes.ts';

const POINT = '%';
/** `21 patients`, `0,5 point`. */
export const quantite = (n: number, unite: string | undefined): string => (unite === POINT ? accord(n, 'point') : unite ? avecUnite(n, unite) : accord(n, 'unité'));
const valeurEnClair = (n: number, unite: string | undefined): string => (unite === POINT ? `${formaterNombre(n)}\u00a0%` : formaterNombre(n));

type Ligne = Pick<Indicateur, 'libelle' | 'unite' | 'livrables'>;
const nomsDesLivrables = (g: Geste, i: Ligne): string => enumerer(g.livrables.map((id) => `«\u00a0${i.livrables.find((l) => l.id === id)?.libelle ?? id}\u00a0»`));

/** What to do, as one would say it to a colleague. */
export function phraseGeste(g: Geste, i: Ligne): string {
  switch (g.nature) {
    case 'preuve': return `Versez une preuve de «\u00a0${i.libelle}\u00a0»`;
    case 'releve': return `Relevez «\u00a0${i.libelle}\u00a0»`;
    case 'depart': return `Notez la valeur de départ de «\u00a0${i.libelle}\u00a0»`;
    case 'livrable': return `Fournissez ${nomsDesLivrables(g, i)}`;
    case 'faire': return `Faites, puis notez : «\u00a0${i.libelle}\u00a0»`;
    case 'palier': return `${quantite(g.unites ?? 0, i.unite)} de ${(g.cible ?? 0) > (g.de ?? 0) ? 'plus' : 'moins'} : «\u00a0${i.libelle}\u00a0»`;
  }
}

export const libelleBoutonGeste: Record<Geste['nature'], string> = { preuve: 'Verser la preuve', releve: 'Noter la valeur', depart: 'Noter le départ', livrable: 'Voir les livrables', faire: 'Ouvrir la ligne', palier: 'Ouvrir la ligne' };

export const gainEnClair = (g: Geste): string => (g.gain === null ? `au plus ${enEuros(g.auPlus)}` : enEuros(g.gain));

function phraseInconnu(code: Inconnu, fiche: string): string {
  switch (code) {
    case 'gain': return 'Gain inconnu tant que la valeur n’est pas notée.';
    case 'sans_fiche': return 'Coût inconnu : aucune fiche action ouverte pour cette ligne.';
    case 'cout_inconnu': return `Coût inconnu : la fiche «\u00a0${fiche}\u00a0» n’a pas de budget.`;
    case 'resultat_inconnu': return `Coût inconnu : la fiche «\u00a0${fiche}\u00a0» ne dit pas le résultat attendu.`;
    case 'fiche_partagee': return `Coût inconnu : la fiche «\u00a0${fiche}\u00a0» sert plusieurs lignes.`;
  }
}

function phraseCout(g: Geste): string[] {
  if (g.inconnus.length > 0) return g.inconnus.map((x) => phraseInconnu(x, g.fiche?.titre ?? ''));
  if (g.fiche === null || g.cout === null || g.gain === null) return [];
  if (g.cout === 0) return [`La fiche «\u00a0${g.fiche.titre}\u00a0» ne coûte rien à la CPTS.`];
  const rendement = g.gain / g.cout;
  return [`La fiche «\u00a0${g.fiche.titre}\u00a0» prévoit environ ${enEuros(g.cout)} pour cela : ${rendement < 1 ? 'plus que le palier ne rapporte' : `${formaterNombre(rendement, 1)}\u00a0€ gardés par euro dépensé`}.`];
}

/** What its own course would bring by the deadline, and the chance of getting there. */
export type Cours = { readonly gagne: number; readonly chances: number };

/** Why, by when, at what cost: one short sentence each. What is not known is said. */
export function phrasesDuGeste(g: Geste, i: Ligne, cours?: Cours): readonly string[] {
  const avant = `avant le ${formaterDate(g.echeance)}`;
  switch (g.nature) {
    case 'preuve': return [`La valeur est notée, rien ne la montre. À verser ${avant}, sans autre travail.`];
    case 'releve': return [`Sans valeur, rien n’est payé. À noter ${avant}.`, ...phraseCout(g)];
    case 'depart': return [`Un progrès se compte depuis un départ. À noter ${avant}.`, ...phraseCout(g)];
    case 'livrable': return [`Tant qu’il en manque, «\u00a0${i.libelle}\u00a0» ne paie rien. À fournir ${avant}.`, ...phraseCout(g)];
    case 'faire': return [`Tout ou rien, ${avant}.${g.livrables.length > 0 ? ` Avec ${nomsDesLivrables(g, i)}.` : ''}`, ...phraseCout(g)];
    case 'palier': return [
      `De ${valeurEnClair(g.de ?? 0, i.unite)} à ${valeurEnClair(g.cible ?? 0, i.unite)} ${avant}${(g.unites ?? 0) > 1 && g.gain !== null ? `, soit ${enEuros(Math.round(g.gain / (g.unites ?? 1)))} ${i.unite === POINT ? 'le point' : 'l’unité'}` : ''}.${g.livrables.length > 0 ? ` Avec ${nomsDesLivrables(g, i)}.` : ''}`,
      ...(cours ? [`À son rythme, la ligne en ferait ${quantite(Math.max(0, Math.round(cours.gagne * 10) / 10), i.unite)} d’ici là : chance ${formaterPart(cours.chances, 0)}.`] : []),
      ...phraseCout(g),
    ];
  }
}
