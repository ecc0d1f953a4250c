import { parEcheance } from '#core/aujourdhui.ts';
import { accord, formaterDate } from '#core/texte.ts';
import type { ChoixSemaine, LigneSemaine, Semaine } from './model-semaine.ts';
import { estVide } from './rules.ts';

export type Partie = { readonly titre: string; readonly lignes: readonly LigneSemaine[] };
const CHOSES_AU_PLUS = 8;

/** The parts of the letter, those with nothing left out. Addresses are those of the CPTS; the letter puts the site before them. */
export function partiesDe(s: Semaine): readonly Partie[] {
  const choses = s.choses.toSorted(parEcheance);
  const reste = choses.length - CHOSES_AU_PLUS;
  const parties: readonly Partie[] = [
    { titre: 'Ce qui vous attend', lignes: [...choses.slice(0, CHOSES_AU_PLUS).map((c) => ({ texte: c.titre, detail: [c.echeance ? `avant le ${formaterDate(c.echeance)}` : '', c.raison].filter(Boolean).join(' · '), href: c.bouton.href })), ...(reste > 0 ? [{ texte: `et ${accord(reste, 'autre chose', 'autres choses')} dans « Aujourd’hui »` }] : [])] },
    { titre: 'Vos dates', lignes: s.dates.map((d) => ({ texte: d.titre, detail: [d.quand, d.detail].filter(Boolean).join(' · '), href: d.href })) },
    { titre: 'Décidé dans vos groupes et vos instances', lignes: s.decisions },
    { titre: 'On vous a répondu', lignes: s.reponses },
  ];
  return parties.filter((p) => p.lignes.length > 0);
}

/** What the letter is about, in a line: the object of the letter. */
export function objetDe(s: Semaine): string {
  const mots = [s.choses.length > 0 ? accord(s.choses.length, 'chose à faire', 'choses à faire') : '', s.dates.length > 0 ? accord(s.dates.length, 'date') : '', s.decisions.length > 0 ? accord(s.decisions.length, 'décision') : '', s.reponses.length > 0 ? accord(s.reponses.length, 'réponse') : ''];
  return mots.filter(Boolean).join(', ');
}

export const JOURS: readonly { readonly valeur: string; readonly libelle: string }[] = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'].map((libelle, i) => ({ valeur: String(i + 1), libelle }));
const nomDuJour = (c: ChoixSemaine): string => JOURS[c.jour - 1]?.libelle ?? '';

export type VueSemaine = { readonly base: string; readonly phrase: string; readonly voulue: boolean; readonly jour: string; readonly parties: readonly Partie[]; readonly derniere: string; readonly interdit?: boolean };

export const presenterSemaine = (f: { readonly base: string; readonly choix: ChoixSemaine; readonly semaine: Semaine; readonly interdit?: boolean }): VueSemaine => ({
  base: f.base, voulue: f.choix.voulue, jour: String(f.choix.jour), parties: partiesDe(f.semaine), derniere: f.choix.derniereLe ? formaterDate(f.choix.derniereLe) : '', ...(f.interdit ? { interdit: true } : {}),
  phrase: !f.choix.voulue ? 'Vous ne la recevez pas. Un geste suffit pour la reprendre.' : estVide(f.semaine) ? `Elle part le ${nomDuJour(f.choix)}. Aujourd’hui rien ne vous concerne : elle ne partirait pas.` : `Elle part le ${nomDuJour(f.choix)}. Si elle partait maintenant : ${objetDe(f.semaine)}.`,
});

export type LettreSemaine = { readonly sujet: string; readonly lettre: { readonly titre: string; readonly paragraphes: readonly string[]; readonly sections: readonly Partie[]; readonly boutons: readonly { readonly libelle: string; readonly href: string }[]; readonly expediteur: string; readonly pourquoi: string; readonly arret: { readonly libelle: string; readonly href: string } } };

/** The letter of one person: nothing in it is about anybody else. */
export const redigerSemaine = (s: Semaine, p: { readonly nom: string; readonly cpts: string; readonly url: string; readonly base: string; readonly arret: string }): LettreSemaine => ({
  sujet: `Votre semaine : ${objetDe(s)}`,
  lettre: {
    titre: 'Votre semaine à la CPTS', paragraphes: [`Bonjour ${p.nom}.`, `Cette lettre ne dit que ce qui vous concerne : ${objetDe(s)}.`],
    sections: partiesDe(s).map((x) => ({ titre: x.titre, lignes: x.lignes.map((l) => ({ ...l, ...(l.href ? { href: p.url + l.href } : {}) })) })),
    boutons: [{ libelle: 'Ouvrir « Aujourd’hui »', href: p.url + p.base }], expediteur: p.cpts,
    pourquoi: 'Vous la recevez une fois par semaine, le jour que vous avez choisi, et seulement quand quelque chose vous concerne.', arret: { libelle: 'Ne plus la recevoir', href: p.arret },
  },
});
