import { ecartEnJours, type Jour } from '#core/jour.ts';
import { cleDeRecherche } from '#core/texte.ts';
import type { ObjetMouvement } from '../model-banque.ts';

/** Something that waits for the bank. `centimes` has the sign that its line would have; `reste`: a grant may come in several times. */
export type Attendu = { readonly objet: 'facture' | 'lot' | 'subvention' | 'versement'; readonly id: string; readonly nom: string; readonly mots: readonly string[]; readonly centimes: number; readonly partiel: boolean; readonly le: Jour };
export type Proposition = { readonly objet: ObjetMouvement; readonly id: string | undefined; readonly nom: string; readonly raison: string };
type Ligne = { readonly jour: Jour; readonly centimes: number; readonly libelle: string; readonly contrepartie: string; readonly reference: string };

const PROCHE_JOURS = 45;
const AU_PLUS = 3;
const FRAIS = /\b(frais|commission|tenue de compte|cotisation carte|agios)\b/;

/** How much the words of the line name this; whole words only, and never those of two letters. */
function motsReconnus(a: Attendu, ligne: string): readonly string[] {
  const presents = new Set(ligne.split(/[^a-z0-9]+/));
  return a.mots.filter((m) => {
    const cle = cleDeRecherche(m).replace(/[^a-z0-9 ]/g, ' ').trim();
    return cle.length > 2 && cle.split(' ').filter((x) => x.length > 2 || /\d/.test(x)).every((x) => presents.has(x));
  });
}

const tient = (a: Attendu, m: Ligne): boolean => (a.partiel ? m.centimes > 0 && m.centimes <= a.centimes : m.centimes === a.centimes);

/**
 * What a line of the bank may settle, best first: the amount must fit; a word of the line that names it comes before a near date. A grant
 * that may come in parts is proposed only when the line names it, or brings just what is left.
 */
export function proposer(m: Ligne, attendus: readonly Attendu[]): readonly Proposition[] {
  const ligne = cleDeRecherche(`${m.libelle} ${m.contrepartie} ${m.reference}`);
  const notes = attendus.flatMap((a) => {
    if (!tient(a, m)) return [];
    const [mots, ecart] = [motsReconnus(a, ligne), Math.abs(ecartEnJours(a.le, m.jour))];
    if (mots.length === 0 && (a.partiel ? m.centimes !== a.centimes : ecart > PROCHE_JOURS)) return [];
    const raison = mots.length > 0 ? `même montant, « ${mots[0]} » dans le libellé` : a.partiel ? 'le montant qui reste à recevoir' : `même montant, à ${ecart} ${ecart > 1 ? 'jours' : 'jour'} près`;
    return [{ note: mots.length * 1000 + (m.centimes === a.centimes ? 500 : 0) - ecart, p: { objet: a.objet, id: a.id, nom: a.nom, raison } }];
  });
  const trouvees: Proposition[] = notes.toSorted((a, b) => b.note - a.note || (a.p.id < b.p.id ? -1 : 1)).map((n) => n.p);
  if (m.centimes < 0 && FRAIS.test(ligne)) trouvees.push({ objet: 'frais', id: undefined, nom: 'Frais bancaires', raison: 'le libellé le dit' });
  if (m.centimes > 0 && /\b(cotisations?|adhesions?)\b/.test(ligne)) trouvees.push({ objet: 'cotisations', id: undefined, nom: 'Cotisations des adhérents', raison: 'le libellé le dit' });
  return trouvees.slice(0, AU_PLUS);
}
